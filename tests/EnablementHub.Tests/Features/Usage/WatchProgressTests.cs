using EnablementHub.Features.Usage;

namespace EnablementHub.Tests.Features.Usage;

public sealed class WatchProgressTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Reports_InAnyOrderTwiceAndFromTwoTabs_CountLikeABruteForceModel(int seed)
    {
        var random = new Random(seed);
        const int Duration = 180;
        var progress = New();
        var seen = new HashSet<int>();
        var sitting = new HashSet<int>();
        var (plays, secondsPlayed, modelPlays, modelSeconds) = (0, 0d, 0, 0);
        var (now, last) = (Start, Start);
        for (var step = 0; step < 400; step++)
        {
            now += TimeSpan.FromSeconds(random.Next(20) == 0 ? 3_600 : random.Next(10));
            var spans = Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(-20, 200)).Select(from => ((double)from, (double)(from + random.Next(-5, 30)))).ToList();
            var merged = progress.Merge(Report(Duration, [.. spans]), now);
            if (merged.StartsSitting) plays++;
            secondsPlayed += merged.NewSeconds;

            var played = spans.SelectMany(span => Range((int)span.Item1, (int)span.Item2)).Where(second => second is >= 0 and < Duration).ToHashSet();
            if (played.Count == 0) continue;
            if (modelPlays == 0 || now - last > TimeSpan.FromMinutes(30))
            {
                modelPlays++;
                sitting.Clear();
            }

            last = now;
            seen.UnionWith(played);
            modelSeconds += played.Count(sitting.Add);
            Assert.Equal(seen.Count, progress.UniqueSeconds, 6);
        }

        Assert.Equal((modelPlays, modelPlays), (plays, progress.Plays));
        Assert.Equal(modelSeconds, secondsPlayed, 6);
    }

    [Fact]
    public void AClockSetBack_LosesNothingAndCountsNoPlayTwice()
    {
        var progress = New();
        progress.Merge(Report(60, (0, 10)), Start);
        var merged = progress.Merge(Report(60, (10, 20)), Start.AddHours(-2));
        Assert.Equal((false, 20d, Start), (merged.StartsSitting, progress.UniqueSeconds, progress.LastAt));
    }

    [Fact]
    public void ReplacedRecording_BeginsAnew()
    {
        var progress = New();
        progress.Merge(Report(60, (0, 30)) with { Position = 30 }, Start);
        progress.Merge(Report(90, (0, 5)) with { MediaFileId = 2 }, Start.AddMinutes(1));
        Assert.Equal((5d, 90d, 0d, 1), (progress.UniqueSeconds, progress.DurationSeconds, progress.PositionSeconds, progress.Plays));
    }

    [Fact]
    public void Splinters_NeverOutgrowTheColumn_AndNeverLoseWhatWasSeen()
    {
        var progress = New();
        progress.Merge(Report(100_000, (0, 50)), Start);
        for (var round = 0; round < 10; round++)
        {
            var splinters = Enumerable.Range(0, ProgressReport.MaxSpans).Select(i => (100 + (round * 2_000) + (i * 7.3), 100 + (round * 2_000) + (i * 7.3) + 0.2)).ToArray();
            progress.Merge(Report(100_000, splinters), Start);
            Assert.True(progress.Spans.Length <= WatchProgress.MaxSpansLength);
        }

        Assert.True(progress.UniqueSeconds >= 50);
        Assert.StartsWith("0-50", progress.Spans, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Range(int from, int to) => from < to ? Enumerable.Range(from, to - from) : [];

    private static WatchProgress New() => new() { PersonId = 1, ItemId = 1, MediaFileId = 1, FirstAt = Start, LastAt = Start };

    private static ProgressReport Report(double duration, params (double Start, double End)[] spans) =>
        new() { PersonId = 1, ItemId = 1, MediaFileId = 1, DurationSeconds = duration, Spans = spans };
}
