using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Studio.Comparing;

public sealed record VersionRow(int Number, string Title, string Author, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt, string Note, bool IsMajor);

public sealed record HistoryPage(Item Item, IReadOnlyList<VersionRow> Versions, string? Problem = null);

public sealed record ComparePage(Item Item, VersionRow From, VersionRow To, IReadOnlyList<FieldDifference> Differences);

/// <summary>Every version of an item: listed, compared and restored.</summary>
[Authorize(Capability.WriteContent)]
public sealed class HistoryController(HubDbContext database) : Controller
{
    [HttpGet("/studio/{id:int}/history")]
    public Task<IActionResult> History(int id, CancellationToken cancellationToken) => ShowAsync(id, null, cancellationToken);

    /// <param name="from">Number of the earlier version.</param>
    /// <param name="to">Number of the later version.</param>
    [HttpGet("/studio/{id:int}/compare")]
    public async Task<IActionResult> Compare(int id, int from, int to, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(id, cancellationToken) is not { } item) return NotFound();
        if (!User.Writer().MayChange(item)) return Forbid();
        if (!ModelState.IsValid) return await ShowAsync(id, "Choose two versions to compare.", cancellationToken);
        var versions = await database.ItemVersions.AsNoTracking().Include(version => version.Author).Include(version => version.MediaFile).Include(version => version.Transcript)
            .Where(version => version.ItemId == id && (version.Number == from || version.Number == to)).ToDictionaryAsync(version => version.Number, cancellationToken);
        if (from == to || !versions.TryGetValue(from, out var earlier) || !versions.TryGetValue(to, out var later)) return await ShowAsync(id, "Choose two different versions from the list.", cancellationToken);
        var differences = VersionComparison.Compare(VersionContent.From(earlier), VersionContent.From(later), (FileOf(earlier), FileOf(later)), (CaptionsOf(earlier), CaptionsOf(later)));
        return View(new ComparePage(item, Row(earlier), Row(later), differences));
    }

    [HttpPost("/studio/{id:int}/restore-version")]
    public async Task<IActionResult> Restore(int id, int number, int revision, [FromServices] RestoreVersion restore, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return await ShowAsync(id, "That form was incomplete. Choose the version again.", cancellationToken);
        var result = await restore.RunAsync(id, number, revision, User.Writer(), cancellationToken);
        return await AnswerAsync(id, result, $"Version {number} is back as a pending version.", cancellationToken);
    }

    [HttpPost("/studio/{id:int}/discard")]
    public async Task<IActionResult> Discard(int id, int revision, [FromServices] DiscardPending discard, CancellationToken cancellationToken) =>
        !ModelState.IsValid ? await ShowAsync(id, "That form was incomplete. Try again from here.", cancellationToken) : await AnswerAsync(id, await discard.RunAsync(id, revision, User.Writer(), cancellationToken), "The pending version is discarded. It stays in the history, where you can restore it.", cancellationToken);

    private async Task<IActionResult> AnswerAsync(int id, WriteResult result, string done, CancellationToken cancellationToken)
    {
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Outcome == WriteOutcome.NotAllowed) return Forbid();
        if (result.Succeeded)
        {
            this.Tell(result.Outcome == WriteOutcome.Done ? done : "It was so already.");
            return LocalRedirect(StudioLinks.Editor(id));
        }

        Response.StatusCode = result.Status();
        return await ShowAsync(id, result.Outcome == WriteOutcome.Stale ? "Somebody has changed it since you opened the page. Look at the list again, then decide." : result.Sentences(), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(int id, string? problem, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(id, cancellationToken) is not { } item) return NotFound();
        if (!User.Writer().MayChange(item)) return Forbid();
        if (problem is not null && Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = StatusCodes.Status400BadRequest;
        var rows = await database.ItemVersions.AsNoTracking().Where(version => version.ItemId == id).OrderByDescending(version => version.Number)
            .Select(version => new VersionRow(version.Number, version.Title, version.Author.DisplayName, version.CreatedAt, version.PublishedAt, version.Note, version.IsMajor)).ToListAsync(cancellationToken);
        return View("History", new HistoryPage(item, rows, problem));
    }

    // Two files may have one name: a piece of the hash, or the number, tells them apart.
    private static string FileOf(ItemVersion version) => version.MediaFile is { } file ? $"{file.FileName} ({file.Sha256[..8]})" : "";

    private static string CaptionsOf(ItemVersion version) => version.Transcript is { } transcript ? FormattableString.Invariant($"{transcript.FileName} (no. {transcript.Id})") : "";

    private static VersionRow Row(ItemVersion version) => new(version.Number, version.Title, version.Author.DisplayName, version.CreatedAt, version.PublishedAt, version.Note, version.IsMajor);
}
