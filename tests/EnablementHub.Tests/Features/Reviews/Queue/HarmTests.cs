using EnablementHub.Features.Reviews.Queue;

namespace EnablementHub.Tests.Features.Reviews.Queue;

public sealed class HarmTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, 1)]
    [InlineData(9, 0, 0, 0, 10)]
    [InlineData(0, 9, 0, 0, 10)]
    [InlineData(9, 9, 1, 1, 400)]
    [InlineData(-1, -30, 0, 0, 1)]
    [InlineData(int.MaxValue, int.MaxValue, 100, 100, 4.704410e22)]
    public void EveryFactor_Counts_AndNoneWipesOutTheOthers(int uses, int days, int reports, int dependants, double expected) =>
        Assert.Equal(expected, Harm.Of(uses, days, reports, dependants), expected * 1e-3);

    [Fact]
    public void MoreOfAnything_IsNeverLessHarm()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 1_000; trial++)
        {
            var (uses, days, reports, dependants) = (random.Next(1_000), random.Next(400), random.Next(5), random.Next(20));
            var harm = Harm.Of(uses, days, reports, dependants);
            Assert.True(harm < Harm.Of(uses + 1, days, reports, dependants) && harm < Harm.Of(uses, days + 1, reports, dependants)
                && harm < Harm.Of(uses, days, reports + 1, dependants) && harm < Harm.Of(uses, days, reports, dependants + 1));
        }
    }
}
