using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Links.Moving;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Library.Showing;

/// <summary>The page of an item. What isn't for its reader isn't there: the answer is the same as for a number that was never given.</summary>
public sealed class ItemController(ItemPages pages, OldAddresses addresses, UsageLog usage, OrganisationClock clock) : Controller
{
    private const string Pending = "pending";

    [HttpGet("/items/{id:int}"), HttpGet("/items/{id:int}/{slug}")]
    public async Task<IActionResult> Show(int id, [FromQuery] string? version, [FromQuery] string? start, [FromQuery] string? end, [FromQuery] string? search, [FromQuery] string? q, CancellationToken cancellationToken)
    {
        var reader = User.Reader(clock.Today);
        var request = new ItemRequest(id, version == Pending, start, end, search, q);
        if (await pages.FindAsync(request, reader, cancellationToken) is not { } item) return await ForwardAsync(id, reader, cancellationToken);
        var status = item.StatusOn(reader.Today);
        if (status == PublicationStatus.Expired && !reader.MayEdit(item.OwnerId))
            return View("Expired", new ExpiredPage(item.Title, item.Kind, item.ExpireOn!.Value, item.OwnerName, await pages.SuccessorAsync(item, reader, cancellationToken)));
        var page = await pages.ReadAsync(item, request, reader, cancellationToken);
        if (status == PublicationStatus.Published && item.IsLive) usage.Record(UsageKind.View, reader.Viewer.PersonId, id);
        return View("Show", page);
    }

    /// <summary>What was moved or has a successor leads there; a browser asks again each time, for a move can be taken back.</summary>
    private async Task<IActionResult> ForwardAsync(int id, ItemReader reader, CancellationToken cancellationToken)
    {
        if (await addresses.FindAsync(id, reader, cancellationToken) is not { } there) return NotFound();
        Response.Headers.CacheControl = "no-cache";
        return there.IsPermanent ? LocalRedirectPermanent(there.Path) : LocalRedirect(there.Path);
    }

    /// <summary>The player alone, for a row of results that opens in place.</summary>
    [HttpGet("/items/{id:int}/inline-player")]
    public async Task<IActionResult> InlinePlayer(int id, [FromQuery] string? start, [FromQuery] string? end, [FromQuery] string? q, [FromQuery] string? search, CancellationToken cancellationToken)
    {
        var reader = User.Reader(clock.Today);
        var request = new ItemRequest(id, false, start, end, search, q, Autoplay: true);
        if (await pages.FindAsync(request, reader, cancellationToken) is not { } item
            || !item.Kind.IsPlayable() || (item.StatusOn(reader.Today) == PublicationStatus.Expired && !reader.MayEdit(item.OwnerId))) return NotFound();
        var speaker = await pages.SpeakerAsync(id, cancellationToken) ?? "";
        return PartialView("InlinePlayer", await pages.PlayerAsync(item, speaker, request, reader, cancellationToken));
    }
}
