namespace EnablementHub.Platform.Markdown.Comparing;

/// <summary>Marks the words in which two lines differ.</summary>
internal static class WordDiff
{
    internal static (IReadOnlyList<DiffSegment> Old, IReadOnlyList<DiffSegment> New) Compare(string before, string after)
    {
        var old = Words(before);
        var fresh = Words(after);
        var matches = SequenceDiff.Match(old, fresh);
        return (
            Segments(old, matches.Select(match => match.Old)),
            Segments(fresh, matches.Select(match => match.New)));
    }

    /// <summary>0 for lines that share no word, 1 for the same words in any order.</summary>
    internal static double Similarity(IReadOnlyDictionary<string, int> before, IReadOnlyDictionary<string, int> after)
    {
        var shared = before.Sum(word => Math.Min(word.Value, after.GetValueOrDefault(word.Key)));
        var all = before.Values.Sum() + after.Values.Sum();
        return all == 0 ? 1 : 2.0 * shared / all;
    }

    internal static Dictionary<string, int> CountWords(string line) =>
        Words(line).Where(word => !string.IsNullOrWhiteSpace(word)).GroupBy(word => word, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 1; at <= line.Length; at++)
        {
            if (at == line.Length || ClassOf(line[at]) != ClassOf(line[at - 1]) || ClassOf(line[at]) == 2)
            {
                words.Add(line[start..at]);
                start = at;
            }
        }

        return words;
    }

    // Surrogates belong together, so they count as letters.
    private static int ClassOf(char character) =>
        char.IsLetterOrDigit(character) || char.IsSurrogate(character) || character == '_' ? 0 : char.IsWhiteSpace(character) ? 1 : 2;

    private static List<DiffSegment> Segments(List<string> words, IEnumerable<int> matched)
    {
        var same = new HashSet<int>(matched);
        var segments = new List<DiffSegment>();
        var start = 0;
        for (var index = 1; index <= words.Count; index++)
        {
            if (index == words.Count || same.Contains(index) != same.Contains(start))
            {
                segments.Add(new DiffSegment(string.Concat(words.GetRange(start, index - start)), !same.Contains(start)));
                start = index;
            }
        }

        return segments;
    }
}
