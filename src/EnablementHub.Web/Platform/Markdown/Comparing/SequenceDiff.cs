namespace EnablementHub.Platform.Markdown.Comparing;

/// <summary>
/// Finds what two sequences have in common, in order. Both ends first, then the elements that occur once on either side
/// as fixed points, then Myers' algorithm between them up to a bound: what is too different is taken as replaced.
/// </summary>
internal static class SequenceDiff
{
    private const int MaxEdits = 400;

    /// <summary>Pairs of positions of equal elements, rising on both sides.</summary>
    internal static List<(int Old, int New)> Match<T>(IReadOnlyList<T> before, IReadOnlyList<T> after)
        where T : notnull
    {
        var numbers = new Dictionary<T, int>();
        var matches = new List<(int Old, int New)>();
        MatchBetween(Number(before, numbers), Number(after, numbers), new Window(0, before.Count, 0, after.Count), numbers.Count, matches);
        return matches;
    }

    private static int[] Number<T>(IReadOnlyList<T> elements, Dictionary<T, int> numbers)
        where T : notnull
    {
        var numbered = new int[elements.Count];
        for (var index = 0; index < numbered.Length; index++)
        {
            numbers.TryAdd(elements[index], numbers.Count);
            numbered[index] = numbers[elements[index]];
        }

        return numbered;
    }

    private static void MatchBetween(int[] before, int[] after, Window window, int distinct, List<(int Old, int New)> matches)
    {
        window = MatchStart(before, after, window, matches);
        var (inner, tail) = CutEnd(before, after, window);
        var old = inner.OldStart;
        var fresh = inner.NewStart;
        foreach (var (anchorOld, anchorNew) in FixedPoints(before, after, inner, distinct))
        {
            MatchGap(before, after, new Window(old, anchorOld, fresh, anchorNew), matches);
            matches.Add((anchorOld, anchorNew));
            (old, fresh) = (anchorOld + 1, anchorNew + 1);
        }

        MatchGap(before, after, new Window(old, inner.OldEnd, fresh, inner.NewEnd), matches);
        for (var index = 0; index < tail; index++)
        {
            matches.Add((inner.OldEnd + index, inner.NewEnd + index));
        }
    }

    private static void MatchGap(int[] before, int[] after, Window gap, List<(int Old, int New)> matches)
    {
        gap = MatchStart(before, after, gap, matches);
        var (inner, tail) = CutEnd(before, after, gap);
        if (inner.OldEnd > inner.OldStart && inner.NewEnd > inner.NewStart)
        {
            matches.AddRange(Myers(before, after, inner));
        }

        for (var index = 0; index < tail; index++)
        {
            matches.Add((inner.OldEnd + index, inner.NewEnd + index));
        }
    }

    private static Window MatchStart(int[] before, int[] after, Window window, List<(int Old, int New)> matches)
    {
        var (old, fresh) = (window.OldStart, window.NewStart);
        while (old < window.OldEnd && fresh < window.NewEnd && before[old] == after[fresh])
        {
            matches.Add((old++, fresh++));
        }

        return window with { OldStart = old, NewStart = fresh };
    }

    private static (Window Inner, int Tail) CutEnd(int[] before, int[] after, Window window)
    {
        var tail = 0;
        while (window.OldEnd - tail > window.OldStart && window.NewEnd - tail > window.NewStart
            && before[window.OldEnd - tail - 1] == after[window.NewEnd - tail - 1])
        {
            tail++;
        }

        return (window with { OldEnd = window.OldEnd - tail, NewEnd = window.NewEnd - tail }, tail);
    }

    // The longest rising chain among elements that occur once on each side (patience diff).
    private static List<(int Old, int New)> FixedPoints(int[] before, int[] after, Window window, int distinct)
    {
        var oldAt = Once(before, window.OldStart, window.OldEnd, distinct);
        var newAt = Once(after, window.NewStart, window.NewEnd, distinct);
        var tops = new List<int>();
        var candidates = new List<(int Old, int New, int Previous)>();
        for (var old = window.OldStart; old < window.OldEnd; old++)
        {
            var fresh = newAt[before[old]];
            if (oldAt[before[old]] != old || fresh < 0)
            {
                continue;
            }

            var low = 0;
            var high = tops.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = candidates[tops[middle]].New < fresh ? (middle + 1, high) : (low, middle);
            }

            candidates.Add((old, fresh, low == 0 ? -1 : tops[low - 1]));
            if (low == tops.Count)
            {
                tops.Add(candidates.Count - 1);
            }
            else
            {
                tops[low] = candidates.Count - 1;
            }
        }

        var chain = new List<(int Old, int New)>();
        for (var at = tops.Count == 0 ? -1 : tops[^1]; at >= 0; at = candidates[at].Previous)
        {
            chain.Add((candidates[at].Old, candidates[at].New));
        }

        chain.Reverse();
        return chain;
    }

    private static int[] Once(int[] elements, int start, int end, int distinct)
    {
        const int none = -1;
        const int several = -2;
        var positions = new int[distinct];
        Array.Fill(positions, none);
        for (var index = start; index < end; index++)
        {
            positions[elements[index]] = positions[elements[index]] == none ? index : several;
        }

        return positions;
    }

    private static List<(int Old, int New)> Myers(int[] before, int[] after, Window window)
    {
        var (oldLength, newLength) = (window.OldEnd - window.OldStart, window.NewEnd - window.NewStart);
        var bound = Math.Min(oldLength + newLength, MaxEdits);
        var furthest = new int[(2 * bound) + 3];
        var trace = new List<int[]>();
        for (var edits = 0; edits <= bound; edits++)
        {
            trace.Add(furthest.AsSpan(bound + 1 - edits, (2 * edits) + 1).ToArray());
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var at = bound + 1 + diagonal;
                var old = diagonal == -edits || (diagonal != edits && furthest[at - 1] < furthest[at + 1]) ? furthest[at + 1] : furthest[at - 1] + 1;
                var fresh = old - diagonal;
                while (old < oldLength && fresh < newLength && before[window.OldStart + old] == after[window.NewStart + fresh])
                {
                    old++;
                    fresh++;
                }

                furthest[at] = old;
                if (old >= oldLength && fresh >= newLength)
                {
                    return Backtrack(trace, window, oldLength, newLength);
                }
            }
        }

        return [];
    }

    private static List<(int Old, int New)> Backtrack(List<int[]> trace, Window window, int old, int fresh)
    {
        var matches = new List<(int Old, int New)>();
        for (var edits = trace.Count - 1; edits >= 0; edits--)
        {
            // The furthest points before this round, for the diagonals -edits to edits.
            var furthest = trace[edits];
            var diagonal = old - fresh;
            var isAdded = diagonal == -edits || (diagonal != edits && furthest[diagonal - 1 + edits] < furthest[diagonal + 1 + edits]);
            var previous = isAdded ? diagonal + 1 : diagonal - 1;
            var previousOld = edits == 0 ? 0 : furthest[previous + edits];
            var start = edits == 0 || isAdded ? previousOld : previousOld + 1;
            while (old > start)
            {
                matches.Add((window.OldStart + --old, window.NewStart + --fresh));
            }

            (old, fresh) = (previousOld, previousOld - previous);
        }

        matches.Reverse();
        return matches;
    }

    private sealed record Window(int OldStart, int OldEnd, int NewStart, int NewEnd);
}
