using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Quizzes.Regrading;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Grading;

/// <summary>Grades an attempt by the version that was taken, and notes it where it is passed. Within the caller's unit; the caller saves.</summary>
public sealed class GradeAttempt(HubDbContext database, LearningRecords records)
{
    /// <param name="attempt">Tracked, with its version, its answers and their questions.</param>
    /// <param name="handedInAt">When it was handed in, or the deadline.</param>
    /// <param name="ranOutOfTime">Nobody handed it in.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task RunAsync(QuizAttempt attempt, DateTimeOffset handedInAt, bool ranOutOfTime, CancellationToken cancellationToken)
    {
        var corrections = await CorrectionsAsync(database, [.. attempt.Answers.Select(answer => answer.QuestionId)], cancellationToken);
        foreach (var answer in attempt.Answers)
            answer.Grade(Grader.Share(answer.Question.Kind, answer.Question.Parts, answer.Given, [.. corrections[answer.QuestionId]]));
        var score = Grader.Score(attempt.Answers.Select(answer => new GradedAnswer(answer.Question.Points, answer.Share)));
        attempt.Grade(score, Grader.IsPassed(score, attempt.Version.PassPercent), handedInAt, ranOutOfTime);
        if (attempt.Passed) await NoteAsync(attempt, cancellationToken);
    }

    /// <summary>The ledger keeps one record an attempt, however often it is noted.</summary>
    internal Task NoteAsync(QuizAttempt attempt, CancellationToken cancellationToken) => records.NoteAsync(
        new NewLearningRecord
        {
            PersonId = attempt.PersonId,
            Target = new LearningKey(LearningKind.Quiz, attempt.QuizId),
            TargetVersion = attempt.Version.Number,
            EarnedAt = attempt.HandedInAt!.Value,
            ScorePercent = attempt.Score,
            Evidence = $"Passed with {QuizWords.Percent(attempt.Score!.Value)}, {QuizWords.Ordinal(attempt.Number)} attempt",
            Key = FormattableString.Invariant($"quiz-attempt:{attempt.Id}"),
        },
        cancellationToken);

    internal static async Task<ILookup<int, Correction>> CorrectionsAsync(HubDbContext database, IReadOnlyCollection<int> questionIds, CancellationToken cancellationToken)
    {
        var rows = await (
            from question in database.RegradeQuestions.AsNoTracking()
            join regrade in database.Regrades on question.RegradeId equals regrade.Id
            where questionIds.Contains(question.QuestionId)
            orderby regrade.Id
            select new { question.QuestionId, regrade.Kind, regrade.Answer }).ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.QuestionId, row => new Correction(row.Kind, row.Answer));
    }
}
