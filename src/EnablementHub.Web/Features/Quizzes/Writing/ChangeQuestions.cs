using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Writing;

/// <summary>Adds, changes, moves and removes questions in the version that is being written.</summary>
public sealed class ChangeQuestions(HubDbContext database, TimeProvider time)
{
    /// <param name="key">Null: a new question.</param>
    public async Task<WriteResult> SaveAsync(int quizId, int? key, int revision, QuestionKind kind, QuestionForm form, Writer writer, CancellationToken cancellationToken = default)
    {
        var (values, problems) = form.Read(kind);
        if (values is null) return WriteResult.Invalid(problems);
        return await database.ChangeQuizAsync(quizId, revision, writer, time, key is null ? "quiz.question-added" : "quiz.question-changed", async (quiz, now, token) =>
        {
            if (values.ItemId is { } itemId && await ItemProblemAsync(itemId, kind, token) is { } problem) return (WriteResult.Invalid(nameof(QuestionForm.Item), problem), "");
            var version = quiz.Write(writer.PersonId, now);
            if (key is { } existing)
            {
                if (version.Questions.SingleOrDefault(question => question.Key == existing && question.Kind == kind) is not { } question) return (WriteResult.NotFound, "");
                values.Into(question);
                if (values.Pool.Length > 0 && version.DrawnFrom(values.Pool) is null) version.SetDraw(values.Pool, 1);
                RemoveEmptyPools(version);
            }
            else
            {
                if (version.Questions.Count >= QuizVersion.MaxQuestions) return (WriteResult.Invalid("", $"A quiz has at most {QuizVersion.MaxQuestions} questions. Begin another one."), "");
                if (values.Pool.Length > 0 && version.DrawnFrom(values.Pool) is null && version.Pools.Count >= QuizVersion.MaxPools) return (WriteResult.Invalid(nameof(QuestionForm.Pool), $"A quiz has at most {QuizVersion.MaxPools} pools. Choose one of them."), "");
                quiz.Add(version, values.ToQuestion());
            }

            return (null, Short(values.Prompt));
        }, cancellationToken);
    }

    public Task<WriteResult> RemoveAsync(int quizId, int key, int revision, Writer writer, CancellationToken cancellationToken = default) =>
        ChangeAsync(quizId, key, revision, writer, "quiz.question-removed", (version, question) => version.Remove(question), cancellationToken);

    /// <param name="by">-1: one place up, 1: one place down.</param>
    public Task<WriteResult> MoveAsync(int quizId, int key, int by, int revision, Writer writer, CancellationToken cancellationToken = default) =>
        ChangeAsync(quizId, key, revision, writer, "quiz.question-moved", (version, question) => version.Move(question, Math.Sign(by)), cancellationToken);

    private Task<WriteResult> ChangeAsync(int quizId, int key, int revision, Writer writer, string action, Action<QuizVersion, QuizQuestion> change, CancellationToken cancellationToken) =>
        database.ChangeQuizAsync(quizId, revision, writer, time, action, (quiz, now, _) =>
        {
            var version = quiz.Write(writer.PersonId, now);
            if (version.Questions.SingleOrDefault(question => question.Key == key) is not { } question) return Task.FromResult<(WriteResult?, string)>((WriteResult.NotFound, ""));
            change(version, question);
            return Task.FromResult<(WriteResult?, string)>((null, Short(question.Prompt)));
        }, cancellationToken);

    private async Task<string?> ItemProblemAsync(int itemId, QuestionKind kind, CancellationToken cancellationToken)
    {
        var item = await database.Items.AsNoTracking().Where(i => i.Id == itemId).Select(i => new { i.Kind }).SingleOrDefaultAsync(cancellationToken);
        if (item is null) return "There is no item with that number. Choose it from the titles that are offered.";
        return kind is QuestionKind.Clip or QuestionKind.Hotspot && !item.Kind.IsPlayable() ? "Only a clip or a training video can be played. Choose another one." : null;
    }

    private static void RemoveEmptyPools(QuizVersion version)
    {
        if (version.Pools.Count > 0) version.SetDraw(version.Pools[0].Name, version.Pools[0].Draw);
    }

    private static string Short(string text) => text.Length <= 120 ? text : text[..120];
}
