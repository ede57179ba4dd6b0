using System.ComponentModel;
using System.Data.Common;
using System.Threading.Channels;
using EnablementHub.Data;
using EnablementHub.Features.Api.Idempotency;
using EnablementHub.Features.Api.Items;
using EnablementHub.Features.Api.Paging;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Api.UsageEvents;

/// <summary>What is used: sent by other systems, and read by item and day.</summary>
[Tags("Usage")]
public sealed class UseController(HubDbContext database, ItemDoor door, OrganisationClock clock) : ApiControllerBase
{
    public const int MaxDays = 92;
    private const char ByDay = 'd';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [HttpPost(Root + "/events"), EndpointSummary("Say what was used"), ApiAnswers(400, 403, 409, 413, 503)]
    [EndpointDescription("Views, plays and downloads of the token's person, up to 500 at once. The answer means that they are on disk. Each has a name of yours, and counts once however often you send it; ranges are merged into the seconds that were seen before. What can't be taken is refused by itself, with its reason.")]
    [ProducesResponseType<EventsAnswer>(200)]
    public Task<IActionResult> Take([FromBody] EventsBody body, [FromServices] ReadEvents reading, [FromServices] UsageLog usage, [FromServices] IdempotentRequests requests, CancellationToken cancellationToken) =>
        requests.RunBesideAsync(HttpContext, body, token => TakeAsync(body, reading, usage, token), cancellationToken);

    [HttpGet(Root + "/usage"), Authorize(Capability.SeeUsage), EndpointSummary("Read what is used, by item and day"), ApiAnswers(400, 403)]
    [EndpointDescription("Days without use are left out. Counts of people, never who they are.")]
    [ProducesResponseType<ApiPage<UsageDayAnswer>>(200)]
    public async Task<IActionResult> Read(
        [FromQuery, Description("First day; 29 days before the last one by default.")] DateOnly? from,
        [FromQuery, Description("Last day; today by default. At most 92 days.")] DateOnly? to,
        [FromQuery, Description("Only this item.")] int? item,
        [FromQuery, Description("1 to 200; 50 by default.")] int? limit,
        [FromQuery, Description("next of the page before.")] string? cursor,
        CancellationToken cancellationToken)
    {
        var last = to ?? clock.Today;
        var first = from ?? (last.DayNumber < 29 ? DateOnly.MinValue : last.AddDays(-29));
        if (first > last) return Refuse(ProblemAnswer.Invalid("from", "from lies after to."));
        if (last.DayNumber - first.DayNumber >= MaxDays) return Refuse(ProblemAnswer.Invalid("from", $"from and to span more than {MaxDays} days. Ask for less at once."));
        if (limit is < 1 or > PageCursor.MaxLimit) return Refuse(ProblemAnswer.Invalid("limit", PageCursor.LimitRefusal));
        if (!PageCursor.TryRead(cursor, ByDay, out var after) || after?.Second > DateOnly.MaxValue.DayNumber) return Refuse(ProblemAnswer.Invalid("cursor", PageCursor.Refusal));
        var size = limit ?? PageCursor.DefaultLimit;
        var seen = database.Items.AsNoTracking().InAudienceOf(door.ReaderOf(User));
        var days = database.ItemDays.AsNoTracking().Where(day => day.Day >= first && day.Day <= last && seen.Any(known => known.Id == day.ItemId));
        if (item is { } only) days = days.Where(day => day.ItemId == only);
        if (after is { } end)
        {
            var (lastItem, lastDay) = (end.First, DateOnly.FromDayNumber((int)end.Second));
            days = days.Where(day => day.ItemId > lastItem || (day.ItemId == lastItem && day.Day > lastDay));
        }

        var rows = await days.OrderBy(day => day.ItemId).ThenBy(day => day.Day).Take(size + 1).ToListAsync(cancellationToken);
        var viewers = await ViewersAsync([.. rows.Take(size)], cancellationToken);
        return Ok(PageCursor.Cut(rows, size,
            day => new UsageDayAnswer(day.ItemId, day.Day, day.Views, day.Plays, day.Downloads, viewers.GetValueOrDefault((day.ItemId, day.Day)), Math.Round(day.SecondsPlayed, 1)),
            day => new PageCursor(ByDay, day.ItemId, day.Day.DayNumber)));
    }

    private async Task<IActionResult> TakeAsync(EventsBody body, ReadEvents reading, UsageLog usage, CancellationToken cancellationToken)
    {
        if (body.Events.Count is 0 or > EventsBody.MaxEvents)
            return Refuse(ProblemAnswer.Invalid("events", $"events must hold 1 to {EventsBody.MaxEvents} events; {body.Events.Count} were sent."));
        var (taken, refused) = await reading.RunAsync(body, door.ReaderOf(User), cancellationToken);
        if (taken.Count == 0) return Ok(new EventsAnswer(0, 0, refused));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var known = await usage.RecordAsync(door.ReaderOf(User).Viewer.PersonId, taken, patience.Token);
            return Ok(new EventsAnswer(taken.Count - known.Count, known.Count, refused));
        }
        catch (Exception error) when (error is DbException or DbUpdateException or ChannelClosedException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Response.Headers.RetryAfter = "5";
            return Refuse(ProblemAnswer.Of(StatusCodes.Status503ServiceUnavailable) with { Detail = "The hub can't write at the moment. Send the same events again in a few seconds; none counts twice." });
        }
    }

    /// <summary>Days are the organisation's, which no database knows, so the people of a page's days are counted here.</summary>
    private async Task<Dictionary<(int ItemId, DateOnly Day), int>> ViewersAsync(IReadOnlyList<ItemDay> days, CancellationToken cancellationToken)
    {
        if (days.Count == 0) return [];
        var items = days.Select(day => day.ItemId).Distinct().ToList();
        var (from, to) = (clock.StartOf(days.Min(day => day.Day)), clock.EndOf(days.Max(day => day.Day)));
        var people = new HashSet<(int ItemId, DateOnly Day, int PersonId)>();
        var events = database.UsageEvents.AsNoTracking().Where(used => items.Contains(used.ItemId) && used.At >= from && used.At < to && used.Kind != UsageKind.Download)
            .Select(used => new { used.ItemId, used.At, used.PersonId }).AsAsyncEnumerable();
        await foreach (var used in events.WithCancellation(cancellationToken)) people.Add((used.ItemId, clock.DayOf(used.At), used.PersonId));
        return people.CountBy(entry => (entry.ItemId, entry.Day)).ToDictionary();
    }
}
