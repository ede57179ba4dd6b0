namespace EnablementHub.Features.Quizzes.Figures;

/// <summary>What one person answered to one question, at their first attempt.</summary>
public sealed record StatisticAnswer(int AttemptId, int QuestionId, int Points, double Share, string Given);

/// <param name="Chosen">How many chose it.</param>
/// <param name="Upper">Of the better half of those who were asked, by the rest of their quiz.</param>
/// <param name="Lower">Of the other half.</param>
public sealed record GivenFigure(string Given, int Chosen, int Upper, int Lower);

/// <param name="Difficulty">Mean share of the points, 0 to 1: the higher, the easier.</param>
/// <param name="Discrimination">
/// Correlation (point-biserial, for partial points Pearson's) with the score of the rest of the quiz, -1 to 1; null where too few
/// answered or all did alike.
/// </param>
public sealed record QuestionFigure(int QuestionId, int Asked, int Empty, double Difficulty, double? Discrimination, IReadOnlyList<GivenFigure> Given);

/// <summary>Item analysis as tests are judged everywhere: how hard a question is, and whether it tells those apart who know from those who don't.</summary>
public static class ItemStatistics
{
    /// <summary>Fewer people say nothing about a question.</summary>
    public const int FewestPeople = 5;

    public static IReadOnlyList<QuestionFigure> Of(IReadOnlyCollection<StatisticAnswer> answers)
    {
        var totals = answers.GroupBy(answer => answer.AttemptId)
            .ToDictionary(group => group.Key, group => (Reached: group.Sum(answer => answer.Points * answer.Share), Possible: group.Sum(answer => answer.Points)));
        return [.. answers.GroupBy(answer => answer.QuestionId).OrderBy(group => group.Key).Select(group => Of(group.Key, [.. group], totals))];
    }

    /// <summary>Pearson's correlation; null without variance.</summary>
    public static double? Correlation(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var n = one.Count;
        if (n < 2) return null;
        var (meanOne, meanOther) = (one.Average(), other.Average());
        var (both, squareOne, squareOther) = (0.0, 0.0, 0.0);
        for (var at = 0; at < n; at++)
        {
            both += (one[at] - meanOne) * (other[at] - meanOther);
            squareOne += (one[at] - meanOne) * (one[at] - meanOne);
            squareOther += (other[at] - meanOther) * (other[at] - meanOther);
        }

        var spread = Math.Sqrt(squareOne) * Math.Sqrt(squareOther);
        return spread < 1e-9 ? null : Math.Clamp(both / spread, -1, 1);
    }

    private static QuestionFigure Of(int questionId, List<StatisticAnswer> answers, Dictionary<int, (double Reached, int Possible)> totals)
    {
        // Without the question itself: it would always agree with a score that it is part of.
        var rest = answers.ConvertAll(answer =>
        {
            var (reached, possible) = totals[answer.AttemptId];
            return possible > answer.Points ? (reached - (answer.Points * answer.Share)) / (possible - answer.Points) : 0;
        });
        var order = Enumerable.Range(0, answers.Count).OrderByDescending(at => rest[at]).ThenBy(at => answers[at].AttemptId).ToList();
        var upper = order.Take(answers.Count / 2).ToHashSet();
        var given = answers.Select((answer, at) => (answer.Given, IsUpper: upper.Contains(at))).Where(pair => pair.Given.Length > 0).GroupBy(pair => pair.Given, StringComparer.Ordinal)
            .Select(group => new GivenFigure(group.Key, group.Count(), group.Count(pair => pair.IsUpper), group.Count(pair => !pair.IsUpper)))
            .OrderByDescending(figure => figure.Chosen).ThenBy(figure => figure.Given, StringComparer.Ordinal).ToList();
        return new QuestionFigure(
            questionId,
            answers.Count,
            answers.Count(answer => answer.Given.Length == 0),
            answers.Average(answer => answer.Share),
            answers.Count < FewestPeople ? null : Correlation(answers.ConvertAll(answer => answer.Share), rest),
            given);
    }
}
