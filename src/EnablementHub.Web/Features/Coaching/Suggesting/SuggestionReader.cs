using EnablementHub.Data;
using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.Quizzes;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Suggesting;

/// <summary>The one suggestion for each of these people: three questions for a page of them.</summary>
public sealed class SuggestionReader(HubDbContext database, OrganisationClock clock)
{
    public async Task<IReadOnlyDictionary<int, Suggestion?>> ReadAsync(IReadOnlyDictionary<int, Readiness> people, CancellationToken cancellationToken)
    {
        var ids = people.Keys.ToList();
        var failed = (await FailedAsync(ids, cancellationToken)).ToLookup(row => row.PersonId, row => row.Quiz);
        var used = await database.Users.AsNoTracking().Where(person => ids.Contains(person.Id))
            .Select(person => new
            {
                person.Id,
                person.CreatedAt,
                person.StartedOn,
                Searched = database.SearchRecords.Where(search => search.PersonId == person.Id).Max(search => (DateTimeOffset?)search.At),
                Played = database.WatchProgress.Where(progress => progress.PersonId == person.Id).Max(progress => (DateTimeOffset?)progress.LastAt),
            }).ToDictionaryAsync(person => person.Id, cancellationToken);
        return people.ToDictionary(
            pair => pair.Key,
            pair =>
            {
                if (!used.TryGetValue(pair.Key, out var person)) return null;
                var started = person.StartedOn is { } day && clock.StartOf(day) > person.CreatedAt ? clock.StartOf(day) : person.CreatedAt;
                var last = person.Searched > person.Played || person.Played is null ? person.Searched : person.Played;
                return SuggestionRules.Choose(pair.Value, new SuggestionFacts([.. failed[pair.Key]], last, started), clock);
            });
    }

    private async Task<IReadOnlyList<(int PersonId, FailedQuiz Quiz)>> FailedAsync(List<int> people, CancellationToken cancellationToken)
    {
        var tried = await database.QuizAttempts.AsNoTracking().Where(attempt => people.Contains(attempt.PersonId) && attempt.State == AttemptState.Graded)
            .GroupBy(attempt => new { attempt.PersonId, attempt.QuizId })
            .Select(attempts => new { attempts.Key.PersonId, attempts.Key.QuizId, Attempts = attempts.Count(), Passed = attempts.Count(attempt => attempt.Passed), LastAt = attempts.Max(attempt => attempt.HandedInAt) })
            .Where(quiz => quiz.Passed == 0 && quiz.Attempts >= SuggestionRules.FailedAttempts).ToListAsync(cancellationToken);
        if (tried.Count == 0) return [];
        var ids = tried.Select(quiz => quiz.QuizId).Distinct().ToList();
        var titles = await (
            from quiz in database.Quizzes.AsNoTracking()
            join version in database.QuizVersions on new { QuizId = quiz.Id, Number = quiz.LiveNumber } equals new { version.QuizId, Number = (int?)version.Number }
            where ids.Contains(quiz.Id) && quiz.State == QuizState.Published
            select new { quiz.Id, version.Title }).ToDictionaryAsync(quiz => quiz.Id, quiz => quiz.Title, cancellationToken);
        return [.. tried.Where(quiz => titles.ContainsKey(quiz.QuizId)).Select(quiz => (quiz.PersonId, new FailedQuiz(quiz.QuizId, titles[quiz.QuizId], quiz.Attempts, quiz.LastAt ?? clock.Now)))];
    }
}
