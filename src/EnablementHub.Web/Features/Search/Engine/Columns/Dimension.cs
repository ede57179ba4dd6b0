namespace EnablementHub.Features.Search.Engine.Columns;

/// <summary>
/// One dimension's values and the sets of values that items have, each with an ordinal. An item then costs one number and one increment a
/// dimension, however many values it has. Written by one thread; readers take a <see cref="DimensionView"/>.
/// </summary>
internal sealed class Dimension
{
    private readonly Dictionary<string, int> _valueOrdinals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _setOrdinals = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _setsBySpan;
    private string[] _values = new string[8];
    private int[][] _sets = [[], [], [], []];
    private int _valueCount;
    private int _setCount = 1;

    public Dimension(string name)
    {
        Name = name;
        _setsBySpan = _setOrdinals.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    /// <summary>Arrays are only ever added to or replaced, so a view stays right while the writer goes on.</summary>
    public DimensionView View() => new(Name, _values, _valueCount, _sets, _setCount);

    /// <param name="values">As in <see cref="ItemColumns"/>.</param>
    public int SetOf(ReadOnlySpan<char> values)
    {
        if (_setsBySpan.TryGetValue(values, out var ordinal))
        {
            return ordinal;
        }

        if (_setCount == _sets.Length)
        {
            Array.Resize(ref _sets, _sets.Length * 2);
        }

        _sets[_setCount] = [.. values.ToString().Split(ItemColumns.Separator).Select(ValueOf)];
        _setsBySpan[values] = _setCount;
        return _setCount++;
    }

    private int ValueOf(string value)
    {
        if (_valueOrdinals.TryGetValue(value, out var ordinal))
        {
            return ordinal;
        }

        if (_valueCount == _values.Length)
        {
            Array.Resize(ref _values, _values.Length * 2);
        }

        _values[_valueCount] = value;
        _valueOrdinals[value] = _valueCount;
        return _valueCount++;
    }
}

internal sealed class DimensionView(string name, string[] values, int valueCount, int[][] sets, int setCount)
{
    public string Name { get; } = name;

    public ReadOnlySpan<string> Values => values.AsSpan(0, valueCount);

    public int SetCount { get; } = setCount;

    public int[] ValuesOf(int set) => sets[set];

    /// <summary>For each set whether it holds any of the values.</summary>
    public bool[] SetsWithAny(IReadOnlyList<string> wanted)
    {
        var isWanted = new bool[valueCount];
        for (var value = 0; value < valueCount; value++)
        {
            isWanted[value] = wanted.Contains(values[value], StringComparer.Ordinal);
        }

        var passes = new bool[SetCount];
        for (var set = 0; set < SetCount; set++)
        {
            foreach (var value in sets[set])
            {
                if (isWanted[value])
                {
                    passes[set] = true;
                    break;
                }
            }
        }

        return passes;
    }

    /// <summary>Counts a set into counts a value.</summary>
    public IReadOnlyList<FacetCount> Counts(ReadOnlySpan<int> setCounts)
    {
        var counts = new int[valueCount];
        for (var set = 0; set < setCounts.Length; set++)
        {
            if (setCounts[set] > 0)
            {
                foreach (var value in sets[set])
                {
                    counts[value] += setCounts[set];
                }
            }
        }

        var found = new List<FacetCount>();
        for (var value = 0; value < counts.Length; value++)
        {
            if (counts[value] > 0)
            {
                found.Add(new FacetCount(values[value], counts[value]));
            }
        }

        found.Sort(static (left, right) => left.Count != right.Count ? right.Count.CompareTo(left.Count) : string.CompareOrdinal(left.Value, right.Value));
        return found;
    }
}
