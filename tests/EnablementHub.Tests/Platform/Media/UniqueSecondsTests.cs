using EnablementHub.Platform.Media;

namespace EnablementHub.Tests.Platform.Media;

public sealed class UniqueSecondsTests
{
    [Fact]
    public void With_Overlaps_MergesThem()
    {
        var seen = UniqueSeconds.None.With(40, 61).With(0, 10).With(5, 12.5).With(50, 55);

        Assert.Equal("0-12.5,40-61", seen.ToString());
        Assert.Equal(33.5, seen.Total, 6);
        Assert.Equal(61, seen.End, 6);
    }

    [Fact]
    public void With_SpansThatTouch_JoinsThem() =>
        Assert.Equal("0-20", UniqueSeconds.None.With(0, 10).With(10, 20).ToString());

    [Theory]
    [InlineData(double.NaN, 5)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(5, 5)]
    [InlineData(9, 3)]
    [InlineData(-10, -2)]
    [InlineData(100, 200)]
    public void With_SpansThatMakeNoSense_CountsNothing(double start, double end) =>
        Assert.True(UniqueSeconds.None.With(start, end, duration: 60).IsEmpty);

    [Fact]
    public void With_MoreThanTheClip_CountsTheClip()
    {
        var seen = UniqueSeconds.None.With(-5, 1e12, duration: 120.04);

        Assert.Equal("0-120", seen.ToString());
        Assert.Equal(1, seen.RatioOf(120), 6);
        Assert.InRange(seen.RatioOf(120.04), 0.999, 1);
        Assert.Equal(0, seen.RatioOf(null));
        Assert.Equal(0, seen.RatioOf(0));
    }

    [Fact]
    public void Covers_NeedsEachMoment()
    {
        var seen = UniqueSeconds.None.With(0, 10).With(20, 30);

        Assert.True(seen.Covers(2, 9));
        Assert.True(seen.Covers(20, 30));
        Assert.False(seen.Covers(9, 21));
        Assert.False(seen.Covers(29, 30.2));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("0-12.5,40-61", "0-12.5,40-61")]
    [InlineData("40-61,0-12.5,5-6", "0-12.5,40-61")]
    [InlineData("nonsense,1-x,-5-9,3-4,,7", "3-4")]
    [InlineData("1-2;3-4", "")]
    public void Parse_ReadsWhatItKnows(string? text, string expected) =>
        Assert.Equal(expected, UniqueSeconds.Parse(text).ToString());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AnyOrderAndRepetition_EqualsTheModel_AndNeverGoesDown(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var duration = random.Next(1, 400) / 10.0;
            var spans = Enumerable.Range(0, random.Next(0, 25))
                .Select(_ => (Start: random.Next(-30, 450) / 10.0, End: random.Next(-30, 450) / 10.0))
                .ToList();
            var model = new bool[(int)Math.Round(duration * 10)];
            foreach (var (start, end) in spans)
            {
                for (var tick = (int)Math.Round(Math.Max(start, 0) * 10); tick < Math.Round(end * 10) && tick < model.Length; tick++)
                {
                    model[tick] = true;
                }
            }

            var arrived = spans.Concat(spans.Take(5)).ToArray();
            random.Shuffle(arrived);
            var seen = UniqueSeconds.None;
            foreach (var (start, end) in arrived)
            {
                var next = UniqueSeconds.Parse(seen.ToString()).With(start, end, duration);
                Assert.True(next.Total >= seen.Total);
                seen = next;
            }

            Assert.Equal(model.Count(isSeen => isSeen) / 10.0, seen.Total, 6);
            Assert.Equal(UniqueSeconds.None.With(spans, duration), seen);
            Assert.Equal(seen, seen.With(seen));
            for (var tick = 0; tick < model.Length; tick++)
            {
                Assert.Equal(model[tick], seen.Covers(tick / 10.0, (tick + 1) / 10.0));
            }
        }
    }
}
