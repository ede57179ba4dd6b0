using EnablementHub.Platform.Markdown.Comparing;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Platform.Markdown.Comparing;

[Collection(MeasuredAlone.Name)]
public sealed class TextDiffTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("a\nb", "a\r\nb\n")]
    public void Compare_EqualTexts_GivesNoRows(string? before, string? after) => Assert.Empty(TextDiff.Compare(before, after));

    [Fact]
    public void Compare_AChangedLine_MarksItsWords()
    {
        var rows = TextDiff.Compare("Intro\nNever name the price first.\nEnd", "Intro\nNever name your price first!\nEnd");

        Assert.Equal([DiffRowKind.Same, DiffRowKind.Changed, DiffRowKind.Same], rows.Select(row => row.Kind));
        Assert.Equal([new("Never name ", false), new("the", true), new(" price first", false), new(".", true)], rows[1].Old);
        Assert.Equal([new("Never name ", false), new("your", true), new(" price first", false), new("!", true)], rows[1].New);
        Assert.Equal((2, 2), (rows[1].OldLine, rows[1].NewLine));
    }

    [Fact]
    public void Compare_AddedAndRemovedLines_AreWhole()
    {
        var rows = TextDiff.Compare("a\nold thing\nb", "a\nb\nnew line\n\nc");

        Assert.Equal(
            [(DiffRowKind.Same, 1, 1), (DiffRowKind.Removed, 2, null), (DiffRowKind.Same, 3, 2), (DiffRowKind.Added, null, 3), (DiffRowKind.Added, null, 4), (DiffRowKind.Added, null, 5)],
            rows.Select(row => (row.Kind, row.OldLine, row.NewLine)));
        Assert.Equal([new DiffSegment("old thing", true)], rows[1].Old);
        Assert.Empty(rows[1].New);
    }

    [Fact]
    public void Compare_ALineThatChangedBesideANewOne_FindsItsPair()
    {
        var rows = TextDiff.Compare("x\nask what they compare it with\ny", "x\nsomething else entirely\nask them what they compare it with\ny");

        Assert.Equal([DiffRowKind.Same, DiffRowKind.Added, DiffRowKind.Changed, DiffRowKind.Same], rows.Select(row => row.Kind));
    }

    [Fact]
    public void Compare_FoldsWhatIsFarFromChanges()
    {
        var lines = Enumerable.Range(1, 100).Select(number => $"line {number}").ToArray();
        var changed = lines.ToArray();
        changed[49] = "something new";

        var rows = TextDiff.Compare(string.Join('\n', lines), string.Join('\n', changed));

        Assert.Equal(
            [DiffRowKind.Folded, .. Enumerable.Repeat(DiffRowKind.Same, 3), DiffRowKind.Removed, DiffRowKind.Added, .. Enumerable.Repeat(DiffRowKind.Same, 3), DiffRowKind.Folded],
            rows.Select(row => row.Kind));
        Assert.Equal([46, 47], rows.Where(row => row.Kind == DiffRowKind.Folded).Select(row => row.FoldedLines));
        Assert.Equal(101, TextDiff.Compare(string.Join('\n', lines), string.Join('\n', changed), context: -1).Count);
    }

    [Fact]
    public void Compare_AnyTexts_GivesBothBack_AndFindsTheShortestChangeOfSmallOnes()
    {
        var random = new Random(9);
        for (var round = 0; round < 1500; round++)
        {
            var before = RandomLines(random, 14);
            var after = RandomLines(random, 14);

            var rows = TextDiff.Compare(string.Join('\n', before), string.Join('\n', after), context: -1);

            if (rows.Count == 0)
            {
                Assert.Equal(before, after);
                continue;
            }

            Assert.Equal(before, rows.Where(row => row.OldLine is not null).OrderBy(row => row.OldLine).Select(row => string.Concat(row.Old.Select(segment => segment.Text))));
            Assert.Equal(after, rows.Where(row => row.NewLine is not null).OrderBy(row => row.NewLine).Select(row => string.Concat(row.New.Select(segment => segment.Text))));
            Assert.All(rows.Where(row => row.Kind == DiffRowKind.Same), row => Assert.Equal(before[row.OldLine!.Value - 1], after[row.NewLine!.Value - 1]));
            Assert.Equal(rows.Select(row => row.OldLine).OfType<int>().Order(), rows.Select(row => row.OldLine).OfType<int>());
        }
    }

    [Fact]
    public void Match_WithoutFixedPoints_IsTheLongestCommonSubsequence()
    {
        var random = new Random(4);
        for (var round = 0; round < 1000; round++)
        {
            // Each element twice on both sides, so that nothing occurs once, and ends that differ, so that none is cut off first.
            var elements = Enumerable.Range(0, random.Next(2, 8)).SelectMany(number => new[] { number, number }).ToArray();
            int[] before = [-1, .. elements.OrderBy(_ => random.Next()), -2];
            int[] after = [-3, .. elements.OrderBy(_ => random.Next()), -4];

            var matches = SequenceDiff.Match(before, after);

            Assert.All(matches, match => Assert.Equal(before[match.Old], after[match.New]));
            Assert.All(matches.Zip(matches.Skip(1)), pair => Assert.True(pair.First.Old < pair.Second.Old && pair.First.New < pair.Second.New));
            Assert.Equal(LongestCommon(before, after), matches.Count);
        }
    }

    [Fact]
    public void Compare_LongTexts_StaysQuick()
    {
        var random = new Random(1);
        string Lines(Func<int, string> line, int count = 10_000) => string.Join('\n', Enumerable.Range(0, count).Select(line));
        (string Before, string After)[] cases =
        [
            (Lines(number => $"old {number}"), Lines(number => $"new {number}")),
            (Lines(_ => $"w{random.Next(50)}"), Lines(_ => $"w{random.Next(50)}")),
            (Lines(_ => "same"), Lines(_ => "same", 9_000)),
            (Lines(number => number % 2 == 0 ? "" : $"p {number}"), Lines(number => number % 2 == 0 ? "" : $"p {number} more")),
            (Lines(number => $"l {number}"), Lines(number => $"l {9_999 - number}")),
            (string.Concat(Enumerable.Range(0, 40_000).Select(number => $"a{number} ")), string.Concat(Enumerable.Range(0, 40_000).Select(number => $"b{number} "))),
            (new string('-', 200_000), new string('-', 150_000) + "x"),
            (Lines(_ => string.Join(' ', Enumerable.Range(0, 20).Select(_ => random.Next(9)))), Lines(_ => string.Join(' ', Enumerable.Range(0, 20).Select(_ => random.Next(9))))),
        ];
        foreach (var (before, after) in cases)
        {
            Assert.InRange(MeasuredAlone.BestOfThree(2000, () => Assert.NotEmpty(TextDiff.Compare(before, after))), 0, 2000);
        }
    }

    private static string[] RandomLines(Random random, int most) =>
        [.. Enumerable.Range(0, random.Next(1, most)).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => "abc"[random.Next(3)])))];

    private static int LongestCommon(int[] before, int[] after)
    {
        var lengths = new int[before.Length + 1, after.Length + 1];
        for (var row = 1; row <= before.Length; row++)
        {
            for (var column = 1; column <= after.Length; column++)
            {
                lengths[row, column] = before[row - 1] == after[column - 1]
                    ? lengths[row - 1, column - 1] + 1
                    : Math.Max(lengths[row - 1, column], lengths[row, column - 1]);
            }
        }

        return lengths[before.Length, after.Length];
    }
}
