using EnablementHub.Features.Shared.Components;
using EnablementHub.Features.Studio.Comparing;

namespace EnablementHub.Tests.Features.Studio.Comparing;

public sealed class TextComparisonTests
{
    [Theory]
    [InlineData("a\nb\nc", "a\nb\nc", "")]
    [InlineData("", "a", "+a")]
    [InlineData("a", "", "-a")]
    [InlineData("a\nb\nc", "a\nc", "-b")]
    [InlineData("a\nc", "a\nb\nc", "+b")]
    [InlineData("a\nb\nc\nd", "b\nx\nd\ne", "-a-c+x+e")]
    public void Lines_AreAddedAndRemovedWhereTheyDiffer(string before, string after, string expected)
    {
        var lines = TextComparison.Compare(before, after);
        Assert.Equal(expected, string.Concat(lines.Where(line => line.Kind is DiffKind.Added or DiffKind.Removed).Select(line => (line.Kind == DiffKind.Added ? "+" : "-") + line.Segments[0].Text)));
    }

    [Fact]
    public void BothTexts_CanBeReadBackFromTheLines()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var before = Text(random);
            var after = Text(random);
            var lines = TextComparison.Compare(before, after).Where(line => line.Kind != DiffKind.Skipped).ToList();
            var skipped = TextComparison.Compare(before, after).Any(line => line.Kind == DiffKind.Skipped);
            if (skipped) continue;
            Assert.Equal(before, string.Join('\n', lines.Where(line => line.LineBefore is not null).Select(Words)));
            Assert.Equal(after, string.Join('\n', lines.Where(line => line.LineAfter is not null).Select(Words)));
        }

        static string Words(DiffRowModel line) => string.Concat(line.Segments.Select(piece => piece.Text));
        static string Text(Random random) => string.Join('\n', Enumerable.Range(0, random.Next(1, 9)).Select(_ => $"{(char)('a' + random.Next(4))} {(char)('x' + random.Next(3))}"));
    }

    [Fact]
    public void LongSameParts_AreFolded()
    {
        var before = string.Join('\n', Enumerable.Range(0, 100));
        var lines = TextComparison.Compare(before, before.Replace("50", "fifty", StringComparison.Ordinal));
        Assert.Equal(["47 lines are the same", "46 lines are the same"], lines.Where(line => line.Kind == DiffKind.Skipped).Select(line => line.Segments[0].Text));
    }

    [Fact]
    public void HugeDifferentTexts_TakeNoTime()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var random = new Random(1);
        string Text() => string.Join('\n', Enumerable.Range(0, 20_000).Select(_ => random.Next(1_000_000)));
        Assert.NotEmpty(TextComparison.Compare(Text(), Text()));
        Assert.NotEmpty(TextComparison.Compare(string.Join(' ', Enumerable.Range(0, 40_000)), string.Join(' ', Enumerable.Range(20_000, 40_000))));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }
}
