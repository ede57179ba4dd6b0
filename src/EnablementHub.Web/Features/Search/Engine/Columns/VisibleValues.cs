using System.Collections.Concurrent;

namespace EnablementHub.Features.Search.Engine.Columns;

/// <summary>How many items each viewer finds under each value. Looking at all items costs milliseconds, and each key pressed asks, so the answer is kept while it stays true.</summary>
internal sealed class VisibleValues
{
    private const int MostViewers = 64;

    private readonly ConcurrentDictionary<string, Kept> _byViewer = new(StringComparer.Ordinal);

    private sealed record Kept(ColumnSnapshot Columns, long From, long Until, Dictionary<(string Dimension, string Value), int> Counts);

    public IReadOnlyDictionary<(string Dimension, string Value), int> Of(ColumnSnapshot columns, Visibility viewer, DateTimeOffset now, SearchBuffers buffers)
    {
        if (_byViewer.TryGetValue(viewer.Key, out var kept) && kept.Columns == columns && now.UtcTicks >= kept.From && now.UtcTicks < kept.Until)
        {
            return kept.Counts;
        }

        if (_byViewer.Count >= MostViewers)
        {
            _byViewer.Clear();
        }

        var all = new HitCollector(columns, new SearchQuery { Viewer = viewer, Now = now, WithFacets = true }, buffers);
        all.AddAll();
        var counts = new Dictionary<(string, string), int>();
        foreach (var (dimension, values) in all.Facets(withNames: true))
        {
            foreach (var (value, count) in values)
            {
                counts[(dimension, value)] = count;
            }
        }

        _byViewer[viewer.Key] = new Kept(columns, now.UtcTicks, all.NextChange(), counts);
        return counts;
    }
}
