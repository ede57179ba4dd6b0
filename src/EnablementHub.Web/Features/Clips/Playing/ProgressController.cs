using System.Data.Common;
using System.Threading.Channels;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.People;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Clips.Playing;

/// <summary>
/// Takes the players' beacons. JSON with the antiforgery header, or, for <c>sendBeacon</c> which sends no headers, a form
/// with the fields <c>__RequestVerificationToken</c> and <c>report</c> (the same JSON). The answer means that it is on disk.
/// </summary>
public sealed class ProgressController(MediaAccess access, UsageLog usage, OrganisationClock clock) : Controller
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [HttpPost("/items/{id:int}/progress"), EnableRateLimiting(RateLimit.Beacon), RequestSizeLimit(ProgressBody.MaxBytes)]
    public async Task<IActionResult> Take(int id, CancellationToken cancellationToken)
    {
        string text;
        try
        {
            text = await ReadAsync(cancellationToken);
        }
        catch (BadHttpRequestException error)
        {
            return Problem(statusCode: error.StatusCode, title: $"A progress report has at most {ProgressBody.MaxBytes / 1024} kB.");
        }

        var (body, problem) = ProgressBody.Read(text);
        if (body is null) return Problem(statusCode: StatusCodes.Status400BadRequest, title: problem);
        var reader = User.Reader(clock.Today);
        var facts = await access.FindAsync(body.MediaId, cancellationToken);
        if (facts is null || facts.ItemId != id || !facts.IsPlayable || !(facts.MayRead(reader) || reader.IsInAudience(facts.OwnerId, facts.Audience)))
            return Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such recording.");
        if (!facts.Counts(reader.Today)) return Problem(statusCode: StatusCodes.Status409Conflict, title: "This recording is no longer the one that people see. Reload the page.");
        return await StoreAsync(facts, body, cancellationToken);
    }

    private async Task<IActionResult> StoreAsync(MediaFacts facts, ProgressBody body, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var state = await usage.RecordProgressAsync(
                new ProgressReport
                {
                    PersonId = User.PersonId(),
                    ItemId = facts.ItemId,
                    MediaFileId = facts.Id,
                    DurationSeconds = facts.Duration,
                    Spans = body.Pairs,
                    Position = body.Position,
                    SearchId = body.Search,
                },
                patience.Token);
            return Json(state);
        }
        catch (Exception error) when (error is DbException or DbUpdateException or ChannelClosedException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Response.Headers.RetryAfter = "5";
            return Problem(statusCode: StatusCodes.Status503ServiceUnavailable, title: "The hub can't write at the moment. Send it again in a few seconds.");
        }
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        if (Request.HasFormContentType) return (await Request.ReadFormAsync(cancellationToken))["report"].ToString();
        using var reader = new StreamReader(Request.Body);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
