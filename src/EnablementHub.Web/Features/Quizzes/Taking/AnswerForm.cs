using System.Globalization;
using EnablementHub.Features.Quizzes.Grading;
using EnablementHub.Platform.Mvc;

namespace EnablementHub.Features.Quizzes.Taking;

/// <param name="Given">See <see cref="GivenText"/>.</param>
/// <param name="Problem">What keeps it from being handed in; null: nothing.</param>
/// <param name="IsTooLong">It can't even be kept.</param>
public sealed record SentAnswer(int QuestionId, string Given, string? Problem, bool IsTooLong = false);

/// <summary>
/// Answers as the form sends them. Each question also sends what it showed when the page was made: only what somebody
/// changed is taken, so that an old tab doesn't wipe out what was answered in another one.
/// </summary>
public static class AnswerForm
{
    public const int MaxTextLength = 500;

    public static string Field(int questionId) => string.Create(CultureInfo.InvariantCulture, $"a.{questionId}");

    public static string Field(int questionId, int choiceKey) => string.Create(CultureInfo.InvariantCulture, $"a.{questionId}.{choiceKey}");

    public static string Shown(int questionId) => string.Create(CultureInfo.InvariantCulture, $"was.{questionId}");

    /// <summary>The answers that were changed on the page.</summary>
    public static IReadOnlyList<SentAnswer> Read(IEnumerable<QuizQuestion> questions, IFormCollection form)
    {
        var sent = new List<SentAnswer>();
        foreach (var question in questions)
        {
            if (!form.TryGetValue(Shown(question.Id), out var shown)) continue;
            var answer = Read(question, form);
            if (!string.Equals(answer.Given, shown.ToString(), StringComparison.Ordinal) || answer.Problem is not null) sent.Add(answer);
        }

        return sent;
    }

    /// <summary>What keeps a saved answer from counting as what it was meant; null: nothing.</summary>
    public static string? ProblemOf(QuizQuestion question, string given) =>
        question.Kind == QuestionKind.Numeric && !GivenText.IsEmpty(given) && NumberReading.All(given).Count == 0
            ? "Write a number, such as 12.5. Without it the answer can't be read."
            : null;

    private static SentAnswer Read(QuizQuestion question, IFormCollection form)
    {
        var parts = question.Parts;
        var known = parts.Choices.Select(choice => choice.Key).ToHashSet();
        switch (question.Kind)
        {
            case QuestionKind.ShortText or QuestionKind.Numeric:
                var text = form[Field(question.Id)].ToString().ReplaceLineEndings(" ").Trim();
                return text.Length > MaxTextLength
                    ? new SentAnswer(question.Id, text, $"Your answer has {text.Length} characters; at most {MaxTextLength} fit.", IsTooLong: true)
                    : new SentAnswer(question.Id, text, ProblemOf(question, text));
            case QuestionKind.Ordering or QuestionKind.Matching:
                var pairs = from choice in parts.Choices
                            let value = FormNumber.Read(form[Field(question.Id, choice.Key)])
                            where value is not null && (question.Kind == QuestionKind.Ordering ? value >= 1 && value <= parts.Choices.Count : known.Contains(value.Value))
                            select KeyValuePair.Create(choice.Key, value!.Value);
                return new SentAnswer(question.Id, GivenText.OfPairs(pairs), null);
            default:
                var keys = form[Field(question.Id)].Select(FormNumber.Read).OfType<int>().Where(known.Contains);
                if (question.Kind is not (QuestionKind.Multiple or QuestionKind.Hotspot)) keys = keys.Take(1);
                return new SentAnswer(question.Id, GivenText.OfKeys(keys), null);
        }
    }
}
