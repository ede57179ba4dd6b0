using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Quizzes.Grading;
using EnablementHub.Features.Quizzes.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Regrading;

/// <summary>
/// Corrects a question that was wrong, for what was taken and for what will be. The rule: nobody's score goes down and
/// nobody who has passed fails afterwards; each attempt's score before and after stays in the log, and whose score went up is told.
/// </summary>
public sealed class CorrectQuestion(HubDbContext database, RegradeScope scope, GradeAttempt grade, Notices notices, TimeProvider time)
{
    public Task<WriteResult> RunAsync(int quizId, int key, int? version, RegradeForm form, Writer writer, CancellationToken cancellationToken = default) =>
        database.InUnitAsync(token => StoreAsync(quizId, key, version, form, writer, token), result => result.Succeeded, cancellationToken);

    private async Task<WriteResult> StoreAsync(int quizId, int key, int? version, RegradeForm form, Writer writer, CancellationToken cancellationToken)
    {
        if (await database.LoadQuizAsync(quizId, cancellationToken) is not { } quiz) return WriteResult.NotFound;
        if (!writer.ManagesContent) return WriteResult.NotAllowed(QuizLoading.LeadsOnly);
        var questions = await scope.QuestionsAsync(quizId, key, version, cancellationToken);
        if (questions.Count == 0) return WriteResult.NotFound;
        var (decision, problems) = form.Read(questions[0].Question);
        if (decision is null) return WriteResult.Invalid(problems);
        var ids = questions.Select(row => row.Question.Id).ToList();
        if (await WasMadeAsync(ids, decision, cancellationToken)) return new WriteResult(WriteOutcome.Unchanged, quizId);
        var effects = await scope.EffectsAsync(ids, decision, isTracked: true, cancellationToken);
        var now = time.GetUtcNow();
        var regrade = new Regrade { QuizId = quizId, QuestionKey = key, Kind = decision.Kind, Answer = decision.Answer, Reason = decision.Reason, PersonId = writer.PersonId, At = now };
        foreach (var id in ids) regrade.Add(new RegradeQuestion { QuestionId = id });
        foreach (var effect in effects)
        {
            regrade.Add(new RegradedAttempt { AttemptId = effect.Attempt.Id, ScoreBefore = effect.ScoreBefore, ScoreAfter = effect.ScoreAfter, PassedBefore = effect.PassedBefore, PassedAfter = effect.PassedAfter });
            if (effect.IsRaised) effect.Attempt.Raise(effect.Fresh, effect.PassedAfter);
            if (effect is { PassedBefore: false, PassedAfter: true }) await grade.NoteAsync(effect.Attempt, cancellationToken);
        }

        database.Add(regrade);
        await database.SaveChangesAsync(cancellationToken);
        foreach (var effect in effects.Where(effect => effect.IsRaised))
        {
            notices.Tell([effect.Attempt.PersonId], new Notice
            {
                Kind = NoticeKind.QuizCorrected,
                Key = FormattableString.Invariant($"quiz-corrected:{regrade.Id}:{effect.Attempt.Id}"),
                Text = $"A question of “{effect.Attempt.Version.Title}” was corrected: you have {QuizWords.Percent(effect.ScoreAfter)}{(effect is { PassedBefore: false, PassedAfter: true } ? " now, and have passed" : " now")}",
                Address = QuizLinks.Attempt(effect.Attempt.Id),
            });
        }

        database.LogAudit(writer.PersonId, "quiz.question-corrected", "quiz", quiz.Id, now, $"{decision.Kind.Label()}: {decision.Reason}");
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, quizId);
    }

    /// <summary>A form sent twice corrects once.</summary>
    private Task<bool> WasMadeAsync(List<int> questionIds, RegradeDecision decision, CancellationToken cancellationToken) =>
        (from question in database.RegradeQuestions
         join regrade in database.Regrades on question.RegradeId equals regrade.Id
         where questionIds.Contains(question.QuestionId) && regrade.Kind == decision.Kind && regrade.Answer == decision.Answer
         select regrade.Id).AnyAsync(cancellationToken);
}
