using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Coaching.Planning;
using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Suggesting;

/// <param name="Sentence">What was done, for the manager.</param>
public sealed record Acted(WriteOutcome Outcome, string Sentence);

/// <summary>Does what the board suggests for somebody, as things stand at this moment: what no longer holds isn't done.</summary>
public sealed class ActOnSuggestion(HubDbContext database, StandingReader standing, SuggestionReader suggestions, AddCoachingStep addStep, AssignTraining assign, Notices notices, OrganisationClock clock)
{
    private const int DaysToDo = 7;

    public async Task<Acted> RunAsync(int personId, string? rule, Viewer coach, CancellationToken cancellationToken = default)
    {
        var person = await database.Users.AsNoTracking().CoachedBy(coach).Where(p => p.Id == personId).Select(p => new { p.Id, p.DisplayName, p.Email }).SingleOrDefaultAsync(cancellationToken);
        if (person is null) return new Acted(WriteOutcome.NotFound, "");
        var suggestion = (await suggestions.ReadAsync(await standing.ReadAsync([personId], cancellationToken), cancellationToken))[personId];
        if (suggestion is null || !string.Equals(suggestion.Rule.ToString(), rule, StringComparison.Ordinal))
            return new Acted(WriteOutcome.Stale, $"That no longer holds for {person.DisplayName}: look at what is suggested now.");
        switch (suggestion.Act)
        {
            case SuggestionAct.Plan:
                var step = await addStep.RunAsync(new StepForm { Words = suggestion.Words, DueOn = Day(clock.Today.AddDays(DaysToDo)) }, personId, coach, cancellationToken);
                return step.Succeeded ? new Acted(WriteOutcome.Done, $"It stands in {person.DisplayName}'s plan, due in a week.") : new Acted(step.Outcome, step.Problems[0].Sentence);
            case SuggestionAct.Assign:
                var form = new AssignForm
                {
                    Target = new LearningKey(LearningKind.Quiz, suggestion.QuizId!.Value).ToString(),
                    Who = "people",
                    People = person.Email,
                    DueOn = Day(clock.Today.AddDays(DaysToDo)),
                    Note = suggestion.Words,
                };
                var given = await assign.RunAsync(form, coach, cancellationToken);
                if (given.Write.Succeeded) return new Acted(WriteOutcome.Done, $"Assigned to {person.DisplayName}, due in a week.");
                break;
        }

        // Whoever has the quiz open already is reminded of it.
        return await RemindAsync(person.Id, person.DisplayName, suggestion, coach, cancellationToken);
    }

    private async Task<Acted> RemindAsync(int personId, string name, Suggestion suggestion, Viewer coach, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"team-reminder:{suggestion.Subject}:{clock.Today:yyyy-MM-dd}");
        var from = await database.Users.Where(p => p.Id == coach.PersonId).Select(p => p.DisplayName).SingleAsync(cancellationToken);
        if (await database.Notices.AnyAsync(notice => notice.PersonId == personId && notice.Key == key, cancellationToken)) return new Acted(WriteOutcome.Unchanged, $"{name} was reminded of it today already.");
        notices.Tell([personId], new Notice { Kind = NoticeKind.TeamReminder, Key = key, Text = $"{from} reminds you: {suggestion.Words}", Address = suggestion.Url });
        await database.SaveChangesAsync(cancellationToken);
        return new Acted(WriteOutcome.Done, $"{name} is reminded.");
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
