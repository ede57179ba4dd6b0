using EnablementHub.Data;
using EnablementHub.Features.Quizzes.Taking;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Grading;

/// <summary>Grades what was saved of attempts whose time is over and that nobody handed in: a closed lid loses no answer.</summary>
internal sealed class GradeOverdueJob(HubDbContext database, HandIn handIn, TimeProvider time) : IRecurringJob
{
    private const int Batch = 200;

    public string Name => "quiz-deadlines";

    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var over = time.GetUtcNow() - AttemptTime.Patience;
        var overdue = await database.QuizAttempts.AsNoTracking().Where(attempt => attempt.State == AttemptState.Open && attempt.DeadlineAt < over)
            .OrderBy(attempt => attempt.DeadlineAt).Select(attempt => attempt.Id).Take(Batch).ToListAsync(cancellationToken);
        foreach (var id in overdue) await handIn.RunOverdueAsync(id, cancellationToken);
    }
}
