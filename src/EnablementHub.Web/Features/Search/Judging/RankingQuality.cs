namespace EnablementHub.Features.Search.Judging;

/// <summary>How good one ranking is, each figure from 0 to 1.</summary>
/// <param name="Gain">nDCG@10: how near the first ten come to the best order that there is.</param>
/// <param name="ReciprocalRank">1 ÷ the place of the first item that answers well; 0 when the first ten hold none.</param>
/// <param name="Success">1 when what was looked for is among the first three, else 0.</param>
public sealed record RankingQuality(double Gain, double ReciprocalRank, double Success)
{
    private const int Depth = 10;
    private const int SuccessDepth = 3;
    private const int AnswersWell = 2;

    /// <param name="found">The items in the order in which they were shown.</param>
    /// <param name="grades">As in <see cref="JudgedQuery.Grades"/>.</param>
    public static RankingQuality Of(IReadOnlyList<int> found, IReadOnlyDictionary<int, int> grades)
    {
        var graded = found.Take(Depth).Select(item => grades.GetValueOrDefault(item)).ToList();
        var best = Discounted(grades.Values.OrderDescending().Take(Depth));
        var first = graded.FindIndex(grade => grade >= AnswersWell);
        return new RankingQuality(
            best > 0 ? Discounted(graded) / best : 0,
            first < 0 ? 0 : 1.0 / (first + 1),
            graded.Take(SuccessDepth).Any(grade => grade >= JudgedQuery.LookedFor) ? 1 : 0);
    }

    public static RankingQuality Mean(IReadOnlyCollection<RankingQuality> qualities) => new(
        qualities.Average(quality => quality.Gain), qualities.Average(quality => quality.ReciprocalRank), qualities.Average(quality => quality.Success));

    private static double Discounted(IEnumerable<int> grades) => grades.Select((grade, place) => (Math.Pow(2, grade) - 1) / Math.Log2(place + 2)).Sum();
}
