using System.Diagnostics;
using EnablementHub.Data;
using EnablementHub.Features.Approvals;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Media;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Storage;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace EnablementHub.Features.Clips.Playing;

/// <summary>Gives out recordings and documents: whole or in ranges, to those who may see the item.</summary>
public sealed class MediaController(MediaAccess access, IDbContextFactory<HubDbContext> databases, IFileStore store, UsageLog usage, OrganisationClock clock) : Controller
{
    [AcceptVerbs("GET", "HEAD", Route = "/media/{id:int}")]
    public async Task<IActionResult> Play(int id, [FromQuery] string? download, CancellationToken cancellationToken)
    {
        var facts = await access.FindAsync(id, cancellationToken);
        if (facts is null) return NotFound();
        if (!facts.MayRead(User.Reader(clock.Today)) && !await IsReviewerAsync(facts.ItemId, cancellationToken)) return NotFound();
        var isMedia = MediaTypes.IsImage(facts.ContentType) || (facts.IsPlayable && MediaTypes.IsMedia(facts.ContentType));
        var downloadName = !isMedia || download is "1" or "true" ? facts.FileName : null;
        try
        {
            return store.DirectUrls is { } urls
                ? await LeadToStoreAsync(urls, facts, downloadName, cancellationToken)
                : await PassOnAsync(facts, downloadName, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Response.Headers.RetryAfter = "10";
            return Sentence(StatusCodes.Status503ServiceUnavailable, "The file can't be read at the moment", "Try again in a moment. If it stays, tell your administrator.");
        }
    }

    /// <summary>Whoever was asked to look at an item hears it before its readers do.</summary>
    private async Task<bool> IsReviewerAsync(int itemId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.IsReviewerOfAsync(itemId, User.PersonId(), cancellationToken);
    }

    /// <summary>The store serves the bytes, in ranges too, to whoever may see the item by now.</summary>
    private async Task<IActionResult> LeadToStoreAsync(IDirectUrls urls, MediaFacts facts, string? downloadName, CancellationToken cancellationToken)
    {
        if (await store.StatAsync(facts.StoreKey, cancellationToken) is not { } stored || stored.Length != facts.Length) return Missing();
        var address = await urls.CreateAsync(facts.StoreKey, facts.ContentType, downloadName, cancellationToken);
        Count(facts, downloadName);
        Response.Headers.CacheControl = "private, no-store";
        return Redirect(address.AbsoluteUri);
    }

    private async Task<IActionResult> PassOnAsync(MediaFacts facts, string? downloadName, CancellationToken cancellationToken)
    {
        var content = await store.OpenReadAsync(facts.StoreKey, cancellationToken);
        if (content is null || content.Length != facts.Length)
        {
            if (content is not null) await content.DisposeAsync();
            return Missing();
        }

        // Other units than bytes are none of ours; the framework would count them as bytes.
        if (!Request.Headers.Range.ToString().StartsWith("bytes=", StringComparison.Ordinal)) Request.Headers.Remove(HeaderNames.Range);
        Response.Headers.CacheControl = "private, no-cache";
        Count(facts, downloadName);
        return new StoredFileResult(content, facts.ContentType)
        {
            EnableRangeProcessing = true,
            EntityTag = new EntityTagHeaderValue($"\"{facts.Sha256}\""),
            LastModified = facts.UploadedAt,
            FileDownloadName = downloadName ?? "",
        };
    }

    private void Count(MediaFacts facts, string? downloadName)
    {
        if (downloadName is not null && IsBeginning()) usage.Record(UsageKind.Download, User.PersonId(), facts.ItemId);
    }

    /// <summary>A download that goes on where it was cut off is the same download.</summary>
    private bool IsBeginning() => HttpMethods.IsGet(Request.Method)
        && Request.Headers.IfNoneMatch.Count == 0
        && (Request.Headers.Range.Count == 0 || Request.Headers.Range.ToString().StartsWith("bytes=0-", StringComparison.Ordinal));

    private ViewResult Missing() =>
        Sentence(StatusCodes.Status404NotFound, "The recording is missing", "The hub knows this file, but it is no longer whole in the store. Tell your enablement lead; the text of the item is still there.");

    private ViewResult Sentence(int status, string title, string advice)
    {
        Response.StatusCode = status;
        return View("Problem", new ProblemPage(status, title, advice, Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier));
    }
}
