using Lucene.Net.Index;
using Lucene.Net.Search;

namespace EnablementHub.Features.Search.Engine.Lucene.Scans;

/// <summary>The documents of one term in all its forms, with its places.</summary>
internal sealed class TermPlaces(DocsAndPositionsEnum[] forms)
{
    /// <summary>-1 before the first.</summary>
    public int Document { get; private set; } = -1;

    /// <summary>The first document at or after the wanted one, or the sign that there is none. Stays where that is the present one.</summary>
    public int Advance(int wanted)
    {
        if (Document >= wanted)
        {
            return Document;
        }

        var nearest = DocIdSetIterator.NO_MORE_DOCS;
        foreach (var form in forms)
        {
            nearest = Math.Min(nearest, form.DocID >= wanted ? form.DocID : form.Advance(wanted));
        }

        return Document = nearest;
    }

    /// <summary>Adds the places in the present document, in ascending order, each less by so many; to be read once.</summary>
    public void AddPlaces(List<int> places, int less)
    {
        var readers = 0;
        foreach (var form in forms)
        {
            if (form.DocID != Document)
            {
                continue;
            }

            readers++;
            for (var left = form.Freq; left > 0; left--)
            {
                places.Add(form.NextPosition() - less);
            }
        }

        if (readers > 1)
        {
            places.Sort();
        }
    }
}
