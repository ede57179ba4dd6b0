using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Taxonomy;

/// <param name="Value">The slug that stands in addresses and the API.</param>
public sealed record CatalogValue(int Id, string Group, string Value, string Label, bool IsRetired);

/// <summary>All facet values and synonyms as they were at one moment.</summary>
public sealed class TaxonomySnapshot
{
    private readonly Dictionary<int, CatalogValue> _byId;
    private readonly Dictionary<(string Group, string Value), CatalogValue> _bySlug;
    private readonly ILookup<string, CatalogValue> _byGroup;

    internal TaxonomySnapshot(IReadOnlyList<CatalogValue> values, IReadOnlyList<IReadOnlyList<string>> synonyms)
    {
        Values = values;
        Synonyms = synonyms;
        _byId = values.ToDictionary(value => value.Id);
        _bySlug = values.ToDictionary(value => (value.Group, value.Value));
        _byGroup = values.ToLookup(value => value.Group, StringComparer.Ordinal);
    }

    /// <summary>Group by group in the order of <see cref="FacetGroups.All"/>, then as the lead ordered them; retired ones too.</summary>
    public IReadOnlyList<CatalogValue> Values { get; }

    /// <summary>Each list holds words that mean the same.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Synonyms { get; }

    public IEnumerable<CatalogValue> ValuesOf(string group) => _byGroup[group];

    public CatalogValue? Find(int id) => _byId.GetValueOrDefault(id);

    public CatalogValue? Find(string group, string value) => _bySlug.GetValueOrDefault((group, value));

    /// <summary>The slug itself where the value is unknown.</summary>
    public string Label(string group, string value) => Find(group, value)?.Label ?? value;

    internal bool SaysTheSameAs(TaxonomySnapshot other) =>
        Values.SequenceEqual(other.Values) && Synonyms.Count == other.Synonyms.Count && Synonyms.Zip(other.Synonyms).All(pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal));
}

/// <summary>
/// Facet values and synonyms from memory. A change made on this node holds at once through <see cref="Forget"/>; one made
/// elsewhere after three seconds, so that it holds everywhere within five.
/// </summary>
public sealed class TaxonomyCatalog(IDbContextFactory<HubDbContext> databases, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(3);
    private readonly SemaphoreSlim _reading = new(1);
    private volatile Entry? _entry;

    /// <summary>The same object as before while nothing has changed, so callers may keep what they derive from it.</summary>
    public async ValueTask<TaxonomySnapshot> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (Fresh() is { } snapshot) return snapshot;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } readMeanwhile) return readMeanwhile;
            var before = _entry;
            var now = time.GetTimestamp();
            var read = await ReadDatabaseAsync(cancellationToken);
            if (before is not null && before.Snapshot.SaysTheSameAs(read)) read = before.Snapshot;

            // A change during the reading has set the entry aside; then this one is stale from its start.
            Interlocked.CompareExchange(ref _entry, new Entry(read, now, IsForgotten: false), before);
            return read;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Forget()
    {
        var entry = _entry;
        if (entry is not null) _entry = entry with { IsForgotten = true };
    }

    public void Dispose() => _reading.Dispose();

    private TaxonomySnapshot? Fresh() =>
        _entry is { IsForgotten: false } entry && time.GetElapsedTime(entry.ReadAt) < Staleness ? entry.Snapshot : null;

    private async Task<TaxonomySnapshot> ReadDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var values = await database.FacetValues.AsNoTracking().OrderBy(value => value.Position).ThenBy(value => value.Label).ThenBy(value => value.Id)
            .Select(value => new CatalogValue(value.Id, value.Group, value.Value, value.Label, value.IsRetired)).ToListAsync(cancellationToken);
        var lists = await database.SynonymLists.AsNoTracking().OrderBy(list => list.Id).ToListAsync(cancellationToken);
        var groups = FacetGroups.All.Select((group, index) => (group.Slug, index)).ToDictionary(pair => pair.Slug, pair => pair.index, StringComparer.Ordinal);
        return new TaxonomySnapshot([.. values.OrderBy(value => groups.GetValueOrDefault(value.Group, int.MaxValue))], [.. lists.Select(list => list.Split().ToList())]);
    }

    private sealed record Entry(TaxonomySnapshot Snapshot, long ReadAt, bool IsForgotten);
}
