using Lucene.Net.Search;

namespace EnablementHub.Features.Search.Engine.Lucene.Scans;

/// <summary>The documents in which terms follow each other, with the places of the first term.</summary>
internal sealed class PhrasePlaces(TermPlaces[] terms)
{
    private readonly List<int> _places = [];
    private readonly List<int> _next = [];

    public IReadOnlyList<int> Places => _places;

    /// <summary>The first document at or after the wanted one, or the sign that there is none.</summary>
    public int Advance(int wanted)
    {
        while (true)
        {
            var document = terms[0].Advance(wanted);
            if (document == DocIdSetIterator.NO_MORE_DOCS)
            {
                return document;
            }

            wanted = Align(document);
            if (wanted == document)
            {
                if (ReadPlaces())
                {
                    return document;
                }

                wanted++;
            }
        }
    }

    /// <summary>The document itself where all terms have it, else the next that could be.</summary>
    private int Align(int document)
    {
        for (var term = 1; term < terms.Length; term++)
        {
            var at = terms[term].Advance(document);
            if (at > document)
            {
                return at;
            }
        }

        return document;
    }

    private bool ReadPlaces()
    {
        _places.Clear();
        terms[0].AddPlaces(_places, less: 0);
        for (var term = 1; term < terms.Length; term++)
        {
            _next.Clear();
            terms[term].AddPlaces(_next, less: term);
            Intersect();
        }

        return _places.Count > 0;
    }

    private void Intersect()
    {
        var kept = 0;
        var next = 0;
        for (var at = 0; at < _places.Count; at++)
        {
            var place = _places[at];
            while (next < _next.Count && _next[next] < place)
            {
                next++;
            }

            if (next < _next.Count && _next[next] == place)
            {
                _places[kept++] = place;
            }
        }

        _places.RemoveRange(kept, _places.Count - kept);
    }
}
