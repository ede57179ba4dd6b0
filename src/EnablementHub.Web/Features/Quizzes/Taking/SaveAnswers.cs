using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Taking;

public enum SaveOutcome
{
    Saved,
    NotFound,

    /// <summary>The attempt was handed in or its time is over: what was saved before counts.</summary>
    Closed,
}

/// <summary>Keeps answers while somebody works, each by itself: a reload, another tab or another device goes on with them.</summary>
public sealed class SaveAnswers(HubDbContext database, TimeProvider time)
{
    public async Task<SaveOutcome> RunAsync(int attemptId, int personId, IReadOnlyCollection<SentAnswer> answers, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var over = now - AttemptTime.Patience;
        foreach (var answer in answers.Where(answer => !answer.IsTooLong))
        {
            // One statement decides and writes, so nothing comes in after the grading, on whichever node that happens.
            var written = await database.AttemptAnswers
                .Where(row => row.AttemptId == attemptId && row.QuestionId == answer.QuestionId
                    && row.Attempt.PersonId == personId && row.Attempt.State == AttemptState.Open && (row.Attempt.DeadlineAt == null || row.Attempt.DeadlineAt >= over))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Given, answer.Given).SetProperty(row => row.SavedAt, now), cancellationToken);
            if (written > 0) continue;
            return await database.QuizAttempts.AnyAsync(attempt => attempt.Id == attemptId && attempt.PersonId == personId, cancellationToken) ? SaveOutcome.Closed : SaveOutcome.NotFound;
        }

        return SaveOutcome.Saved;
    }
}
