using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Planning;

/// <summary>Puts a next step into the plan of somebody whom one looks after; they hear of it.</summary>
public sealed class AddCoachingStep(HubDbContext database, Notices notices, OrganisationClock clock)
{
    public const int MaxOpen = 50;

    public async Task<WriteResult> RunAsync(StepForm form, int personId, Viewer coach, CancellationToken cancellationToken = default)
    {
        var (words, due, problems) = form.Read(clock.Today);
        if (problems.Count > 0) return WriteResult.Invalid(problems);
        return await database.InUnitAsync(token => StoreAsync(words, due, personId, coach, token), result => result.Succeeded, cancellationToken);
    }

    /// <summary>The same within the caller's unit, with values that were checked.</summary>
    internal async Task<WriteResult> StoreAsync(string words, DateOnly due, int personId, Viewer coach, CancellationToken cancellationToken)
    {
        if (!await database.Users.CoachedBy(coach).AnyAsync(person => person.Id == personId, cancellationToken)) return WriteResult.NotFound;
        if (await database.CoachingSteps.CountAsync(step => step.PersonId == personId && step.RemovedAt == null && step.DoneAt == null, cancellationToken) >= MaxOpen)
            return WriteResult.Invalid("Words", $"The plan has {MaxOpen} open steps. Finish or take out some first.");
        var step = new CoachingStep { PersonId = personId, AuthorId = coach.PersonId, Words = words, DueOn = due, CreatedAt = clock.Now, RemindOn = DueReminders.Next(due, clock.Today) };
        database.Add(step);
        await database.SaveChangesAsync(cancellationToken);
        var from = await database.Users.Where(p => p.Id == coach.PersonId).Select(p => p.DisplayName).SingleAsync(cancellationToken);
        notices.Tell([personId], new Notice
        {
            Kind = NoticeKind.CoachingWritten,
            Key = FormattableString.Invariant($"coaching-step:{step.Id}"),
            Text = $"{from} put a step into your plan, due on {due.ToString("d MMMM", CultureInfo.InvariantCulture)}: {words}",
            Address = CoachingLinks.Mine,
        });
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, step.Id);
    }
}
