namespace EnablementHub.Features.Search.Engine.Columns;

/// <summary>
/// Changes the columns for one writer at a time. Changes gather in copies of the pages they touch and are seen by nobody until
/// <see cref="Snapshot"/> is published; after <see cref="Discard"/> they have never been.
/// </summary>
internal sealed class ColumnWriter
{
    /// <summary>Carries each item's speaker as written, for suggestions; never filtered or counted.</summary>
    public const string SpeakerNames = "@speaker";

    private readonly List<Dimension> _dimensions = [];
    private readonly Dictionary<string, int> _dimensionOrdinals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _audienceOrdinals = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _dimensionsBySpan;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _audiencesBySpan;
    private readonly Dictionary<int, int> _slots = [];
    private readonly Stack<int> _free = new();
    private readonly Dictionary<int, ColumnPage> _changed = [];
    private readonly List<Action> _undo = [];
    private string[][] _audiences = [[]];
    private ColumnPage[] _pages = [];
    private int _slotCount;

    public ColumnWriter()
    {
        _dimensionsBySpan = _dimensionOrdinals.GetAlternateLookup<ReadOnlySpan<char>>();
        _audiencesBySpan = _audienceOrdinals.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Items => _slots.Count;

    public bool TryGetSlot(int id, out int slot) => _slots.TryGetValue(id, out slot);

    /// <summary>The slot of the item, a new one if it has none.</summary>
    public int SlotFor(int id)
    {
        if (_slots.TryGetValue(id, out var slot))
        {
            return slot;
        }

        if (_free.TryPop(out slot))
        {
            var taken = slot;
            _undo.Add(() => _free.Push(taken));
        }
        else
        {
            slot = _slotCount++;
            _undo.Add(() => _slotCount--);
        }

        _slots[id] = slot;
        _undo.Add(() => _slots.Remove(id));
        return slot;
    }

    public void Set(int slot, ItemColumns item)
    {
        SetRow(slot, item.Row, item.Audience);
        foreach (var (dimension, values) in item.Values)
        {
            SetValues(slot, dimension, values);
        }
    }

    /// <summary>Puts an item that was read from the file in its place, before anybody reads; its values follow.</summary>
    public void Load(int slot, in ColumnRow row, ReadOnlySpan<char> audience)
    {
        _slots[row.Id] = slot;
        _slotCount = Math.Max(_slotCount, slot + 1);
        SetRow(slot, row, audience);
    }

    public void SetValues(int slot, ReadOnlySpan<char> dimension, ReadOnlySpan<char> values)
    {
        var ordinal = DimensionOf(dimension);
        var page = Changeable(slot);
        page.Sets[((slot & ColumnPage.Mask) * page.Dimensions) + ordinal] = _dimensions[ordinal].SetOf(values);
    }

    public void Remove(int id)
    {
        var slot = _slots[id];
        var page = Changeable(slot);
        page.Rows[slot & ColumnPage.Mask] = default;
        page.Sets.AsSpan((slot & ColumnPage.Mask) * page.Dimensions, page.Dimensions).Clear();
        _slots.Remove(id);
        _free.Push(slot);
        _undo.Add(() =>
        {
            _free.Pop();
            _slots[id] = slot;
        });
    }

    /// <summary>To be called once after loading: the gaps become free again.</summary>
    public void FindFreeSlots()
    {
        var used = new bool[_slotCount];
        foreach (var slot in _slots.Values)
        {
            used[slot] = true;
        }

        for (var slot = _slotCount - 1; slot >= 0; slot--)
        {
            if (!used[slot])
            {
                _free.Push(slot);
            }
        }
    }

    /// <summary>The columns with all changes so far.</summary>
    public ColumnSnapshot Snapshot(long commit, long watermark, int languages)
    {
        var pages = new ColumnPage[(_slotCount + ColumnPage.Mask) >> ColumnPage.Bits];
        for (var page = 0; page < pages.Length; page++)
        {
            // Loading may leave pages without any item.
            pages[page] = _changed.TryGetValue(page, out var changed) ? changed : page < _pages.Length ? _pages[page] : new ColumnPage(dimensions: 0);
        }

        return new ColumnSnapshot(
            commit, watermark, languages, _slots.Count, _slotCount, pages, [.. _dimensions.Select(dimension => dimension.View())],
            _dimensionOrdinals.ToDictionary(StringComparer.Ordinal), _audiences, _audienceOrdinals.Count);
    }

    /// <summary>The snapshot is stored: from now on it is the state to go on from.</summary>
    public void Accept(ColumnSnapshot snapshot)
    {
        _pages = snapshot.Pages;
        _changed.Clear();
        _undo.Clear();
    }

    public void Discard()
    {
        for (var step = _undo.Count - 1; step >= 0; step--)
        {
            _undo[step]();
        }

        _undo.Clear();
        _changed.Clear();
    }

    private void SetRow(int slot, in ColumnRow row, ReadOnlySpan<char> audience)
    {
        var page = Changeable(slot);
        var at = slot & ColumnPage.Mask;
        page.Rows[at] = row with { Audience = AudienceOf(audience) };
        page.Sets.AsSpan(at * page.Dimensions, page.Dimensions).Clear();
    }

    private ColumnPage Changeable(int slot)
    {
        var number = slot >> ColumnPage.Bits;
        if (!_changed.TryGetValue(number, out var page))
        {
            page = number < _pages.Length ? _pages[number].Copy(_dimensions.Count) : new ColumnPage(_dimensions.Count);
            _changed[number] = page;
        }
        else if (page.Dimensions < _dimensions.Count)
        {
            page = page.Copy(_dimensions.Count);
            _changed[number] = page;
        }

        return page;
    }

    private int DimensionOf(ReadOnlySpan<char> name)
    {
        if (!_dimensionsBySpan.TryGetValue(name, out var ordinal))
        {
            ordinal = _dimensions.Count;
            _dimensions.Add(new Dimension(name.ToString()));
            _dimensionsBySpan[name] = ordinal;
        }

        return ordinal;
    }

    private int AudienceOf(ReadOnlySpan<char> grants)
    {
        if (_audiencesBySpan.TryGetValue(grants, out var ordinal))
        {
            return ordinal;
        }

        ordinal = _audienceOrdinals.Count;
        if (ordinal == _audiences.Length)
        {
            Array.Resize(ref _audiences, _audiences.Length * 2);
        }

        _audiences[ordinal] = grants.ToString().Split(ItemColumns.Separator);
        _audiencesBySpan[grants] = ordinal;
        return ordinal;
    }
}
