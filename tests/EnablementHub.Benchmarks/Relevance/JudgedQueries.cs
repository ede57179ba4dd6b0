using EnablementHub.Features.Search.Judging;

namespace EnablementHub.Benchmarks.Relevance;

/// <summary>Reads <c>judged-queries.txt</c>, which says in its own head how it is written.</summary>
internal static class JudgedQueries
{
    /// <param name="idsByKey">The items of the hub by their keys in the seed content.</param>
    public static IReadOnlyList<JudgedQuery> Read(string path, IReadOnlyDictionary<string, int> idsByKey) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Select(line => Parse(line, idsByKey))];

    private static JudgedQuery Parse(string line, IReadOnlyDictionary<string, int> idsByKey)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var grades = new Dictionary<int, int>();
        foreach (var part in parts.Skip(1))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var grade = int.Parse(part.AsSpan(0, colon), System.Globalization.CultureInfo.InvariantCulture);
            foreach (var key in part[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!idsByKey.TryGetValue(key, out var id)) throw new InvalidDataException($"\"{parts[0]}\" names {key}, which the seed content does not have.");
                if (!grades.TryAdd(id, grade)) throw new InvalidDataException($"\"{parts[0]}\" names {key} twice.");
            }
        }

        return new JudgedQuery(parts[0], grades);
    }
}
