using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Taking;

/// <summary>Reads that several writes and pages of the room begin with.</summary>
internal static class QuizReading
{
    public static async Task<IReadOnlyList<AttemptFacts>> AttemptsAsync(HubDbContext database, int quizId, int personId, CancellationToken cancellationToken) =>
        await database.QuizAttempts.AsNoTracking().Where(attempt => attempt.QuizId == quizId && attempt.PersonId == personId).OrderByDescending(attempt => attempt.Number)
            .Select(attempt => new AttemptFacts(attempt.Id, attempt.Number, attempt.Version.Number, attempt.State, attempt.StartedAt, attempt.DeadlineAt, attempt.HandedInAt, attempt.Score, attempt.Passed))
            .ToListAsync(cancellationToken);

    /// <summary>Attempts with all that grading and showing them needs.</summary>
    public static IQueryable<QuizAttempt> WithQuestions(IQueryable<QuizAttempt> attempts) =>
        attempts.Include(attempt => attempt.Version).Include(attempt => attempt.Answers).ThenInclude(answer => answer.Question).AsSplitQuery();
}
