using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Quizzes.Grading;
using EnablementHub.Features.Quizzes.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Figures;

/// <summary>A choice, or an answer that people wrote, with who gave it.</summary>
public sealed record AnswerFigure(string Text, bool IsRight, int Chosen, int Upper, int Lower);

public sealed record QuestionFigures(QuizQuestion Question, int Number, QuestionFigure Figure, IReadOnlyList<AnswerFigure> Answers, string? Advice);

public sealed record FiguresPage
{
    public required int QuizId { get; init; }
    public required QuizVersion Version { get; init; }
    public required IReadOnlyList<int> Versions { get; init; }
    public required int People { get; init; }

    /// <summary>Of those who took it, how many passed at their first attempt.</summary>
    public required int Passed { get; init; }
    public required double? MeanScore { get; init; }
    public required IReadOnlyList<BarCount> Scores { get; init; }
    public required IReadOnlyList<QuestionFigures> Questions { get; init; }
}

public sealed record BarCount(string Label, int Count);

/// <summary>How a version of a quiz does: each person's first attempt counts, and nobody is named.</summary>
public sealed class FigurePages(HubDbContext database)
{
    /// <summary>The newest first attempts; more say nothing more.</summary>
    private const int MaxAttempts = 2000;
    private const int MaxWritten = 8;

    /// <param name="number">A published version; null: the live one.</param>
    public async Task<FiguresPage?> FindAsync(int quizId, int? number, Writer writer, CancellationToken cancellationToken)
    {
        var quiz = await database.Quizzes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == quizId, cancellationToken);
        if (quiz?.LiveNumber is null || !writer.MayChange(quiz)) return null;
        var wanted = number ?? quiz.LiveNumber;
        var version = await database.QuizVersions.AsNoTracking().Include(v => v.Questions).SingleOrDefaultAsync(v => v.QuizId == quizId && v.Number == wanted && v.PublishedAt != null, cancellationToken);
        if (version is null) return null;
        var first = await database.QuizAttempts.AsNoTracking()
            .Where(attempt => attempt.VersionId == version.Id && attempt.State == AttemptState.Graded
                && !database.QuizAttempts.Any(other => other.PersonId == attempt.PersonId && other.QuizId == attempt.QuizId && other.VersionId == attempt.VersionId && other.Number < attempt.Number))
            .OrderByDescending(attempt => attempt.Id).Take(MaxAttempts).Select(attempt => new { attempt.Id, Score = attempt.FirstScore ?? 0, attempt.FirstPassed }).ToListAsync(cancellationToken);
        var oldest = first.Count == 0 ? 0 : first[^1].Id;
        var counted = first.Select(attempt => attempt.Id).ToHashSet();
        var rows = await database.AttemptAnswers.AsNoTracking().Where(answer => answer.Attempt.VersionId == version.Id && answer.AttemptId >= oldest && answer.Share != null)
            .Select(answer => new StatisticAnswer(answer.AttemptId, answer.QuestionId, answer.Question.Points, answer.Share!.Value, answer.Given)).ToListAsync(cancellationToken);
        var figures = ItemStatistics.Of([.. rows.Where(row => counted.Contains(row.AttemptId))]).ToDictionary(figure => figure.QuestionId);
        return new FiguresPage
        {
            QuizId = quizId,
            Version = version,
            Versions = await database.QuizVersions.AsNoTracking().Where(v => v.QuizId == quizId && v.PublishedAt != null).OrderByDescending(v => v.Number).Select(v => v.Number).Take(50).ToListAsync(cancellationToken),
            People = first.Count,
            Passed = first.Count(attempt => attempt.FirstPassed),
            MeanScore = first.Count == 0 ? null : first.Average(attempt => attempt.Score),
            Scores = [.. Enumerable.Range(0, 5).Select(fifth => new BarCount(fifth == 4 ? "80 to 100 %" : $"{fifth * 20} to {fifth * 20 + 20} %", first.Count(attempt => Math.Min(4, (int)(attempt.Score / 20)) == fifth)))],
            Questions = [.. version.InOrder.Select((question, at) => figures.TryGetValue(question.Id, out var figure) ? Figures(question, at + 1, figure) : null).OfType<QuestionFigures>()],
        };
    }

    private static QuestionFigures Figures(QuizQuestion question, int number, QuestionFigure figure)
    {
        var parts = question.Parts;
        IReadOnlyList<AnswerFigure> answers = question.Kind switch
        {
            QuestionKind.ShortText or QuestionKind.Numeric or QuestionKind.Ordering or QuestionKind.Matching =>
                [.. figure.Given.Take(MaxWritten).Select(given => new AnswerFigure(AnswerWords.Of(question.Kind, parts, given.Given), Grader.Share(question.Kind, parts, given.Given) >= 1, given.Chosen, given.Upper, given.Lower))],
            _ => [.. parts.Choices.Select(choice =>
            {
                var chosen = figure.Given.Where(given => GivenText.Keys(given.Given).Contains(choice.Key)).ToList();
                return new AnswerFigure(choice.Text, choice.IsRight, chosen.Sum(given => given.Chosen), chosen.Sum(given => given.Upper), chosen.Sum(given => given.Lower));
            })],
        };
        return new QuestionFigures(question, number, figure, answers, Advice(question, figure, answers));
    }

    /// <summary>What the figures ask the writer to look at; null: nothing.</summary>
    private static string? Advice(QuizQuestion question, QuestionFigure figure, IReadOnlyList<AnswerFigure> answers)
    {
        if (figure.Asked < ItemStatistics.FewestPeople) return null;
        if (figure.Discrimination < 0) return "Those who know the rest get this one wrong more often. Look whether the right answer is right, and what misleads them.";
        if (figure.Difficulty < 0.3) return "Hardly anybody gets it. Is it taught anywhere, and is the question clear?";
        if (figure.Difficulty > 0.95) return "Nearly everybody gets it: it takes time and tells nothing apart.";
        if (figure.Discrimination < 0.1) return "It hardly tells those apart who know from those who don’t.";
        var idle = answers.Where(answer => !answer.IsRight && answer.Chosen == 0).Select(answer => $"“{answer.Text}”").ToList();
        return question.Kind is QuestionKind.OneChoice or QuestionKind.Multiple or QuestionKind.Clip && idle.Count > 0 && figure.Asked >= 3 * ItemStatistics.FewestPeople
            ? $"Nobody chooses {string.Join(" or ", idle)}. A better distractor makes it harder to guess."
            : null;
    }
}
