using EnablementHub.Data;
using EnablementHub.Features.Quizzes.Grading;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Taking;

/// <summary>Ends an attempt and grades it, once: who hands in twice, or while the job does it, finds the same result.</summary>
public sealed class HandIn(HubDbContext database, GradeAttempt grade, TimeProvider time)
{
    /// <param name="answers">What the page still held; ignored once the time is over.</param>
    /// <returns>False: no such attempt of this person.</returns>
    public Task<bool> RunAsync(int attemptId, int personId, IReadOnlyCollection<SentAnswer> answers, CancellationToken cancellationToken = default) =>
        database.InUnitAsync(
            async token =>
            {
                if (await QuizReading.WithQuestions(database.QuizAttempts).SingleOrDefaultAsync(a => a.Id == attemptId && a.PersonId == personId, token) is not { } attempt) return false;
                if (attempt.State != AttemptState.Open) return true;
                var now = time.GetUtcNow();
                var isOver = AttemptTime.IsOver(attempt.DeadlineAt, now);
                if (!isOver)
                {
                    foreach (var answer in answers.Where(answer => !answer.IsTooLong))
                        attempt.Answers.FirstOrDefault(row => row.QuestionId == answer.QuestionId)?.Save(answer.Given, now);
                }

                await grade.RunAsync(attempt, attempt.DeadlineAt < now ? attempt.DeadlineAt.Value : now, isOver, token);
                await database.SaveChangesAsync(token);
                return true;
            },
            isFound => isFound,
            cancellationToken);

    /// <summary>For the job: grades what was saved until the deadline.</summary>
    internal Task RunOverdueAsync(int attemptId, CancellationToken cancellationToken) =>
        database.InUnitAsync(
            async token =>
            {
                if (await QuizReading.WithQuestions(database.QuizAttempts).SingleOrDefaultAsync(a => a.Id == attemptId, token) is not { State: AttemptState.Open, DeadlineAt: { } deadline } attempt) return;
                await grade.RunAsync(attempt, deadline, ranOutOfTime: true, token);
                await database.SaveChangesAsync(token);
            },
            cancellationToken);
}
