using EnablementHub.Data;
using EnablementHub.Features.Quizzes.Grading;
using EnablementHub.Features.Quizzes.Taking;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Regrading;

/// <summary>
/// What a correction reaches: the question in each published version in which it asked and graded the same, and all graded
/// attempts that had it. Open attempts meet the correction when they are graded.
/// </summary>
public sealed class RegradeScope(HubDbContext database)
{
    /// <param name="version">The version whose question is meant; null: the newest published one that has it.</param>
    /// <returns>The question as it stands in each of them, the newest first; empty: nobody was ever asked it.</returns>
    public async Task<IReadOnlyList<(int Version, QuizQuestion Question)>> QuestionsAsync(int quizId, int key, int? version, CancellationToken cancellationToken)
    {
        var rows = await (
            from question in database.QuizQuestions.AsNoTracking()
            join published in database.QuizVersions on question.VersionId equals published.Id
            where published.QuizId == quizId && published.PublishedAt != null && question.Key == key
            orderby published.Number descending
            select new { published.Number, Question = question }).ToListAsync(cancellationToken);
        if (rows.Find(row => version is null || row.Number == version) is not { } meant) return [];
        return [.. rows.Where(row => row.Question.Kind == meant.Question.Kind && row.Question.PartsText == meant.Question.PartsText).Select(row => (row.Number, row.Question))];
    }

    /// <summary>What the decision does to each attempt; nothing is written.</summary>
    /// <param name="questionIds">The question in its versions.</param>
    /// <param name="decision">What is to be done about it.</param>
    /// <param name="isTracked">The caller changes the attempts.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<RegradeEffect>> EffectsAsync(IReadOnlyCollection<int> questionIds, RegradeDecision decision, bool isTracked, CancellationToken cancellationToken)
    {
        var source = isTracked ? database.QuizAttempts : database.QuizAttempts.AsNoTrackingWithIdentityResolution();
        var attempts = await QuizReading.WithQuestions(source).Where(attempt => attempt.State == AttemptState.Graded && attempt.Answers.Any(answer => questionIds.Contains(answer.QuestionId)))
            .OrderBy(attempt => attempt.Id).ToListAsync(cancellationToken);
        var asked = attempts.SelectMany(attempt => attempt.Answers).Select(answer => answer.QuestionId).Distinct().ToList();
        var known = await GradeAttempt.CorrectionsAsync(database, asked, cancellationToken);
        var correction = new Correction(decision.Kind, decision.Answer);
        var corrections = asked.ToDictionary(id => id, id => questionIds.Contains(id) ? known[id].Append(correction).ToList() : known[id].ToList());

        // The same few questions come again in every attempt.
        var parts = attempts.SelectMany(attempt => attempt.Answers).DistinctBy(answer => answer.QuestionId).ToDictionary(answer => answer.QuestionId, answer => answer.Question.Parts);
        return
        [
            .. from attempt in attempts
               let fresh = Grader.Score(attempt.Answers.Select(answer => new GradedAnswer(
                   answer.Question.Points, Grader.Share(answer.Question.Kind, parts[answer.QuestionId], answer.Given, corrections[answer.QuestionId]))))
               select new RegradeEffect(attempt, attempt.Score!.Value, fresh, attempt.Passed, attempt.Passed || Grader.IsPassed(fresh, attempt.Version.PassPercent)),
        ];
    }
}
