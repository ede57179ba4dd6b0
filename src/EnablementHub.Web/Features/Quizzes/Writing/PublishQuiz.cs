using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Quizzes.Writing;

/// <summary>Publishes what waits, takes it away, or retires the whole quiz and brings it back. Leads only, as with everything that people see.</summary>
public sealed class PublishQuiz(HubDbContext database, TimeProvider time)
{
    public Task<WriteResult> RunAsync(int quizId, int revision, Writer writer, CancellationToken cancellationToken = default) =>
        ChangeAsync(quizId, revision, writer, "quiz.published", (quiz, now) =>
        {
            if (quiz.Pending is not { } version) return new WriteResult(WriteOutcome.Unchanged, quiz.Id, quiz.Revision);
            if (version.Questions.Count == 0) return WriteResult.Invalid("", "It has no questions yet. Write the first one.");
            foreach (var pool in version.Pools)
            {
                var there = version.Questions.Count(question => question.Pool == pool.Name);
                if (pool.Draw > there) return WriteResult.Invalid("Draw", $"The pool “{pool.Name}” has {(there == 1 ? "1 question" : $"{there} questions")}, but {pool.Draw} are to be drawn.");
            }

            quiz.Publish(writer.PersonId, now);
            return null;
        }, cancellationToken);

    /// <summary>Takes the pending version away; people go on with the live one.</summary>
    public Task<WriteResult> DiscardAsync(int quizId, int revision, Writer writer, CancellationToken cancellationToken = default) =>
        database.ChangeQuizAsync(quizId, revision, writer, time, "quiz.pending-discarded", (quiz, now, _) =>
        {
            if (quiz.LiveNumber is null || quiz.Pending is null) return Task.FromResult<(WriteResult?, string)>((WriteResult.Invalid("", "There is nothing to take away."), ""));
            quiz.Discard(now);
            return Task.FromResult<(WriteResult?, string)>((null, ""));
        }, cancellationToken);

    public Task<WriteResult> RetireAsync(int quizId, int revision, Writer writer, CancellationToken cancellationToken = default) =>
        ChangeAsync(quizId, revision, writer, "quiz.retired", (quiz, now) =>
        {
            if (quiz.State != QuizState.Published) return new WriteResult(WriteOutcome.Unchanged, quiz.Id, quiz.Revision);
            quiz.Retire(now);
            return null;
        }, cancellationToken);

    public Task<WriteResult> RestoreAsync(int quizId, int revision, Writer writer, CancellationToken cancellationToken = default) =>
        ChangeAsync(quizId, revision, writer, "quiz.restored", (quiz, now) =>
        {
            if (quiz.State != QuizState.Retired) return new WriteResult(WriteOutcome.Unchanged, quiz.Id, quiz.Revision);
            quiz.Restore(now);
            return null;
        }, cancellationToken);

    private Task<WriteResult> ChangeAsync(int quizId, int revision, Writer writer, string action, Func<Quiz, DateTimeOffset, WriteResult?> change, CancellationToken cancellationToken) =>
        writer.ManagesContent
            ? database.ChangeQuizAsync(quizId, revision, writer, time, action, (quiz, now, _) => Task.FromResult((change(quiz, now), quiz.Versions.Count > 0 ? quiz.Newest.Title : "")), cancellationToken)
            : Task.FromResult(WriteResult.NotAllowed(QuizLoading.LeadsOnly));
}
