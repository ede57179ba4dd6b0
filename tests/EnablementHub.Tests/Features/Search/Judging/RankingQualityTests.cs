using EnablementHub.Features.Search.Judging;

namespace EnablementHub.Tests.Features.Search.Judging;

public sealed class RankingQualityTests
{
    private static readonly Dictionary<int, int> Grades = new() { [1] = 3, [2] = 2, [3] = 1 };

    [Fact]
    public void BestOrder_HasFullMarks()
    {
        Assert.Equal(new RankingQuality(1, 1, 1), RankingQuality.Of([1, 2, 3, 9], Grades));
    }

    [Fact]
    public void NothingThatWasJudged_HasNone()
    {
        Assert.Equal(new RankingQuality(0, 0, 0), RankingQuality.Of([7, 8, 9], Grades));
        Assert.Equal(new RankingQuality(0, 0, 0), RankingQuality.Of([], Grades));
    }

    [Fact]
    public void OtherOrder_GainsLessByHowFarDownTheBestStand()
    {
        var quality = RankingQuality.Of([9, 3, 2, 1], Grades);

        // Gains 7, 3 and 1; discounts log2 of 2, 3, 4 and 5.
        Assert.Equal(((1 / 1.58496) + (3 / 2.0) + (7 / 2.32193)) / (7 + (3 / 1.58496) + (1 / 2.0)), quality.Gain, 1e-4);
        Assert.Equal(1 / 3.0, quality.ReciprocalRank);
        Assert.Equal(0, quality.Success);
    }

    [Fact]
    public void Mean_IsOfEachFigure()
    {
        Assert.Equal(new RankingQuality(0.5, 0.75, 0.5), RankingQuality.Mean([new(1, 1, 1), new(0, 0.5, 0)]));
    }
}
