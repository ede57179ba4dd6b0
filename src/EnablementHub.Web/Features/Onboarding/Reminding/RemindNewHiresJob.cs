using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Reminding;

/// <summary>
/// Reminds people of the steps of their checklists: 3 days before, 1 day after, then every week, one notice a person and day.
/// A step that waits for somebody else's word, or for an earlier step, is nobody's delay.
/// </summary>
internal sealed class RemindNewHiresJob(HubDbContext database, Notices notices, OrganisationClock clock) : IRecurringJob
{
    private const int Batch = 200;

    public string Name => "onboarding-reminders";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await Due(clock.Today).AnyAsync(cancellationToken)) await database.InUnitAsync(TellAsync, cancellationToken);
    }

    /// <summary>Steps that have never been planned come too: those that were there before there were reminders, and new ones.</summary>
    private IQueryable<ChecklistStep> Due(DateOnly today) => database.ChecklistSteps.Where(step =>
        step.State == StepState.Open && step.Checklist.EndedAt == null && step.Checklist.CompletedAt == null && (step.RemindOn == null || step.RemindOn <= today));

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var people = await Due(today).Select(step => step.Checklist.PersonId).Distinct().OrderBy(id => id).Take(Batch).ToListAsync(cancellationToken);
        var due = await Due(today).AsNoTracking().Where(step => people.Contains(step.Checklist.PersonId))
            .Select(step => new
            {
                step.Id,
                step.Title,
                step.DueOn,
                step.RemindOn,
                step.Checklist.PersonId,
                IsAway = step.Checklist.Person.DisabledAt != null,
                WaitsForAnother = database.ChecklistSteps.Any(other => other.ChecklistId == step.ChecklistId && other.TemplateStepId == step.AfterTemplateStepId && other.State != StepState.Done),
            }).ToListAsync(cancellationToken);
        foreach (var own in due.Where(step => step is { RemindOn: not null, IsAway: false, WaitsForAnother: false }).GroupBy(step => step.PersonId))
        {
            var steps = own.OrderBy(step => step.DueOn).ThenBy(step => step.Id).ToList();
            var first = steps[0];
            var day = first.DueOn.ToString("d MMMM", CultureInfo.InvariantCulture);
            var when = first.DueOn < today ? $"was due on {day}" : $"is due on {day}";
            notices.Tell([own.Key], new Notice
            {
                Kind = NoticeKind.OnboardingDue,
                Key = string.Create(CultureInfo.InvariantCulture, $"onboarding-due:{today:yyyy-MM-dd}"),
                Text = steps.Count == 1 ? $"“{first.Title}” {when}." : string.Create(CultureInfo.InvariantCulture, $"“{first.Title}” {when}, and {steps.Count - 1} more {(steps.Count == 2 ? "waits" : "wait")} for you."),
                Address = $"{OnboardingLinks.Start}#step-{first.Id}",
            });
        }

        await database.SaveChangesAsync(cancellationToken);

        // By value: a reminder is no change that somebody's open page must hear of.
        foreach (var group in due.GroupBy(step => step.DueOn))
        {
            var next = DueReminders.Next(group.Key, today);
            foreach (var ids in group.Select(step => step.Id).Chunk(500))
                await database.ChecklistSteps.Where(step => ids.Contains(step.Id)).ExecuteUpdateAsync(set => set.SetProperty(step => step.RemindOn, next), cancellationToken);
        }
    }
}
