using EnablementHub.Features.Search.Engine;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Search.Index;

/// <summary>
/// Plays leave no change rows, so items that are used are read again now and then. Each node does it for its own index.
/// </summary>
internal sealed class UseRefresh(ISearchEngine engine, IndexSource source, OrganisationClock clock)
{
    private const int BatchSize = 200;
    private readonly Dictionary<int, int> _indexed = [];
    private DateOnly? _lastDay;

    /// <summary>Remembers what the index now holds. Called by the projector alone, as is <see cref="RunAsync"/>.</summary>
    public void Indexed(IEnumerable<IndexedItem> items)
    {
        foreach (var item in items) _indexed[item.Id] = item.Plays;
    }

    /// <returns>How many items were brought up to date.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var use = await source.UseAsync(_lastDay ?? today.AddDays(-1), cancellationToken);
        var moved = use.Where(item => !_indexed.TryGetValue(item.Key, out var indexed) || indexed != item.Value).Select(item => item.Key).ToList();
        foreach (var batch in moved.Chunk(BatchSize))
        {
            var (published, gone) = await source.LoadAsync(batch, cancellationToken);
            await engine.ApplyAsync(published, gone, engine.Watermark, cancellationToken);
            Indexed(published);
        }

        _lastDay = today.AddDays(-1);
        return moved.Count;
    }
}
