using System.Globalization;

namespace EnablementHub.Features.Quizzes.Grading;

/// <summary>Answers as a reader reads them.</summary>
public static class AnswerWords
{
    public static string Of(QuestionKind kind, QuestionParts parts, string given)
    {
        if (GivenText.IsEmpty(given)) return "nothing";
        var texts = parts.Choices.ToDictionary(choice => choice.Key);
        return kind switch
        {
            QuestionKind.ShortText => given,
            QuestionKind.Numeric => parts.Unit.Length > 0 ? $"{given} {parts.Unit}" : given,
            QuestionKind.Ordering => string.Join(" → ", GivenText.Pairs(given).Where(pair => texts.ContainsKey(pair.Key)).OrderBy(pair => pair.Value).Select(pair => $"{pair.Value}. {texts[pair.Key].Text}")),
            QuestionKind.Matching => string.Join("; ", GivenText.Pairs(given).Where(pair => texts.ContainsKey(pair.Key) && texts.ContainsKey(pair.Value)).Select(pair => $"{texts[pair.Key].Text} – {texts[pair.Value].Match}")),
            _ => string.Join("; ", GivenText.Keys(given).Where(texts.ContainsKey).Order().Select(key => texts[key].Text)),
        };
    }

    public static string Right(QuestionKind kind, QuestionParts parts) => kind switch
    {
        QuestionKind.ShortText => string.Join(" or ", parts.Accepted),
        QuestionKind.Numeric => Number(parts),
        QuestionKind.Ordering => string.Join(" → ", parts.Choices.Select((choice, index) => $"{index + 1}. {choice.Text}")),
        QuestionKind.Matching => string.Join("; ", parts.Choices.Where(choice => choice.Text.Length > 0).Select(choice => $"{choice.Text} – {choice.Match}")),
        _ => string.Join("; ", parts.Choices.Where(choice => choice.IsRight).Select(choice => choice.Text)),
    };

    private static string Number(QuestionParts parts)
    {
        var number = (parts.Number ?? 0).ToString("0.######", CultureInfo.InvariantCulture) + (parts.Unit.Length > 0 ? $" {parts.Unit}" : "");
        return parts.Tolerance > 0 ? $"{number}, up to {parts.Tolerance.ToString("0.######", CultureInfo.InvariantCulture)} off" : number;
    }
}
