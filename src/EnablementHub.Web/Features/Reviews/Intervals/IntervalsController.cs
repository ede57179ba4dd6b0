using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Reviews.Intervals;

/// <param name="Typed">Days as text; empty: none of its own.</param>
public sealed record IntervalRow(string Scope, string Label, string Typed, string? Problem);

public sealed record IntervalsPage(IReadOnlyList<IntervalRow> Kinds, IReadOnlyList<IntervalRow> Topics, IReadOnlyList<FieldProblem> Problems);

/// <summary>How many days lie between two reviews; the lead's setting.</summary>
[Authorize(Capability.ManageContent)]
public sealed class IntervalsController(ReviewIntervals intervals, TaxonomyCatalog catalog) : Controller
{
    private const string Address = "/admin/review-intervals";

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View("Intervals", await PageAsync(new Dictionary<string, string>(), [], cancellationToken));

    /// <summary>The fields are named by their scopes.</summary>
    [HttpPost(Address)]
    public async Task<IActionResult> Save([FromServices] SaveIntervals save, CancellationToken cancellationToken)
    {
        var typed = Request.Form.Where(field => field.Key.Contains(':', StringComparison.Ordinal)).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        var result = await save.RunAsync(typed, User.PersonId(), cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return BadRequest();
        if (!result.Succeeded)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Intervals", await PageAsync(typed, result.Problems, cancellationToken));
        }

        Flash.Say(TempData, new Flash(result.Outcome == WriteOutcome.Done ? "Saved. The new intervals count from each item's next review on; nothing loses its badge now." : "It was so already."));
        return LocalRedirect(Address);
    }

    private async Task<IntervalsPage> PageAsync(Dictionary<string, string> typed, IReadOnlyList<FieldProblem> problems, CancellationToken cancellationToken)
    {
        var table = await intervals.ReadAsync(cancellationToken);
        var taxonomy = await catalog.ReadAsync(cancellationToken);
        return new IntervalsPage(
            [.. ItemKinds.All.Select(kind => Row(IntervalScopes.Of(kind), kind.Label()))],
            [
                Row(IntervalScopes.AnyCompetitor, "Any competitor"),
                .. taxonomy.ValuesOf(IntervalScopes.TopicGroup).Where(topic => !topic.IsRetired).Select(topic => Row(IntervalScopes.OfTopic(topic.Value), topic.Label)),
            ],
            problems);

        IntervalRow Row(string scope, string label) => new(
            scope,
            label,
            typed.TryGetValue(scope, out var text) ? text : table.Of(scope) is > 0 and var days ? days.ToString(System.Globalization.CultureInfo.InvariantCulture) : "",
            problems.FirstOrDefault(problem => problem.Field == scope)?.Sentence);
    }
}
