using EnablementHub.Features.Coaching.Standing;

namespace EnablementHub.Tests.Features.Coaching.Standing;

/// <summary>The arithmetic of readiness, on many random lists of requirements.</summary>
public sealed class ReadinessRulesTests
{
    private const int Rounds = 5_000;

    [Fact]
    public void Percent_IsBetween0And100_AndIs100OnlyWithEverything()
    {
        var random = new Random(20260310);
        for (var round = 0; round < Rounds; round++)
        {
            var lines = Lines(random);
            var percent = ReadinessRules.Percent(lines);
            if (lines.TrueForAll(line => line.Weight == 0))
            {
                Assert.Null(percent);
                continue;
            }

            Assert.InRange(percent!.Value, 0, 100);
            Assert.Equal(lines.TrueForAll(line => line.Weight == 0 || line.Share >= 1), percent == 100);
        }
    }

    [Fact]
    public void Percent_NeverFalls_WhenOneThingGetsBetter_AndNeverRises_WhenItGetsWorse()
    {
        var random = new Random(7);
        for (var round = 0; round < Rounds; round++)
        {
            var lines = Lines(random);
            if (lines.TrueForAll(line => line.Weight == 0)) continue;
            var before = ReadinessRules.Percent(lines)!.Value;
            var at = random.Next(lines.Count);
            var better = lines.ToList();
            better[at] = (lines[at].Weight, lines[at].Share + ((1 - lines[at].Share) * random.NextDouble()));
            Assert.True(ReadinessRules.Percent(better) >= before);
            var worse = lines.ToList();
            worse[at] = (lines[at].Weight, lines[at].Share * random.NextDouble());
            Assert.True(ReadinessRules.Percent(worse) <= before);
        }
    }

    [Fact]
    public void Percent_IsTheExactWeightedShare_RoundedDown()
    {
        var random = new Random(11);
        for (var round = 0; round < Rounds; round++)
        {
            // Shares that a decimal holds exactly, so that the sum needs no rounding.
            var lines = Enumerable.Range(0, random.Next(1, 60)).Select(_ => (Weight: random.Next(0, 4), Tenths: random.Next(0, 11))).ToList();
            var of = lines.Sum(line => line.Weight);
            var expected = of == 0 ? (int?)null : (int)Math.Floor(10m * lines.Sum(line => line.Weight * line.Tenths) / of);
            Assert.Equal(expected, ReadinessRules.Percent(lines.Select(line => (line.Weight, line.Tenths / 10d))));
        }
    }

    [Fact]
    public void WhatHasNoWeight_ChangesNothing_AndTheOrderDoesNot()
    {
        var random = new Random(13);
        for (var round = 0; round < Rounds; round++)
        {
            var lines = Lines(random);
            var percent = ReadinessRules.Percent(lines);
            Assert.Equal(percent, ReadinessRules.Percent(lines.Append((0, random.NextDouble()))));
            Assert.Equal(percent, ReadinessRules.Percent(lines.Where(line => line.Weight > 0).Reverse()));
        }
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(-3, 0)]
    [InlineData(7, 100)]
    public void AShareOutOfItsRange_IsCutToIt(double share, int expected) => Assert.Equal(expected, ReadinessRules.Percent([(3, share)]));

    [Theory]
    [InlineData("5", 5)]
    [InlineData("9,1,5", 5)]
    [InlineData("4,1,3,2", 2.5)]
    public void Median_IsTheMiddle(string values, double expected) => Assert.Equal(expected, ReadinessRules.Median([.. values.Split(',').Select(value => int.Parse(value, System.Globalization.CultureInfo.InvariantCulture))]));

    private static List<(int Weight, double Share)> Lines(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (random.Next(0, 4), random.Next(4) switch { 0 => 0d, 1 => 1d, _ => random.NextDouble() }))];
}
