using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes;

/// <summary>Addresses in what quizzes say about themselves, ask and explain. Answers are compared with what people type, so they stay as they are.</summary>
public sealed class QuizTexts(HubDbContext database) : ITypedTexts
{
    private const string OfVersion = "quiz-version";
    private const string OfQuestion = "quiz-question";

    public async Task<IReadOnlyList<TypedText>> FindAsync(CancellationToken cancellationToken)
    {
        var current = database.QuizVersions.AsNoTracking().Where(version => version.Quiz.State != QuizState.Retired && (version.Number == version.Quiz.LiveNumber || version.Number == version.Quiz.PendingNumber));
        var versions = await current.Where(version => version.Intro.Contains(ITypedTexts.Mark)).OrderBy(version => version.Id)
            .Select(version => new { version.Id, version.QuizId, version.Title, version.Intro }).ToListAsync(cancellationToken);
        var questions = await (
            from question in database.QuizQuestions.AsNoTracking()
            join version in current on question.VersionId equals version.Id
            where question.Prompt.Contains(ITypedTexts.Mark) || question.Explanation.Contains(ITypedTexts.Mark)
            orderby question.Id
            select new { question.Id, question.Key, version.QuizId, version.Title, question.Prompt, question.Explanation }).ToListAsync(cancellationToken);
        return
        [
            .. versions.Select(version => Text(OfVersion, version.Id, nameof(QuizVersion.Intro), version.Title, QuizLinks.Edit(version.QuizId), version.Intro, QuizVersion.MaxIntroLength)),
            .. questions.SelectMany(question => new[]
            {
                Text(OfQuestion, question.Id, nameof(QuizQuestion.Prompt), question.Title, QuizLinks.Question(question.QuizId, question.Key), question.Prompt, QuizQuestion.MaxPromptLength),
                Text(OfQuestion, question.Id, nameof(QuizQuestion.Explanation), question.Title, QuizLinks.Question(question.QuizId, question.Key), question.Explanation, QuizQuestion.MaxExplanationLength),
            }).Where(text => text.Text.Contains(ITypedTexts.Mark, StringComparison.OrdinalIgnoreCase)),
        ];
    }

    public async Task<bool> ReplaceAsync(PlaceKey place, string field, string before, string after, CancellationToken cancellationToken) => place.Kind switch
    {
        OfVersion => await database.ReplaceTextAsync<QuizVersion>(place.Id, field, before, after, cancellationToken) is not null,
        OfQuestion => await database.ReplaceTextAsync<QuizQuestion>(place.Id, field, before, after, cancellationToken) is not null,
        _ => false,
    };

    private static TypedText Text(string kind, int id, string field, string title, string address, string text, int maxLength) => new()
    {
        Place = new PlaceKey(kind, id),
        Field = field,
        What = "quiz",
        Title = title,
        Address = address,
        Icon = "check",
        Needs = Capability.WriteContent,
        Text = text,
        MaxLength = maxLength,
    };
}
