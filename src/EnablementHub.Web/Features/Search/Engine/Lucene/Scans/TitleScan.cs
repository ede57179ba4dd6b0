using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Questions;
using EnablementHub.Features.Search.Engine.Stores;
using Lucene.Net.Search;

namespace EnablementHub.Features.Search.Engine.Lucene.Scans;

/// <summary>Finds titles by what has been typed of them.</summary>
internal sealed class TitleScan(LuceneSession session)
{
    public ReadOnlySpan<int> Find(IReadOnlyList<string> typed, TitleMatch match)
    {
        if (match == TitleMatch.AllWords)
        {
            return AllWords(typed);
        }

        var found = new SlotList(session);
        if (typed.Count == 1 && match == TitleMatch.BeginsTitle && Beginning(typed[0], IndexFields.TitleBeginningMark) is { } beginning)
        {
            AddDocuments(beginning, found);
            return found.Slots;
        }

        foreach (var source in Titles(Unfinished(typed)))
        {
            AddPhrase(source, match, found);
        }

        return found.Slots;
    }

    /// <summary>The terms one after the other, of which the last may go on.</summary>
    private static Alternative Unfinished(IReadOnlyList<string> typed) => Beginning(typed[^1], IndexFields.BeginningMark) is { } beginning
        ? new Alternative([.. typed.SkipLast(1), beginning], IsExact: true, IsPrefix: false, Weight: 1)
        : new Alternative([.. typed], IsExact: true, IsPrefix: true, Weight: 1);

    private ReadOnlySpan<int> AllWords(IReadOnlyList<string> typed)
    {
        SlotList? all = null;
        foreach (var term in typed)
        {
            var found = new SlotList(session, within: all);
            foreach (var source in Titles(Unfinished([term])))
            {
                AddDocuments(source, found);
            }

            all = found;
        }

        return all is null ? [] : all.Slots;
    }

    /// <summary>Short beginnings are terms of their own.</summary>
    private static string? Beginning(string term, byte mark) => term.Length <= IndexFields.LongestBeginning && !char.IsHighSurrogate(term[^1]) ? $"{(char)mark}{term}" : null;

    private List<Source> Titles(Alternative alternative) => new SourceFinder(session).OfTitles(alternative);

    private void AddDocuments(string beginning, SlotList found)
    {
        foreach (var source in Titles(new Alternative([beginning], IsExact: true, IsPrefix: false, Weight: 1)))
        {
            AddDocuments(source, found);
        }
    }

    private void AddDocuments(in Source source, SlotList found)
    {
        var slots = session.View.Segments[source.Segment].Slots;
        foreach (var form in source.Forms)
        {
            var documents = source.Documents(session.Tools, form);
            for (var document = documents.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = documents.NextDoc())
            {
                found.Add(slots[document]);
            }
        }
    }

    private void AddPhrase(in Source source, TitleMatch match, SlotList found)
    {
        var slots = session.View.Segments[source.Segment].Slots;
        var phrase = new PhrasePlaces(source.PlacesOfEach(session.Tools));
        for (var document = phrase.Advance(0); document != DocIdSetIterator.NO_MORE_DOCS; document = phrase.Advance(document + 1))
        {
            if (match == TitleMatch.StandsTogether || phrase.Places[0] == 0)
            {
                found.Add(slots[document]);
            }
        }
    }

    /// <summary>Slots, each once.</summary>
    private sealed class SlotList(LuceneSession session, SlotList? within = null)
    {
        private readonly SlotSet _set = new(session.Columns.SlotCount);
        private readonly int[] _slots = session.Buffers.Rent<int>(Math.Max(session.Columns.SlotCount, 1));
        private int _count;

        public ReadOnlySpan<int> Slots => _slots.AsSpan(0, _count);

        public void Add(int slot)
        {
            if (within?._set.Contains(slot) != false && _set.Add(slot))
            {
                _slots[_count++] = slot;
            }
        }
    }
}
