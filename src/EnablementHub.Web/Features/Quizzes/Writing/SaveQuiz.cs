using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Writing;

/// <summary>Begins a quiz, or changes what it is called and how it is taken. What people take now stays until it is published.</summary>
public sealed class SaveQuiz(HubDbContext database, TimeProvider time)
{
    public async Task<WriteResult> CreateAsync(string? title, Writer writer, CancellationToken cancellationToken = default)
    {
        var text = string.Join(' ', (title ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length == 0) return WriteResult.Invalid("title", "Give it a title, for example “Discovery basics”.");
        if (text.Length > QuizVersion.MaxTitleLength) return WriteResult.Invalid("title", $"The title has {text.Length} characters; at most {QuizVersion.MaxTitleLength} fit.");
        return await database.InUnitAsync(
            async token =>
            {
                var now = time.GetUtcNow();
                var quiz = Quiz.Begin(writer.PersonId, text, now);
                database.Add(quiz);
                await database.SaveChangesAsync(token);
                database.LogAudit(writer.PersonId, "quiz.created", "quiz", quiz.Id, now, text);
                await database.SaveChangesAsync(token);
                return new WriteResult(WriteOutcome.Done, quiz.Id, quiz.Revision);
            },
            result => result.Succeeded,
            cancellationToken);
    }

    public async Task<WriteResult> RunAsync(int quizId, int revision, QuizForm form, Writer writer, CancellationToken cancellationToken = default)
    {
        var (values, problems) = form.Read();
        if (values is null) return WriteResult.Invalid(problems);
        return await database.ChangeQuizAsync(quizId, revision, writer, time, "quiz.changed", async (quiz, now, token) =>
        {
            if (values.Topic.Length > 0 && values.Topic != quiz.Topic && !await database.FacetValues.AnyAsync(value => value.Group == "topic" && value.Value == values.Topic, token))
                return (WriteResult.Invalid(nameof(QuizForm.Topic), "That topic is gone. Choose another one."), "");
            var version = quiz.Write(writer.PersonId, now);
            quiz.Topic = values.Topic;
            (version.Title, version.Intro, version.PassPercent, version.Minutes) = (values.Title, values.Intro, values.PassPercent, values.Minutes);
            (version.MaxAttempts, version.CoolDownMinutes, version.TimeLimitMinutes) = (values.MaxAttempts, values.CoolDownMinutes, values.TimeLimitMinutes);
            (version.ShufflesQuestions, version.ShufflesChoices) = (values.ShufflesQuestions, values.ShufflesChoices);
            foreach (var (pool, draw) in values.Draws) version.SetDraw(pool, draw);
            return (null, values.Title);
        }, cancellationToken);
    }
}
