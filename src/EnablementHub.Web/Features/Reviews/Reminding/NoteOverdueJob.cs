using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Reviews.Reminding;

/// <summary>
/// Stores that a review is overdue from the turn of the day in the organisation's zone on. What is noted falls out of the
/// range that is asked for, so that a run costs what became overdue and not what exists, and a second run does nothing.
/// </summary>
internal sealed class NoteOverdueJob(HubDbContext database, OrganisationClock clock) : IRecurringJob
{
    private const int Batch = 200;

    public string Name => "note-overdue-reviews";

    public TimeSpan Interval => TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await Overdue(clock.Today).AnyAsync(cancellationToken)) await database.InUnitAsync(NoteAsync, cancellationToken);
    }

    private IQueryable<Item> Overdue(DateOnly today) => database.Items.Where(item => item.UntrustedReason == null && item.ReviewDueOn < today && item.VerifiedAt != null);

    private async Task NoteAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.Now, clock.Today);
        var items = await Overdue(today).OrderBy(item => item.ReviewDueOn).ThenBy(item => item.Id).Take(Batch).ToListAsync(cancellationToken);
        foreach (var item in items) database.TakeTrust(item, TrustReason.IntervalOver, today, now);
        await database.SaveChangesAsync(cancellationToken);
    }
}
