namespace EnablementHub.Features.Search.Engine.Analysis;

/// <summary>Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, changes and swaps of neighbours.</summary>
internal static class EditDistance
{
    /// <returns>The distance, or <paramref name="most"/> + 1 when it is larger.</returns>
    /// <param name="prefixOnly">Measures against the beginning of <paramref name="candidate"/> that fits best.</param>
    public static int Between(ReadOnlySpan<char> typed, ReadOnlySpan<char> candidate, int most, bool prefixOnly = false)
    {
        if (typed.Length - candidate.Length > most || !prefixOnly && candidate.Length - typed.Length > most)
        {
            return most + 1;
        }

        if (prefixOnly && candidate.Length > typed.Length + most)
        {
            candidate = candidate[..(typed.Length + most)];
        }

        var width = candidate.Length + 1;
        Span<int> rows = stackalloc int[width * 3];
        var beforePrevious = rows[..width];
        var previous = rows.Slice(width, width);
        var current = rows[(2 * width)..];
        for (var column = 0; column < width; column++)
        {
            previous[column] = column;
        }

        for (var row = 1; row <= typed.Length; row++)
        {
            current[0] = row;
            var best = row;
            for (var column = 1; column < width; column++)
            {
                var cost = typed[row - 1] == candidate[column - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(previous[column] + 1, current[column - 1] + 1), previous[column - 1] + cost);
                if (row > 1 && column > 1 && typed[row - 1] == candidate[column - 2] && typed[row - 2] == candidate[column - 1])
                {
                    value = Math.Min(value, beforePrevious[column - 2] + 1);
                }

                current[column] = value;
                best = Math.Min(best, value);
            }

            if (best > most)
            {
                return most + 1;
            }

            var spare = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = spare;
        }

        if (!prefixOnly)
        {
            return Math.Min(previous[width - 1], most + 1);
        }

        var least = most + 1;
        foreach (var value in previous)
        {
            least = Math.Min(least, value);
        }

        return least;
    }

    /// <summary>How many edits a word of this length is forgiven.</summary>
    public static int Allowed(int length) => length switch
    {
        < 4 => 0,
        < 8 => 1,
        _ => 2,
    };
}
