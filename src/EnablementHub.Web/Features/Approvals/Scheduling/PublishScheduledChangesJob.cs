using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Studio;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals.Scheduling;

/// <summary>
/// Publishes the changes whose day has begun. Each by itself: one that can't go live is told to whoever chose the day, and
/// holds up no other. Costs by what waits for this day, not by what exists.
/// </summary>
internal sealed class PublishScheduledChangesJob(HubDbContext database, PublishItem publish, Notices notices, OrganisationClock clock) : IRecurringJob
{
    private const int Batch = 200;

    public string Name => "publish-scheduled-changes";

    public TimeSpan Interval => TimeSpan.FromSeconds(20);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var due = await database.Items.AsNoTracking().Where(item => item.ChangeOn <= today).OrderBy(item => item.ChangeOn).ThenBy(item => item.Id)
            .Select(item => new
            {
                item.Id,
                item.OwnerId,
                LeadId = item.ChangeById,
                Day = item.ChangeOn,
                Title = item.Versions.Where(version => version.Number == item.PendingNumber).Select(version => version.Title).First(),
            })
            .Take(Batch).ToListAsync(cancellationToken);
        foreach (var change in due)
        {
            await database.InUnitAsync(
                async token =>
                {
                    var result = await publish.RunScheduledAsync(change.Id, token);
                    if (result.Outcome != WriteOutcome.Invalid) return;
                    notices.Tell(new[] { change.LeadId ?? change.OwnerId, change.OwnerId }, new Notice
                    {
                        Kind = NoticeKind.ChangeHeldBack,
                        Key = FormattableString.Invariant($"change-held-back:{change.Id}:{change.Day:yyyy-MM-dd}"),
                        Text = $"The change of “{change.Title}” didn't go live: {string.Join(" ", result.Problems.Select(problem => problem.Sentence))}",
                        Address = StudioLinks.Editor(change.Id),
                        ItemId = change.Id,
                    });
                    await database.SaveChangesAsync(token);
                },
                cancellationToken);
        }
    }
}
