using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Writing;

/// <summary>What every write of a quiz begins with: may this person, and is it still what they looked at?</summary>
internal static class QuizLoading
{
    public const string NotYours = "Only its owner or an enablement lead can change this quiz.";
    public const string LeadsOnly = "Only an enablement lead can do this.";

    public static bool MayChange(this Writer writer, Quiz quiz) => writer.ManagesContent || quiz.OwnerId == writer.PersonId;

    /// <summary>The quiz with its live and pending versions, whole; null: no such quiz.</summary>
    public static async Task<Quiz?> LoadQuizAsync(this HubDbContext database, int quizId, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        var quiz = await database.Quizzes.SingleOrDefaultAsync(q => q.Id == quizId, cancellationToken);
        if (quiz is null) return null;
        await database.QuizVersions.Include(version => version.Questions).Include(version => version.Pools).AsSplitQuery()
            .Where(version => version.QuizId == quizId && (version.Number == quiz.LiveNumber || version.Number == quiz.PendingNumber)).LoadAsync(cancellationToken);
        return quiz;
    }

    /// <summary>Loads, asks, changes, notes in the audit and stores, in one unit.</summary>
    /// <param name="change">Returns a refusal, or null with what the audit says.</param>
    public static Task<WriteResult> ChangeQuizAsync(
        this HubDbContext database, int quizId, int revision, Writer writer, TimeProvider time, string action, Func<Quiz, DateTimeOffset, CancellationToken, Task<(WriteResult? Refusal, string Detail)>> change, CancellationToken cancellationToken) =>
        database.InUnitAsync(
            async token =>
            {
                if (await database.LoadQuizAsync(quizId, token) is not { } quiz) return WriteResult.NotFound;
                if (!writer.MayChange(quiz)) return WriteResult.NotAllowed(NotYours);
                if (quiz.Revision != revision) return new WriteResult(WriteOutcome.Stale, quiz.Id, quiz.Revision);
                var now = time.GetUtcNow();
                var (refusal, detail) = await change(quiz, now, token);
                if (refusal is not null) return refusal;
                database.LogAudit(writer.PersonId, action, "quiz", quiz.Id, now, detail);
                await database.SaveChangesAsync(token);
                return new WriteResult(WriteOutcome.Done, quiz.Id, quiz.Revision);
            },
            result => result.Succeeded,
            cancellationToken);
}
