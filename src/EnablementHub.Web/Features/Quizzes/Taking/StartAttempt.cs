using System.Security.Cryptography;
using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Quizzes.Grading;
using EnablementHub.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Taking;

/// <summary>Begins an attempt, or leads back to the one that is open: a second click or tab begins nothing anew.</summary>
public sealed class StartAttempt(HubDbContext database, GradeAttempt grade, TimeProvider time)
{
    /// <returns>Done with the attempt's number, or the sentence that says why not.</returns>
    public Task<WriteResult> RunAsync(int quizId, int personId, CancellationToken cancellationToken = default) =>
        database.InUnitAsync(token => StoreAsync(quizId, personId, token), result => result.Succeeded, cancellationToken);

    private async Task<WriteResult> StoreAsync(int quizId, int personId, CancellationToken cancellationToken)
    {
        var quiz = await database.Quizzes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == quizId, cancellationToken);
        if (quiz?.LiveNumber is null) return WriteResult.NotFound;
        var now = time.GetUtcNow();
        await GradeOverdueAsync(quizId, personId, now, cancellationToken);
        var version = await database.QuizVersions.AsNoTracking().Include(v => v.Questions).Include(v => v.Pools).AsSplitQuery().SingleAsync(v => v.QuizId == quizId && v.Number == quiz.LiveNumber, cancellationToken);
        var attempts = await QuizReading.AttemptsAsync(database, quizId, personId, cancellationToken);
        var extra = await database.ExtraAttempts.CountAsync(e => e.QuizId == quizId && e.PersonId == personId, cancellationToken);
        var standing = QuizStanding.Of(version, attempts, extra, now);
        if (standing.OpenAttemptId is { } open) return new WriteResult(WriteOutcome.Unchanged, open);
        if (quiz.State != QuizState.Published) return WriteResult.Invalid("", "This quiz is retired: nobody begins it any more. What you took stays.");
        if (standing.AttemptsLeft == 0) return WriteResult.Invalid("", $"You have used {(version.MaxAttempts + extra == 1 ? "your attempt" : $"all {version.MaxAttempts + extra} attempts")}. Your enablement lead can give you another one.");
        if (standing.NotBefore is { } until) return WriteResult.Invalid("", $"You can try again {ReadableTime.Ago(until, now)}. Use the time for what the explanations led you to.");

        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        var attempt = new QuizAttempt
        {
            QuizId = quizId,
            VersionId = version.Id,
            PersonId = personId,
            Number = attempts.Count == 0 ? 1 : attempts.Max(a => a.Number) + 1,
            StartedAt = now,
            DeadlineAt = version.TimeLimitMinutes > 0 ? now.AddMinutes(version.TimeLimitMinutes) : null,
            Seed = seed,
        };
        foreach (var (question, position) in Drawing.Questions(version, seed).Select((question, position) => (question, position)))
            attempt.Add(new AttemptAnswer { QuestionId = question.Id, Position = position });
        database.Add(attempt);
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, attempt.Id);
    }

    /// <summary>One whose time is over counts as taken, also before the job comes round.</summary>
    private async Task GradeOverdueAsync(int quizId, int personId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var over = now - AttemptTime.Patience;
        var overdue = await QuizReading.WithQuestions(database.QuizAttempts).Where(a => a.QuizId == quizId && a.PersonId == personId && a.State == AttemptState.Open && a.DeadlineAt < over).ToListAsync(cancellationToken);
        foreach (var attempt in overdue) await grade.RunAsync(attempt, attempt.DeadlineAt!.Value, ranOutOfTime: true, cancellationToken);
        if (overdue.Count > 0) await database.SaveChangesAsync(cancellationToken);
    }
}
