using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Quizzes.Grading;
using EnablementHub.Features.Quizzes.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Regrading;

/// <param name="Given">As it is stored.</param>
public sealed record GivenRow(string Given, string Words, int Count, bool Counts);

public sealed record RegradeRow(DateTimeOffset At, string Person, string Decision, string Reason, int Attempts, int Raised, int NewlyPassed);

/// <param name="Kept">Attempts that would have been lowered and keep what they have.</param>
public sealed record RegradePreview(int Attempts, int Raised, int NewlyPassed, int Kept);

public sealed record RegradePage
{
    public required int QuizId { get; init; }
    public required string QuizTitle { get; init; }
    public required QuizQuestion Question { get; init; }

    /// <summary>Versions in which the question is the same.</summary>
    public required IReadOnlyList<int> Versions { get; init; }
    public required IReadOnlyList<GivenRow> Given { get; init; }
    public required IReadOnlyList<RegradeRow> Made { get; init; }
    public required bool Manages { get; init; }
    public RegradeForm Form { get; init; } = new();
    public RegradePreview? Preview { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];
}

/// <summary>Reads for the page on which a question is corrected.</summary>
public sealed class RegradePages(HubDbContext database, RegradeScope scope)
{
    private const int MaxGiven = 20;
    private const int MaxMade = 50;

    public async Task<RegradePage?> FindAsync(int quizId, int key, int? version, Writer writer, CancellationToken cancellationToken)
    {
        if (await database.LoadQuizAsync(quizId, cancellationToken) is not { } quiz || !writer.MayChange(quiz)) return null;
        var questions = await scope.QuestionsAsync(quizId, key, version, cancellationToken);
        if (questions.Count == 0) return null;
        var question = questions[0].Question;
        var parts = question.Parts;
        var ids = questions.Select(row => row.Question.Id).ToList();
        var corrections = (await GradeAttempt.CorrectionsAsync(database, [question.Id], cancellationToken))[question.Id].ToList();
        var given = await database.AttemptAnswers.AsNoTracking().Where(answer => ids.Contains(answer.QuestionId) && answer.Attempt.State == AttemptState.Graded && answer.Given != "")
            .GroupBy(answer => answer.Given).Select(group => new { Given = group.Key, Count = group.Count() }).OrderByDescending(group => group.Count).ThenBy(group => group.Given).Take(MaxGiven).ToListAsync(cancellationToken);
        return new RegradePage
        {
            QuizId = quizId,
            QuizTitle = quiz.Newest.Title,
            Question = question,
            Versions = [.. questions.Select(row => row.Version)],
            Given = [.. given.Select(row => new GivenRow(row.Given, AnswerWords.Of(question.Kind, parts, row.Given), row.Count, Grader.Share(question.Kind, parts, row.Given, corrections) is null or >= 1))],
            Made = await MadeAsync(quizId, key, cancellationToken),
            Manages = writer.ManagesContent,
        };
    }

    public async Task<RegradePreview> PreviewAsync(int quizId, int key, int? version, RegradeDecision decision, CancellationToken cancellationToken)
    {
        var questions = await scope.QuestionsAsync(quizId, key, version, cancellationToken);
        var effects = await scope.EffectsAsync([.. questions.Select(row => row.Question.Id)], decision, isTracked: false, cancellationToken);
        return new RegradePreview(effects.Count, effects.Count(effect => effect.IsRaised), effects.Count(effect => effect is { PassedBefore: false, PassedAfter: true }), effects.Count(effect => effect.IsKept));
    }

    private async Task<IReadOnlyList<RegradeRow>> MadeAsync(int quizId, int key, CancellationToken cancellationToken)
    {
        var rows = await database.Regrades.AsNoTracking().Where(regrade => regrade.QuizId == quizId && regrade.QuestionKey == key).OrderByDescending(regrade => regrade.At)
            .Select(regrade => new
            {
                regrade.At,
                regrade.Person.DisplayName,
                regrade.Kind,
                regrade.Answer,
                regrade.Reason,
                Attempts = regrade.Attempts.Count,
                Raised = regrade.Attempts.Count(attempt => attempt.ScoreAfter > attempt.ScoreBefore),
                Passed = regrade.Attempts.Count(attempt => attempt.PassedAfter && !attempt.PassedBefore),
                QuestionId = regrade.Questions.Min(question => question.QuestionId),
            }).Take(MaxMade).ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.QuestionId).Distinct().ToList();
        var questions = await database.QuizQuestions.AsNoTracking().Where(question => ids.Contains(question.Id)).ToDictionaryAsync(question => question.Id, cancellationToken);
        return
        [
            .. from row in rows
               let question = questions[row.QuestionId]
               let decision = row.Kind == RegradeKind.AcceptAlso ? $"“{AnswerWords.Of(question.Kind, question.Parts, row.Answer)}” is right, too" : row.Kind.Label()
               select new RegradeRow(row.At, row.DisplayName, decision, row.Reason, row.Attempts, row.Raised, row.Passed),
        ];
    }
}
