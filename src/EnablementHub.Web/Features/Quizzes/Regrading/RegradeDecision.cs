using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Quizzes.Grading;

namespace EnablementHub.Features.Quizzes.Regrading;

/// <summary>What is to be done about a question, as the form sends it.</summary>
public sealed record RegradeForm
{
    public string? Kind { get; init; }

    /// <summary>One of the answers that people gave.</summary>
    public string? Given { get; init; }

    /// <summary>Another one, typed; for words and numbers.</summary>
    public string? Typed { get; init; }
    public string? Reason { get; init; }

    public (RegradeDecision? Decision, IReadOnlyList<FieldProblem> Problems) Read(QuizQuestion question)
    {
        var problems = new List<FieldProblem>();
        var kind = Kind switch
        {
            "accept" => RegradeKind.AcceptAlso,
            "drop" => RegradeKind.Drop,
            "all" => RegradeKind.AllRight,
            _ => (RegradeKind?)null,
        };
        if (kind is null) problems.Add(new(nameof(Kind), "Choose what is done about the question."));
        var reason = (Reason ?? "").ReplaceLineEndings(" ").Trim();
        if (reason.Length == 0) problems.Add(new(nameof(Reason), "Say in a sentence what was wrong. It stays in the log."));
        if (reason.Length > Regrade.MaxReasonLength) problems.Add(new(nameof(Reason), $"The reason has {reason.Length} characters; at most {Regrade.MaxReasonLength} fit."));
        var answer = "";
        if (kind == RegradeKind.AcceptAlso)
        {
            answer = (Typed ?? "").ReplaceLineEndings(" ").Trim() is { Length: > 0 } typed && question.Kind is QuestionKind.ShortText or QuestionKind.Numeric ? typed : (Given ?? "").Trim();
            if (answer.Length == 0) problems.Add(new(nameof(Given), "Choose the answer that is right, too."));
            else if (answer.Length > Taking.AnswerForm.MaxTextLength) problems.Add(new(nameof(Given), $"An answer has at most {Taking.AnswerForm.MaxTextLength} characters."));
            else if (question.Kind == QuestionKind.Numeric && NumberReading.All(answer).Count != 1) problems.Add(new(nameof(Given), "Write it as one number without a thousands separator, such as 1234.5."));
            else if (!IsAnswer(question, answer)) problems.Add(new(nameof(Given), "That is no answer to this question. Choose one from the list."));
            else if (Grader.Share(question.Kind, question.Parts, answer) >= 1) problems.Add(new(nameof(Given), "That answer counts already."));
        }

        return problems.Count > 0 ? (null, problems) : (new RegradeDecision(kind!.Value, answer, reason), problems);
    }

    private static bool IsAnswer(QuizQuestion question, string answer)
    {
        var keys = question.Parts.Choices.Select(choice => choice.Key).ToHashSet();
        return question.Kind switch
        {
            QuestionKind.ShortText => Words.Folded(answer).Length > 0,
            QuestionKind.Numeric => true,
            QuestionKind.Ordering or QuestionKind.Matching => GivenText.Pairs(answer) is { Count: > 0 } pairs && pairs.Keys.All(keys.Contains),
            _ => GivenText.Keys(answer) is { Count: > 0 } given && given.IsSubsetOf(keys),
        };
    }
}

public sealed record RegradeDecision(RegradeKind Kind, string Answer, string Reason);

/// <summary>What a correction does to one attempt.</summary>
/// <param name="Fresh">Percent by the corrected rules, before the rule that nobody loses.</param>
public sealed record RegradeEffect(QuizAttempt Attempt, double ScoreBefore, double Fresh, bool PassedBefore, bool PassedAfter)
{
    public double ScoreAfter => Math.Max(ScoreBefore, Fresh);
    public bool IsRaised => Fresh > ScoreBefore;

    /// <summary>It would have been lowered, and keeps what it had.</summary>
    public bool IsKept => Fresh < ScoreBefore;
}
