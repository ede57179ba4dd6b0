namespace EnablementHub.Features.Studio.Comparing;

/// <summary>Myers' greedy algorithm between the ends that two sequences have in common.</summary>
internal static class ShortestEdit
{
    /// <summary>Pairs of positions that hold the same, ascending in both.</summary>
    /// <param name="maxEdits">Work and memory grow with its square: where more is different, all between the ends counts as replaced.</param>
    public static IEnumerable<(int Old, int New)> Matches(string[] old, string[] current, int maxEdits)
    {
        var head = 0;
        while (head < old.Length && head < current.Length && old[head] == current[head]) head++;
        var tail = 0;
        while (tail < old.Length - head && tail < current.Length - head && old[^(tail + 1)] == current[^(tail + 1)]) tail++;
        for (var n = 0; n < head; n++) yield return (n, n);
        foreach (var (o, c) in Middle(old.AsMemory(head, old.Length - head - tail), current.AsMemory(head, current.Length - head - tail), maxEdits)) yield return (o + head, c + head);
        for (var n = tail; n > 0; n--) yield return (old.Length - n, current.Length - n);
    }

    private static List<(int Old, int New)> Middle(ReadOnlyMemory<string> oldPart, ReadOnlyMemory<string> newPart, int maxEdits)
    {
        var old = oldPart.Span;
        var current = newPart.Span;
        var limit = Math.Min(old.Length + current.Length, maxEdits);
        var furthest = new int[(2 * limit) + 3];
        var trace = new List<int[]>();
        for (var edits = 0; edits <= limit; edits++)
        {
            trace.Add(furthest[(limit + 1 - edits)..(limit + 2 + edits)]);
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var at = limit + 1 + diagonal;
                var x = diagonal == -edits || (diagonal != edits && furthest[at - 1] < furthest[at + 1]) ? furthest[at + 1] : furthest[at - 1] + 1;
                while (x < old.Length && x - diagonal < current.Length && old[x] == current[x - diagonal]) x++;
                furthest[at] = x;
                if (x >= old.Length && x - diagonal >= current.Length) return Walk(trace, edits, old.Length, current.Length);
            }
        }

        return [];
    }

    private static List<(int Old, int New)> Walk(List<int[]> trace, int edits, int x, int y)
    {
        var matches = new List<(int, int)>();
        for (var d = edits; d >= 0; d--)
        {
            var row = trace[d];
            var diagonal = x - y;
            int Furthest(int k) => k < -d || k > d ? -1 : row[k + d];
            var previous = diagonal == -d || (diagonal != d && Furthest(diagonal - 1) < Furthest(diagonal + 1)) ? diagonal + 1 : diagonal - 1;
            var fromX = d == 0 ? 0 : Furthest(previous);
            var fromY = d == 0 ? 0 : fromX - previous;
            while (x > fromX && y > fromY)
            {
                x--;
                y--;
                matches.Add((x, y));
            }

            (x, y) = (fromX, fromY);
        }

        matches.Reverse();
        return matches;
    }
}
