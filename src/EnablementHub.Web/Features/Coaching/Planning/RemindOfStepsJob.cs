using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Planning;

/// <summary>Reminds people of the next steps of their plans by the ladder: 3 days before, 1 day after, then every week, one notice a person and day.</summary>
internal sealed class RemindOfStepsJob(HubDbContext database, Notices notices, OrganisationClock clock) : IRecurringJob
{
    private const int Batch = 500;

    public string Name => "coaching-reminders";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await Due(clock.Today).AnyAsync(cancellationToken)) await database.InUnitAsync(TellAsync, cancellationToken);
    }

    private IQueryable<CoachingStep> Due(DateOnly today) => database.CoachingSteps.Where(step => step.RemindOn <= today);

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var people = await Due(today).Select(step => step.PersonId).Distinct().OrderBy(id => id).Take(Batch).ToListAsync(cancellationToken);
        var due = await Due(today).AsNoTracking().Where(step => people.Contains(step.PersonId))
            .Select(step => new { step.Id, step.PersonId, step.Words, step.DueOn, IsAway = step.Person.DisabledAt != null }).ToListAsync(cancellationToken);
        foreach (var own in due.Where(step => !step.IsAway).GroupBy(step => step.PersonId))
        {
            var steps = own.OrderBy(step => step.DueOn).ThenBy(step => step.Id).ToList();
            var day = steps[0].DueOn.ToString("d MMMM", CultureInfo.InvariantCulture);
            var when = steps[0].DueOn < today ? $"was due on {day}" : $"is due on {day}";
            notices.Tell([own.Key], new Notice
            {
                Kind = NoticeKind.CoachingStepDue,
                Key = string.Create(CultureInfo.InvariantCulture, $"coaching-due:{today:yyyy-MM-dd}"),
                Text = steps.Count == 1 ? $"In your plan “{steps[0].Words}” {when}." : string.Create(CultureInfo.InvariantCulture, $"In your plan “{steps[0].Words}” {when}, and {steps.Count - 1} more {(steps.Count == 2 ? "waits" : "wait")}."),
                Address = CoachingLinks.Mine,
            });
        }

        await database.SaveChangesAsync(cancellationToken);

        // By value: a reminder is no change that somebody's open page must hear of.
        foreach (var group in due.GroupBy(step => step.DueOn))
        {
            var next = DueReminders.Next(group.Key, today);
            foreach (var ids in group.Select(step => step.Id).Chunk(Batch))
                await database.CoachingSteps.Where(step => ids.Contains(step.Id)).ExecuteUpdateAsync(set => set.SetProperty(step => step.RemindOn, next), cancellationToken);
        }
    }
}
