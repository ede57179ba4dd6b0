using EnablementHub.Features.Search.Engine.Questions;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace EnablementHub.Features.Search.Engine.Lucene.Scans;

/// <summary>A term with where the index keeps it, so that it is looked up once.</summary>
internal readonly record struct KnownTerm(BytesRef Bytes, TermState State);

/// <summary>One way to say a word (a term, or terms that follow each other) in one field of one segment.</summary>
/// <param name="Phrase">Number of the alternative, counted through all words of the question.</param>
/// <param name="IsStem">The terms are stems; else they are as written.</param>
internal readonly record struct Source(int Segment, int Field, int Phrase, bool IsStem, double Weight, KnownTerm[] Terms)
{
    /// <summary>Of the first term.</summary>
    public DocsEnum Documents(Tools tools) => tools.Documents(Segment, At(tools, 0));

    /// <summary>Of the first term.</summary>
    public DocsAndPositionsEnum Places(Tools tools) => tools.Places(Segment, At(tools, 0));

    /// <summary>Of all terms, each by itself.</summary>
    public DocsAndPositionsEnum[] PlacesOfEach(Tools tools)
    {
        var places = new DocsAndPositionsEnum[Terms.Length];
        for (var term = 0; term < places.Length; term++)
        {
            places[term] = tools.OwnPlaces(Segment, At(tools, term));
        }

        return places;
    }

    private TermsEnum At(Tools tools, int term)
    {
        var terms = tools.Terms(Segment, Field)!;
        terms.SeekExact(Terms[term].Bytes, Terms[term].State);
        return terms;
    }
}

/// <summary>Looks up where the ways to say a word are.</summary>
internal sealed class SourceFinder(LuceneSession session)
{
    public List<Source> Of(Alternative alternative, int phrase) => Of(alternative, phrase, firstField: 0, lastField: IndexFields.Texts.Length - 1);

    public List<Source> OfTitles(Alternative alternative) => Of(alternative, phrase: 0, IndexFields.Title, IndexFields.Title);

    private List<Source> Of(Alternative alternative, int phrase, int firstField, int lastField)
    {
        var found = new List<Source>();
        var bytes = Array.ConvertAll(alternative.Terms, term => new BytesRef(alternative.IsExact ? term : $"{(char)IndexFields.StemMark}{term}"));
        for (var segment = 0; segment < session.View.Segments.Length; segment++)
        {
            for (var field = firstField; field <= lastField; field++)
            {
                if (session.Tools.Terms(segment, field) is { } terms)
                {
                    Add(terms, bytes, alternative, new Source(segment, field, phrase, !alternative.IsExact, alternative.Weight, []), found);
                }
            }
        }

        return found;
    }

    private static void Add(TermsEnum terms, BytesRef[] bytes, Alternative alternative, Source place, List<Source> found)
    {
        var known = new KnownTerm[bytes.Length];
        var whole = alternative.IsPrefix ? bytes.Length - 1 : bytes.Length;
        for (var term = 0; term < whole; term++)
        {
            if (!terms.SeekExact(bytes[term]))
            {
                return;
            }

            known[term] = new KnownTerm(bytes[term], terms.GetTermState());
        }

        if (!alternative.IsPrefix)
        {
            found.Add(place with { Terms = known });
            return;
        }

        var beginning = bytes[^1];
        if (terms.SeekCeil(beginning) == TermsEnum.SeekStatus.END)
        {
            return;
        }

        do
        {
            if (!StringHelper.StartsWith(terms.Term, beginning))
            {
                return;
            }

            found.Add(place with { Terms = [.. known[..^1], new KnownTerm(BytesRef.DeepCopyOf(terms.Term), terms.GetTermState())] });
        }
        while (terms.MoveNext());
    }
}
