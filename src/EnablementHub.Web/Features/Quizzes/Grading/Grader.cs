using EnablementHub.Features.Quizzes.Regrading;

namespace EnablementHub.Features.Quizzes.Grading;

/// <summary>A correction that a regrading made to a question.</summary>
public sealed record Correction(RegradeKind Kind, string Answer);

/// <param name="Share">0 to 1; null: the question counts for nobody.</param>
public sealed record GradedAnswer(int Points, double? Share);

/// <summary>
/// The rules of scoring. One right choice: all or nothing. Several: right ones minus wrong ones, never below nothing. Ordering
/// and matching: each in its right place counts. Words and numbers: all or nothing.
/// </summary>
public static class Grader
{
    /// <summary>A hundred percent of a pass mark is reached in spite of rounding.</summary>
    private const double Rounding = 1e-9;

    public static double Share(QuestionKind kind, QuestionParts parts, string given)
    {
        if (GivenText.IsEmpty(given)) return 0;
        return kind switch
        {
            QuestionKind.OneChoice or QuestionKind.TrueFalse or QuestionKind.Clip => One(parts, given),
            QuestionKind.Multiple or QuestionKind.Hotspot => Several(parts, given),
            QuestionKind.ShortText => parts.Accepted.Any(accepted => Words.AreSame(accepted, given)) ? 1 : 0,
            QuestionKind.Numeric => parts.Number is { } number && IsNear(given, number, parts.Tolerance) ? 1 : 0,
            QuestionKind.Ordering => Ordered(parts, given),
            QuestionKind.Matching => Matched(parts, given),
            _ => 0,
        };
    }

    /// <summary>The same with what regradings said about the question; null: it was dropped.</summary>
    public static double? Share(QuestionKind kind, QuestionParts parts, string given, IReadOnlyCollection<Correction> corrections)
    {
        if (corrections.Any(correction => correction.Kind == RegradeKind.Drop)) return null;
        if (corrections.Any(correction => correction.Kind == RegradeKind.AllRight)) return 1;
        return corrections.Any(correction => correction.Kind == RegradeKind.AcceptAlso && IsSame(kind, parts, given, correction.Answer)) ? 1 : Share(kind, parts, given);
    }

    /// <summary>Percent of the points; a hundred where no question counts, for nobody can be held to nothing.</summary>
    public static double Score(IEnumerable<GradedAnswer> answers)
    {
        var (reached, possible) = (0.0, 0.0);
        foreach (var answer in answers.Where(answer => answer.Share is not null))
        {
            reached += answer.Points * answer.Share!.Value;
            possible += answer.Points;
        }

        return possible <= 0 ? 100 : Math.Round(reached / possible * 100, 6);
    }

    public static bool IsPassed(double score, int passPercent) => score >= passPercent - Rounding;

    /// <summary>Whether two answers to a question mean the same.</summary>
    public static bool IsSame(QuestionKind kind, QuestionParts parts, string one, string other)
    {
        if (GivenText.IsEmpty(one) || GivenText.IsEmpty(other)) return false;
        return kind switch
        {
            QuestionKind.ShortText => Words.AreSame(one, other),
            QuestionKind.Numeric => NumberReading.All(other).Any(number => IsNear(one, number, parts.Tolerance)),
            QuestionKind.Ordering or QuestionKind.Matching => GivenText.OfPairs(GivenText.Pairs(one)) == GivenText.OfPairs(GivenText.Pairs(other)),
            _ => GivenText.Keys(one).SetEquals(GivenText.Keys(other)),
        };
    }

    private static double One(QuestionParts parts, string given)
    {
        var keys = GivenText.Keys(given);
        return keys.Count == 1 && parts.Choices.Any(choice => choice.IsRight && keys.Contains(choice.Key)) ? 1 : 0;
    }

    private static double Several(QuestionParts parts, string given)
    {
        var keys = GivenText.Keys(given);
        var right = parts.Choices.Count(choice => choice.IsRight);
        if (right == 0) return 0;
        var hits = parts.Choices.Count(choice => choice.IsRight && keys.Contains(choice.Key));
        return Math.Max(0, (double)(hits - (keys.Count - hits)) / right);
    }

    private static double Ordered(QuestionParts parts, string given)
    {
        var places = GivenText.Pairs(given);
        if (parts.Choices.Count == 0) return 0;

        // Whoever gives a place to two of them has decided for neither.
        var once = places.GroupBy(pair => pair.Value).Where(group => group.Count() == 1).Select(group => group.Single()).ToDictionary(pair => pair.Key, pair => pair.Value);
        var hits = parts.Choices.Where((choice, index) => once.TryGetValue(choice.Key, out var place) && place == index + 1).Count();
        return (double)hits / parts.Choices.Count;
    }

    private static double Matched(QuestionParts parts, string given)
    {
        var chosen = GivenText.Pairs(given);
        var partners = parts.Choices.ToDictionary(choice => choice.Key, choice => choice.Match);

        // Two may have the same partner: what it says counts, not which of the two was meant. A choice without words of its own only misleads.
        var asked = parts.Choices.Where(choice => choice.Text.Length > 0).ToList();
        if (asked.Count == 0) return 0;
        var hits = asked.Count(choice => chosen.TryGetValue(choice.Key, out var key) && partners.TryGetValue(key, out var partner) && string.Equals(partner, choice.Match, StringComparison.Ordinal));
        return (double)hits / asked.Count;
    }

    private static bool IsNear(string given, double number, double tolerance) =>
        NumberReading.All(given).Any(reading => Math.Abs(reading - number) <= Math.Abs(tolerance) + (Rounding * Math.Max(1, Math.Abs(number))));
}
