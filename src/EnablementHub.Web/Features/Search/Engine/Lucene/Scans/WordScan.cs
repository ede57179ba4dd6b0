using System.Runtime.InteropServices;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Ranking;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace EnablementHub.Features.Search.Engine.Lucene.Scans;

/// <summary>
/// Adds up what the words of a question give to each item, word after word, field after field. All items of a word are looked at, so that totals, counts
/// and the rarity of the word are exact, and the score of the words is too.
/// </summary>
internal sealed class WordScan
{
    /// <summary>What the mentions of one term in one field can give.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Share(int Field, float Weight, float Most);

    private readonly LuceneSession _session;
    private readonly ColumnSnapshot _columns;
    private readonly float[] _points;
    private readonly float[] _pointsOfWord;
    private readonly uint[] _words;
    private readonly byte[] _fieldsOfAll;
    private readonly byte[] _fieldsOfWord;
    private readonly int[] _found;
    private readonly bool _areSeveral;
    private float[]? _written;
    private float[]? _stems;
    private int[]? _inField;
    private int _foundCount;
    private int _inFieldCount;
    private uint _before;

    public WordScan(LuceneSession session, bool areSeveral)
    {
        _session = session;
        _columns = session.Columns;
        _areSeveral = areSeveral;
        var slots = Math.Max(_columns.SlotCount, 1);
        _points = session.Buffers.RentCleared<float>(slots);
        _found = session.Buffers.Rent<int>(slots);
        _pointsOfWord = areSeveral ? session.Buffers.RentCleared<float>(slots) : _points;
        _words = areSeveral ? session.Buffers.RentCleared<uint>(slots) : [];
        _fieldsOfAll = areSeveral ? session.Buffers.RentCleared<byte>(slots) : [];
        _fieldsOfWord = areSeveral ? session.Buffers.RentCleared<byte>(slots) : [];
    }

    /// <summary>The slots that hold the last word, each once.</summary>
    public ReadOnlySpan<int> Found => _found.AsSpan(0, _foundCount);

    /// <summary>What the words give together, by slot.</summary>
    public float Points(int slot) => _points[slot];

    /// <summary>A bit for each word that the item holds.</summary>
    public uint Words(int slot) => _words[slot];

    /// <summary>Whether some field holds all the words, so that they may stand close.</summary>
    public bool HoldsAllInOneField(int slot) => _areSeveral && _fieldsOfAll[slot] != 0;

    /// <returns>The rarity of the word.</returns>
    public double Add(int word, List<Source> sources)
    {
        _foundCount = 0;
        for (var first = 0; first < sources.Count;)
        {
            var next = first + 1;
            while (next < sources.Count && sources[next].Segment == sources[first].Segment && sources[next].Field == sources[first].Field)
            {
                next++;
            }

            AddField(sources, first, next);
            first = next;
        }

        var rarity = Relevance.Rarity(_columns.Items, _foundCount);
        if (_areSeveral)
        {
            AddWord(word, (float)rarity);
        }
        else
        {
            foreach (var slot in Found)
            {
                _points[slot] *= (float)rarity;
            }
        }

        _before |= 1U << word;
        return rarity;
    }

    private void AddWord(int word, float rarity)
    {
        var bit = 1U << word;
        foreach (var slot in Found)
        {
            _points[slot] += rarity * _pointsOfWord[slot];
            _pointsOfWord[slot] = 0;
            _fieldsOfAll[slot] = _words[slot] == _before ? _before == 0 ? _fieldsOfWord[slot] : (byte)(_fieldsOfAll[slot] & _fieldsOfWord[slot]) : (byte)0;
            _fieldsOfWord[slot] = 0;
            _words[slot] |= bit;
        }
    }

    private void AddField(List<Source> sources, int first, int end)
    {
        var source = sources[first];
        if (end == first + 1 && !source.IsPhrase)
        {
            AddTerm(source);
            return;
        }

        _written ??= _session.Buffers.RentCleared<float>(_columns.SlotCount);
        _stems ??= _session.Buffers.RentCleared<float>(_columns.SlotCount);
        _inField ??= _session.Buffers.Rent<int>(_columns.SlotCount);
        _inFieldCount = 0;
        for (var at = first; at < end; at++)
        {
            Count(sources[at], sources[at].IsStem ? _stems : _written);
        }

        var most = (float)Relevance.Most(source.Field);
        foreach (var slot in _inField.AsSpan(0, _inFieldCount))
        {
            // A word being typed matches as written and as a stem at the same place: that is one occurrence.
            var times = Math.Max(_written[slot], _stems[slot]);
            AddPoints(slot, source.Field, most * times / (times + Weakening(slot, source.Field)));
            _written[slot] = 0;
            _stems[slot] = 0;
        }
    }

    private void AddTerm(in Source source)
    {
        var share = new Share(source.Field, (float)source.Weight, (float)Relevance.Most(source.Field));
        var slots = _session.View.Segments[source.Segment].Slots;
        var documents = source.Documents(_session.Tools, source.Forms[0]);
        if (source.Forms.Length > 1)
        {
            AddForms(share, slots, documents, source.OwnDocuments(_session.Tools, source.Forms[1]));
            return;
        }

        for (var document = documents.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = documents.NextDoc())
        {
            AddMentions(share, slots[document], documents.Freq);
        }
    }

    /// <summary>Document by document, for points don't grow with the mentions.</summary>
    private void AddForms(in Share share, int[] slots, DocsEnum one, DocsEnum other)
    {
        one.NextDoc();
        other.NextDoc();
        while (one.DocID != other.DocID || one.DocID != DocIdSetIterator.NO_MORE_DOCS)
        {
            var document = Math.Min(one.DocID, other.DocID);
            var times = 0;
            if (one.DocID == document)
            {
                times += one.Freq;
                one.NextDoc();
            }

            if (other.DocID == document)
            {
                times += other.Freq;
                other.NextDoc();
            }

            AddMentions(share, slots[document], times);
        }
    }

    private void AddMentions(in Share share, int slot, int mentions)
    {
        var times = mentions * share.Weight;
        AddPoints(slot, share.Field, share.Most * times / (times + Weakening(slot, share.Field)));
    }

    /// <summary>What the length of the field takes from one mention.</summary>
    private float Weakening(int slot, int field) => (float)Relevance.Saturation * field switch
    {
        Relevance.TitleField => (float)Relevance.TitleLength(_columns.Row(slot).TitleLength),
        Relevance.BodyField => (float)Relevance.BodyLength(_columns.Row(slot).BodyLength),
        _ => 1,
    };

    private void AddPoints(int slot, int field, float points)
    {
        ref var ofWord = ref _pointsOfWord[slot];
        if (ofWord == 0)
        {
            _found[_foundCount++] = slot;
        }

        ofWord += points;
        if (_areSeveral)
        {
            _fieldsOfWord[slot] |= (byte)(1 << field);
        }
    }

    private void Count(in Source source, float[] frequencies)
    {
        var slots = _session.View.Segments[source.Segment].Slots;
        var weight = (float)source.Weight;
        if (!source.IsPhrase)
        {
            foreach (var form in source.Forms)
            {
                var documents = source.Documents(_session.Tools, form);
                for (var document = documents.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = documents.NextDoc())
                {
                    Count(slots[document], documents.Freq * weight, frequencies);
                }
            }

            return;
        }

        var phrase = new PhrasePlaces(source.PlacesOfEach(_session.Tools));
        for (var document = phrase.Advance(0); document != DocIdSetIterator.NO_MORE_DOCS; document = phrase.Advance(document + 1))
        {
            Count(slots[document], phrase.Places.Count * weight, frequencies);
        }
    }

    private void Count(int slot, float times, float[] frequencies)
    {
        if (_written![slot] == 0 && _stems![slot] == 0)
        {
            _inField![_inFieldCount++] = slot;
        }

        frequencies[slot] += times;
    }
}
