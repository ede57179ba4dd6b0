using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Assigning.Reminding;

/// <summary>
/// Tells people what was assigned to them, and reminds them by the ladder. Each row knows the day of its next reminder, so that
/// a run costs what is to be told; what is told becomes one notice a person and day, whatever the number of rows.
/// </summary>
internal sealed class RemindLearnersJob(HubDbContext database, LearningTargets targets, Notices notices, OrganisationClock clock) : IRecurringJob
{
    private const int Batch = 500;

    public string Name => "training-reminders";

    public TimeSpan Interval => TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await Due(clock.Today).AnyAsync(cancellationToken)) await database.InUnitAsync(TellAsync, cancellationToken);
    }

    private IQueryable<AssignedPerson> Due(DateOnly today) => database.AssignedTraining.Where(assigned => assigned.State == AssignedState.Open && assigned.RemindOn <= today);

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var people = await Due(today).Select(assigned => assigned.PersonId).Distinct().OrderBy(id => id).Take(Batch).ToListAsync(cancellationToken);
        var due = await Due(today).AsNoTracking().Where(assigned => people.Contains(assigned.PersonId))
            .Select(assigned => new DueRow(
                assigned.Id, assigned.AssignmentId, assigned.PersonId, new(assigned.TargetKind, assigned.TargetId), assigned.Assignment.Title, assigned.Assignment.Note, assigned.Assignment.IsMandatory,
                assigned.DueOn, assigned.IsTold, assigned.Person.DisabledAt != null))
            .ToListAsync(cancellationToken);

        // What can't be done now, because it was withdrawn from readers, is nobody's fault: they hear of it once it is back.
        var found = await targets.FindAsync(due.Select(row => row.Target), cancellationToken);
        var told = due.Where(row => !row.IsAway && found.GetValueOrDefault(row.Target) is { IsOpen: true }).ToList();
        foreach (var given in told.Where(row => !row.IsTold).GroupBy(row => (row.AssignmentId, row.DueOn)))
        {
            var row = given.First();
            notices.Tell(given.Select(one => one.PersonId), new Notice
            {
                Kind = NoticeKind.TrainingAssigned,
                Key = FormattableString.Invariant($"training-assigned:{row.AssignmentId}"),
                Text = $"“{row.Title}” is assigned to you until {Day(row.DueOn)}.{(row.Note.Length > 0 ? $" {row.Note}" : "")}",
                Address = found[row.Target].Url,
                ItemId = row.Target.Kind == Learning.LearningKind.Item ? row.Target.Id : null,
                Mandatory = row.IsMandatory,
            });
        }

        foreach (var own in told.Where(row => row.IsTold).GroupBy(row => row.PersonId)) notices.Tell([own.Key], Summary([.. own.OrderBy(row => row.DueOn).ThenBy(row => row.Id)], today));
        await database.SaveChangesAsync(cancellationToken);
        foreach (var group in due.GroupBy(row => row.DueOn))
        {
            var next = DueReminders.Next(group.Key, today);
            foreach (var ids in group.Select(row => row.Id).Chunk(Batch))
            {
                await database.AssignedTraining.Where(assigned => ids.Contains(assigned.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(assigned => assigned.RemindOn, next).SetProperty(assigned => assigned.IsTold, true), cancellationToken);
            }
        }
    }

    private static Notice Summary(IReadOnlyList<DueRow> rows, DateOnly today)
    {
        var first = rows[0];
        var overdue = rows.Count(row => row.DueOn < today);
        var when = first.DueOn < today ? $"was due on {Day(first.DueOn)}" : $"is due on {Day(first.DueOn)}";
        return new Notice
        {
            Kind = NoticeKind.TrainingDue,
            Key = string.Create(CultureInfo.InvariantCulture, $"training-due:{today:yyyy-MM-dd}"),
            Text = rows.Count == 1 ? $"“{first.Title}” {when}." : string.Create(CultureInfo.InvariantCulture, $"“{first.Title}” {when}, and {rows.Count - 1} more {(rows.Count == 2 ? "waits" : "wait")} for you{(overdue > 1 ? $"; {overdue} are overdue" : "")}."),
            Address = TrainingLinks.Start,
            Mandatory = rows.Any(row => row.IsMandatory),
        };
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM", CultureInfo.InvariantCulture);

    private sealed record DueRow(
        long Id, int AssignmentId, int PersonId, Learning.LearningKey Target, string Title, string Note, bool IsMandatory, DateOnly DueOn, bool IsTold, bool IsAway);
}
