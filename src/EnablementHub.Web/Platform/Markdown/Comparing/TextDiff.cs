namespace EnablementHub.Platform.Markdown.Comparing;

/// <summary>Compares two texts line by line, and word by word within lines that changed, for a person to read.</summary>
public static class TextDiff
{
    public const int DefaultContext = 3;

    private const double MinSimilarity = 0.4;
    private const int MaxAlignedPairs = 2_500;
    private const int MaxLinesInStep = 1_000;

    /// <summary>Rows from top to bottom; equal texts give no row at all.</summary>
    /// <param name="context">Unchanged lines to keep around changes; a negative number folds nothing.</param>
    public static IReadOnlyList<DiffRow> Compare(string? before, string? after, int context = DefaultContext)
    {
        var old = Lines(before);
        var fresh = Lines(after);
        var rows = new List<DiffRow>();
        var (oldAt, newAt) = (0, 0);
        foreach (var (oldMatch, newMatch) in SequenceDiff.Match(old, fresh).Append((old.Length, fresh.Length)))
        {
            AddChange(rows, old, fresh, oldAt..oldMatch, newAt..newMatch);
            if (oldMatch < old.Length && newMatch < fresh.Length)
            {
                IReadOnlyList<DiffSegment> line = Plain(old[oldMatch]);
                rows.Add(new DiffRow(DiffRowKind.Same, oldMatch + 1, newMatch + 1, line, line));
            }

            (oldAt, newAt) = (oldMatch + 1, newMatch + 1);
        }

        return rows.TrueForAll(row => row.Kind == DiffRowKind.Same) ? [] : context < 0 ? rows : Fold(rows, context);
    }

    private static string[] Lines(string? text)
    {
        var normal = (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').TrimEnd('\n');
        return normal.Length == 0 ? [] : normal.Split('\n');
    }

    private static void AddChange(List<DiffRow> rows, string[] old, string[] fresh, Range oldRange, Range newRange)
    {
        var (oldStart, oldCount) = oldRange.GetOffsetAndLength(old.Length);
        var (newStart, newCount) = newRange.GetOffsetAndLength(fresh.Length);
        var (oldDone, newDone) = (0, 0);
        foreach (var (oldIndex, newIndex) in Align(old.AsSpan(oldStart, oldCount), fresh.AsSpan(newStart, newCount)).Append((oldCount, newCount)))
        {
            for (; oldDone < oldIndex; oldDone++)
            {
                rows.Add(new DiffRow(DiffRowKind.Removed, oldStart + oldDone + 1, null, Marked(old[oldStart + oldDone]), []));
            }

            for (; newDone < newIndex; newDone++)
            {
                rows.Add(new DiffRow(DiffRowKind.Added, null, newStart + newDone + 1, [], Marked(fresh[newStart + newDone])));
            }

            if (oldIndex < oldCount && newIndex < newCount)
            {
                var (left, right) = WordDiff.Compare(old[oldStart + oldIndex], fresh[newStart + newIndex]);
                rows.Add(new DiffRow(DiffRowKind.Changed, oldStart + oldIndex + 1, newStart + newIndex + 1, left, right));
                (oldDone, newDone) = (oldIndex + 1, newIndex + 1);
            }
        }
    }

    // Which removed line became which added one: the alignment with the most words kept, or line by line in long changes.
    private static List<(int Old, int New)> Align(ReadOnlySpan<string> old, ReadOnlySpan<string> fresh)
    {
        var pairs = new List<(int Old, int New)>();
        if (old.IsEmpty || fresh.IsEmpty)
        {
            return pairs;
        }

        var isLong = (long)old.Length * fresh.Length > MaxAlignedPairs;
        var oldWords = CountWords(old, isLong);
        var newWords = CountWords(fresh, isLong);
        if (isLong)
        {
            pairs.AddRange(Enumerable.Range(0, Math.Min(oldWords.Length, newWords.Length))
                .Where(index => WordDiff.Similarity(oldWords[index], newWords[index]) >= MinSimilarity)
                .Select(index => (index, index)));
            return pairs;
        }

        var kept = new double[old.Length + 1, fresh.Length + 1];
        for (var row = old.Length - 1; row >= 0; row--)
        {
            for (var column = fresh.Length - 1; column >= 0; column--)
            {
                var similarity = WordDiff.Similarity(oldWords[row], newWords[column]);
                var paired = similarity >= MinSimilarity ? similarity + kept[row + 1, column + 1] : 0;
                kept[row, column] = Math.Max(paired, Math.Max(kept[row + 1, column], kept[row, column + 1]));
            }
        }

        var (left, right) = (0, 0);
        while (left < old.Length && right < fresh.Length)
        {
            if (kept[left, right] <= kept[left + 1, right])
            {
                left++;
            }
            else if (kept[left, right] <= kept[left, right + 1])
            {
                right++;
            }
            else
            {
                pairs.Add((left++, right++));
            }
        }

        return pairs;
    }

    // A text that is new from beginning to end has nothing to mark in its lines.
    private static Dictionary<string, int>[] CountWords(ReadOnlySpan<string> lines, bool isLong) =>
        [.. (isLong && lines.Length > MaxLinesInStep ? lines[..MaxLinesInStep] : lines).ToArray().Select(WordDiff.CountWords)];

    private static List<DiffRow> Fold(List<DiffRow> rows, int context)
    {
        var folded = new List<DiffRow>();
        for (var start = 0; start < rows.Count;)
        {
            var end = start;
            while (end < rows.Count && (rows[end].Kind == DiffRowKind.Same) == (rows[start].Kind == DiffRowKind.Same))
            {
                end++;
            }

            var head = start == 0 ? 0 : context;
            var tail = end == rows.Count ? 0 : context;
            var hidden = end - start - head - tail;

            // A fold takes a row itself, so it must save more than one.
            if (rows[start].Kind != DiffRowKind.Same || hidden < 2)
            {
                folded.AddRange(rows.GetRange(start, end - start));
            }
            else
            {
                folded.AddRange(rows.GetRange(start, head));
                folded.Add(new DiffRow(DiffRowKind.Folded, rows[start + head].OldLine, rows[start + head].NewLine, [], [], hidden));
                folded.AddRange(rows.GetRange(end - tail, tail));
            }

            start = end;
        }

        return folded;
    }

    private static DiffSegment[] Plain(string line) => line.Length == 0 ? [] : [new DiffSegment(line, IsMarked: false)];

    private static DiffSegment[] Marked(string line) => line.Length == 0 ? [] : [new DiffSegment(line, IsMarked: true)];
}
