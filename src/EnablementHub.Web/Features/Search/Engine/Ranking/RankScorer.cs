using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Questions;

namespace EnablementHub.Features.Search.Engine.Ranking;

/// <summary>What an item's words score, with what each field gave.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct RankedItem
{
    public int Slot;
    public double Words;
    public double Closeness;
    public FieldPoints Points;

    /// <summary>The words and what speaks for the item besides.</summary>
    public double Score;
}

[InlineArray(Relevance.Fields)]
internal struct FieldPoints
{
    private double _first;
}

/// <summary>Adds up the places of one item after the other.</summary>
/// <param name="rarities">Of each word.</param>
internal sealed class RankScorer(ColumnSnapshot columns, long now, IReadOnlyList<QuestionWord> words, double[] rarities)
{
    private const int MostPlaces = 400;

    /// <summary>The word and weight of each alternative, numbered through all words.</summary>
    private readonly (int Word, double Weight)[] _phrases = [.. words.SelectMany((word, number) => word.Alternatives.Select(alternative => (number, alternative.Weight)))];

    /// <summary>Every field twice: as written and as stems.</summary>
    private readonly double[] _frequencies = new double[rarities.Length * Relevance.Fields * 2];
    private readonly long[] _places = new long[MostPlaces];
    private readonly int[] _lastPlace = new int[rarities.Length];
    private readonly List<RankedItem> _items = [];
    private int _placeCount;
    private int _slot;

    public List<RankedItem> Items => _items;

    public void BeginItem(int slot)
    {
        _slot = slot;
        _placeCount = 0;
        Array.Clear(_frequencies);
    }

    /// <param name="phrase">Number of the alternative.</param>
    /// <param name="column">Number of the field, beyond <see cref="Relevance.Fields"/> that of its stems.</param>
    public void Add(int phrase, int column, int place)
    {
        var (word, weight) = _phrases[phrase];
        _frequencies[(word * Relevance.Fields * 2) + column] += weight;
        if (rarities.Length > 1 && _placeCount < MostPlaces)
        {
            _places[_placeCount++] = ((long)(column % Relevance.Fields) << 40) | ((long)place << 8) | (uint)word;
        }
    }

    public void EndItem()
    {
        ref readonly var row = ref columns.Row(_slot);
        var item = new RankedItem { Slot = _slot };
        for (var word = 0; word < rarities.Length; word++)
        {
            var ofWord = _frequencies.AsSpan(word * Relevance.Fields * 2, Relevance.Fields * 2);
            for (var field = 0; field < Relevance.Fields; field++)
            {
                // A word being typed matches as written and as a stem at the same place: that is one occurrence.
                var frequency = Math.Max(ofWord[field], ofWord[field + Relevance.Fields]);
                if (frequency > 0)
                {
                    var points = rarities[word] * Relevance.Field(field, frequency, row.TitleLength, row.BodyLength);
                    item.Points[field] += points;
                    item.Words += points;
                }
            }
        }

        item.Closeness = Relevance.Closeness(ShortestSpan(), rarities.Length);
        item.Score = item.Words * (1 + (Relevance.MostForCloseness * item.Closeness)) * (1 + Prior.Of(row, now));
        _items.Add(item);
    }

    /// <summary>The fewest places of one field that hold all the words; -1 when none does.</summary>
    private int ShortestSpan()
    {
        if (rarities.Length < 2)
        {
            return -1;
        }

        var places = _places.AsSpan(0, _placeCount);
        places.Sort();
        var shortest = int.MaxValue;
        var field = -1L;
        foreach (var entry in places)
        {
            if (entry >> 40 != field)
            {
                field = entry >> 40;
                Array.Fill(_lastPlace, -1);
            }

            var place = (int)((entry >> 8) & 0xFFFFFFFF);
            _lastPlace[entry & 0xFF] = place;
            var earliest = place;
            foreach (var last in _lastPlace)
            {
                earliest = Math.Min(earliest, last);
            }

            if (earliest >= 0)
            {
                shortest = Math.Min(shortest, place - earliest);
            }
        }

        return shortest == int.MaxValue ? -1 : shortest;
    }
}
