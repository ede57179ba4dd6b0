using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Taking;

/// <summary>The questions of somebody's attempt alone, for saving: asked every few seconds by everybody who takes a quiz.</summary>
public sealed class AttemptQuestions(HubDbContext database)
{
    public async Task<IReadOnlyList<QuizQuestion>> ReadAsync(int attemptId, int personId, CancellationToken cancellationToken) =>
        await database.AttemptAnswers.AsNoTracking().Where(answer => answer.AttemptId == attemptId && answer.Attempt.PersonId == personId).OrderBy(answer => answer.Position).Select(answer => answer.Question).ToListAsync(cancellationToken);
}
