namespace EnablementHub.Features.Search.Engine.Columns;

/// <summary>
/// Takes every matching slot once: drops what the viewer may not find or what is not out yet, applies the filters, and counts facets on the way.
/// A hit that fails exactly one filter counts for that dimension alone: these are its alternatives.
/// </summary>
internal sealed class HitCollector
{
    private readonly ColumnSnapshot _columns;
    private readonly bool[]? _allowed;
    private readonly long _now;
    private readonly (int Dimension, bool[] Passes)[] _filters;
    private readonly bool _withFacets;
    private readonly int[] _counts;
    private readonly int[] _offsets;
    private bool _filtersNothingKnown;
    private readonly SearchBuffers _buffers;
    private int[] _hits;

    public HitCollector(ColumnSnapshot columns, SearchQuery query, SearchBuffers buffers)
    {
        _columns = columns;
        _buffers = buffers;
        _hits = buffers.Rent<int>(1024);
        _allowed = columns.Allowed(query.Viewer);
        _now = query.Now.UtcTicks;
        _withFacets = query.WithFacets;
        _offsets = new int[columns.Dimensions.Length + 1];
        for (var dimension = 0; dimension < columns.Dimensions.Length; dimension++)
        {
            _offsets[dimension + 1] = _offsets[dimension] + columns.Dimensions[dimension].SetCount;
        }

        _counts = query.WithFacets ? buffers.RentCleared<int>(_offsets[^1]) : [];
        _filters = [.. query.Filters.Where(filter => filter.Value.Count > 0).Select(filter => Filter(filter.Key, filter.Value)).OfType<(int, bool[])>()];
    }

    public int Total { get; private set; }

    /// <summary>Visible hits, whether or not the filters let them through.</summary>
    public int Visible { get; private set; }

    public ReadOnlySpan<int> Hits => _hits.AsSpan(0, Total);

    public void Add(ReadOnlySpan<int> slots)
    {
        foreach (var slot in slots)
        {
            Add(slot);
        }
    }

    public void Add(int slot)
    {
        var page = _columns.Pages[slot >> ColumnPage.Bits];
        var at = slot & ColumnPage.Mask;
        ref readonly var row = ref page.Rows[at];
        if (!row.IsLive || _now < row.From || _now >= row.Until || (_allowed is not null && !_allowed[row.Audience]))
        {
            return;
        }

        Visible++;
        if (_filtersNothingKnown)
        {
            return;
        }

        var sets = page.Sets.AsSpan(at * page.Dimensions, page.Dimensions);
        var failed = -1;
        foreach (var (dimension, passes) in _filters)
        {
            if (!passes[dimension < sets.Length ? sets[dimension] : 0])
            {
                if (failed >= 0)
                {
                    return;
                }

                failed = dimension;
            }
        }

        if (failed < 0)
        {
            if (Total == _hits.Length)
            {
                var longer = _buffers.Rent<int>(_hits.Length * 2);
                _hits.CopyTo(longer, 0);
                _hits = longer;
            }

            _hits[Total++] = slot;
        }

        if (_withFacets)
        {
            Count(sets, failed);
        }
    }

    public void AddAll()
    {
        for (var slot = 0; slot < _columns.SlotCount; slot++)
        {
            Add(slot);
        }
    }

    /// <summary>The first instant after now at which some item comes out or goes, in ticks.</summary>
    public long NextChange()
    {
        var next = long.MaxValue;
        for (var slot = 0; slot < _columns.SlotCount; slot++)
        {
            ref readonly var row = ref _columns.Row(slot);
            if (row.IsLive)
            {
                next = row.From > _now ? Math.Min(next, row.From) : next;
                next = row.Until > _now ? Math.Min(next, row.Until) : next;
            }
        }

        return next;
    }

    /// <param name="withNames">Also what is no facet to the outside.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Facets(bool withNames = false)
    {
        var facets = new Dictionary<string, IReadOnlyList<FacetCount>>(StringComparer.Ordinal);
        for (var dimension = 0; _withFacets && dimension < _columns.Dimensions.Length; dimension++)
        {
            var view = _columns.Dimensions[dimension];
            if (view.Name.StartsWith('@') && !withNames)
            {
                continue;
            }

            var counts = view.Counts(_counts.AsSpan(_offsets[dimension], view.SetCount));
            if (counts.Count > 0)
            {
                facets[view.Name] = counts;
            }
        }

        return facets;
    }

    private (int Dimension, bool[] Passes)? Filter(string name, IReadOnlyList<string> values)
    {
        var dimension = name.StartsWith('@') ? -1 : _columns.DimensionOf(name);
        if (dimension < 0)
        {
            // No item has a value in it, so nothing passes, and no other dimension has alternatives to show.
            _filtersNothingKnown = true;
            return null;
        }

        return (dimension, _columns.Dimensions[dimension].SetsWithAny(values));
    }

    private void Count(ReadOnlySpan<int> sets, int failed)
    {
        var counts = _counts;
        var offsets = _offsets;
        if (failed >= 0)
        {
            if (failed < sets.Length)
            {
                counts[offsets[failed] + sets[failed]]++;
            }

            return;
        }

        for (var dimension = 0; dimension < sets.Length; dimension++)
        {
            counts[offsets[dimension] + sets[dimension]]++;
        }
    }
}
