using System.Text.RegularExpressions;
using EnablementHub.Features.Shared.Components;

namespace EnablementHub.Features.Studio.Comparing;

/// <summary>Two texts side by side, line by line, with the differing words of changed lines marked.</summary>
public static partial class TextComparison
{
    private const int ContextLines = 3;
    private const int MaxLineEdits = 1_000;
    private const int MaxWordEdits = 200;

    public static IReadOnlyList<DiffRowModel> Compare(string before, string after)
    {
        var old = Lines(before);
        var current = Lines(after);
        var lines = new List<DiffRowModel>();
        int i = 0, j = 0;
        foreach (var (oldAt, newAt) in ShortestEdit.Matches(old, current, MaxLineEdits).Append((old.Length, current.Length)))
        {
            AddChanged(lines, old, i, oldAt, current, j, newAt);
            (i, j) = (oldAt + 1, newAt + 1);
            if (oldAt < old.Length) lines.Add(new DiffRowModel(DiffKind.Same, i, j, [new DiffSegmentModel(old[oldAt], false)]));
        }

        return Fold(lines);
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');

    private static void AddChanged(List<DiffRowModel> lines, string[] old, int oldFrom, int oldTo, string[] current, int newFrom, int newTo)
    {
        var pairs = Math.Min(oldTo - oldFrom, newTo - newFrom);
        var marked = Enumerable.Range(0, pairs).Select(n => Mark(old[oldFrom + n], current[newFrom + n])).ToList();
        for (var n = oldFrom; n < oldTo; n++)
            lines.Add(new DiffRowModel(DiffKind.Removed, n + 1, null, n - oldFrom < pairs ? marked[n - oldFrom].Before : [new DiffSegmentModel(old[n], false)]));
        for (var n = newFrom; n < newTo; n++)
            lines.Add(new DiffRowModel(DiffKind.Added, null, n + 1, n - newFrom < pairs ? marked[n - newFrom].After : [new DiffSegmentModel(current[n], false)]));
    }

    private static (IReadOnlyList<DiffSegmentModel> Before, IReadOnlyList<DiffSegmentModel> After) Mark(string before, string after)
    {
        var old = Words().Matches(before).Select(match => match.Value).ToArray();
        var current = Words().Matches(after).Select(match => match.Value).ToArray();
        var matches = ShortestEdit.Matches(old, current, MaxWordEdits).ToList();
        return (Pieces(old, matches.Select(match => match.Old)), Pieces(current, matches.Select(match => match.New)));
    }

    private static List<DiffSegmentModel> Pieces(string[] words, IEnumerable<int> same)
    {
        var kept = same.ToHashSet();
        var pieces = new List<DiffSegmentModel>();
        for (var from = 0; from < words.Length;)
        {
            var to = from;
            while (to < words.Length && kept.Contains(to) == kept.Contains(from)) to++;
            pieces.Add(new DiffSegmentModel(string.Concat(words.AsSpan(from, to - from)), !kept.Contains(from)));
            from = to;
        }

        return pieces;
    }

    private static List<DiffRowModel> Fold(List<DiffRowModel> lines)
    {
        var near = new bool[lines.Count];
        for (var n = 0; n < lines.Count; n++)
        {
            if (lines[n].Kind == DiffKind.Same) continue;
            for (var m = Math.Max(0, n - ContextLines); m <= Math.Min(lines.Count - 1, n + ContextLines); m++) near[m] = true;
        }

        var folded = new List<DiffRowModel>();
        for (var n = 0; n < lines.Count;)
        {
            var end = n;
            while (end < lines.Count && !near[end]) end++;
            if (end > n) folded.Add(new DiffRowModel(DiffKind.Skipped, null, null, [new DiffSegmentModel(end - n == 1 ? "1 line is the same" : $"{end - n} lines are the same", false)]));
            else folded.Add(lines[end++]);
            n = end;
        }

        return folded;
    }

    [GeneratedRegex(@"\w+|\s+|[^\w\s]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Words();
}
