using EnablementHub.Features.Search.Engine.Ranking;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace EnablementHub.Features.Search.Engine.Lucene.Scans;

/// <summary>Reads the places of the words in some items, and scores these.</summary>
internal sealed class PlaceScan(LuceneSession session, RankScorer scorer, bool withPlaces)
{
    private readonly record struct Wanted(int Slot, int Segment, int Document, List<(int Phrase, int Column, int Place)> Places);

    public void Score(List<List<Source>> sources, IReadOnlyList<int> slots)
    {
        var wanted = new Wanted[slots.Count];
        for (var item = 0; item < wanted.Length; item++)
        {
            var document = session.View.DocumentOf(slots[item]);
            var segment = session.View.SegmentOf(document);
            wanted[item] = new Wanted(slots[item], segment, document - session.View.Segments[segment].FirstDocument, []);
        }

        Array.Sort(wanted, static (left, right) => left.Segment != right.Segment ? left.Segment.CompareTo(right.Segment) : left.Document.CompareTo(right.Document));
        foreach (var ofWord in sources)
        {
            var first = 0;
            foreach (var source in ofWord)
            {
                while (first < wanted.Length && wanted[first].Segment < source.Segment)
                {
                    first++;
                }

                Read(source, wanted, first);
            }
        }

        foreach (var item in wanted)
        {
            scorer.BeginItem(item.Slot);
            foreach (var (phrase, column, place) in item.Places)
            {
                scorer.Add(phrase, column, place);
            }

            scorer.EndItem();
        }
    }

    private void Read(in Source source, Wanted[] wanted, int first)
    {
        if (first == wanted.Length || wanted[first].Segment != source.Segment)
        {
            return;
        }

        if (source.IsPhrase)
        {
            ReadPhrase(source, wanted, first);
            return;
        }

        foreach (var form in source.Forms)
        {
            ReadForm(source, form, wanted, first);
        }
    }

    private void ReadForm(in Source source, KnownTerm form, Wanted[] wanted, int first)
    {
        var places = withPlaces ? source.Places(session.Tools, form) : null;
        var documents = places ?? source.Documents(session.Tools, form);
        var column = Column(source);
        for (var item = first; item < wanted.Length && wanted[item].Segment == source.Segment; item++)
        {
            if (documents.DocID < wanted[item].Document && documents.Advance(wanted[item].Document) == DocIdSetIterator.NO_MORE_DOCS)
            {
                return;
            }

            if (documents.DocID == wanted[item].Document)
            {
                for (var left = documents.Freq; left > 0; left--)
                {
                    wanted[item].Places.Add((source.Phrase, column, places?.NextPosition() ?? 0));
                }
            }
        }
    }

    private void ReadPhrase(in Source source, Wanted[] wanted, int first)
    {
        var phrase = new PhrasePlaces(source.PlacesOfEach(session.Tools));
        var column = Column(source);
        var document = -1;
        for (var item = first; item < wanted.Length && wanted[item].Segment == source.Segment; item++)
        {
            if (document < wanted[item].Document)
            {
                document = phrase.Advance(wanted[item].Document);
            }

            if (document == wanted[item].Document)
            {
                foreach (var place in phrase.Places)
                {
                    wanted[item].Places.Add((source.Phrase, column, place));
                }
            }
        }
    }

    private static int Column(in Source source) => source.IsStem ? source.Field + Relevance.Fields : source.Field;
}
