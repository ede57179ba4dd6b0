using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EnablementHub.Features.Learning.Choosing;

/// <summary>Offers what can be learned while an author types.</summary>
public sealed class TargetsController(LearningTargets targets) : Controller
{
    private const int MaxOffers = 8;
    private const int MaxWords = 200;

    /// <summary>An array of <c>{ text, type, label, url, pick }</c>; <c>pick</c> is what the field takes.</summary>
    /// <param name="q">What was typed; longer than 200 characters is cut.</param>
    /// <param name="kinds">Slugs of <see cref="LearningKind"/> with commas between; unknown ones are passed over, none means all.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    [HttpGet("/learning/suggest"), EnableRateLimiting(RateLimit.Search)]
    public async Task<IActionResult> Suggest(string? q, string? kinds, CancellationToken cancellationToken)
    {
        var words = (q ?? "").Trim();
        if (words.Length == 0) return Json(Array.Empty<object>());
        var wanted = (kinds ?? "").Split(',').Select(slug => LearningKinds.FromSlug(slug)).OfType<LearningKind>().ToList();
        var found = await targets.OfferAsync(words[..Math.Min(words.Length, MaxWords)], wanted, User.Viewer(), MaxOffers, cancellationToken);
        return Json(found.Select(target => new { text = target.Title, type = "title", label = target.Kind.Label(), url = target.Url, pick = target.Key.ToString() }));
    }
}
