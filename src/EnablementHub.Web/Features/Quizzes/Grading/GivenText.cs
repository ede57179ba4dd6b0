using System.Globalization;

namespace EnablementHub.Features.Quizzes.Grading;

/// <summary>How answers are stored: "1,4" for choices, "3:1,2:2" for places and partners, words and numbers as they were typed.</summary>
public static class GivenText
{
    public static string OfKeys(IEnumerable<int> keys) => string.Join(',', keys.Distinct().Order());

    /// <summary>Ordering: choice → place from 1. Matching: choice → the choice whose partner was chosen.</summary>
    public static string OfPairs(IEnumerable<KeyValuePair<int, int>> pairs) =>
        string.Join(',', pairs.OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}:{pair.Value}")));

    /// <summary>What isn't a number is left out.</summary>
    public static IReadOnlySet<int> Keys(string given)
    {
        var keys = new HashSet<int>();
        foreach (var part in given.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var key)) keys.Add(key);
        }

        return keys;
    }

    public static IReadOnlyDictionary<int, int> Pairs(string given)
    {
        var pairs = new Dictionary<int, int>();
        foreach (var part in given.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0
                && int.TryParse(part.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var key)
                && int.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                pairs[key] = value;
        }

        return pairs;
    }

    /// <summary>Whether something was answered at all.</summary>
    public static bool IsEmpty(string given) => string.IsNullOrWhiteSpace(given);
}
