using EnablementHub.Features.Search.Engine.Questions;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace EnablementHub.Features.Search.Engine.Lucene.Scans;

/// <summary>A term with where the index keeps it, so that it is looked up once.</summary>
internal readonly record struct KnownTerm(BytesRef Bytes, TermState State);

/// <summary>One way to say a word (a term, or terms that follow each other) in one field of one segment.</summary>
/// <param name="Phrase">Number of the alternative, counted through all words of the question.</param>
/// <param name="IsStem">The terms are stems; else they are as written.</param>
/// <param name="Terms">Of each term the forms in which the index has it, one or two; no two of them stand at one place.</param>
internal readonly record struct Source(int Segment, int Field, int Phrase, bool IsStem, double Weight, KnownTerm[][] Terms)
{
    /// <summary>The forms of the first term.</summary>
    public KnownTerm[] Forms => Terms[0];

    public bool IsPhrase => Terms.Length > 1;

    public DocsEnum Documents(Tools tools, KnownTerm form) => tools.Documents(Segment, At(tools, form));

    public DocsEnum OwnDocuments(Tools tools, KnownTerm form) => tools.OwnDocuments(Segment, At(tools, form));

    public DocsAndPositionsEnum Places(Tools tools, KnownTerm form) => tools.Places(Segment, At(tools, form));

    /// <summary>Of all terms, each by itself.</summary>
    public TermPlaces[] PlacesOfEach(Tools tools)
    {
        var places = new TermPlaces[Terms.Length];
        for (var term = 0; term < places.Length; term++)
        {
            var forms = new DocsAndPositionsEnum[Terms[term].Length];
            for (var form = 0; form < forms.Length; form++)
            {
                forms[form] = tools.OwnPlaces(Segment, At(tools, Terms[term][form]));
            }

            places[term] = new TermPlaces(forms);
        }

        return places;
    }

    private TermsEnum At(Tools tools, KnownTerm form)
    {
        var terms = tools.Terms(Segment, Field)!;
        terms.SeekExact(form.Bytes, form.State);
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
        var forms = Array.ConvertAll(alternative.Terms, term => Array.ConvertAll(IndexFields.Forms(term, alternative.IsExact), form => new BytesRef(form)));
        for (var segment = 0; segment < session.View.Segments.Length; segment++)
        {
            for (var field = firstField; field <= lastField; field++)
            {
                if (session.Tools.Terms(segment, field) is { } terms)
                {
                    Add(terms, forms, alternative, new Source(segment, field, phrase, !alternative.IsExact, alternative.Weight, []), found);
                }
            }
        }

        return found;
    }

    private static void Add(TermsEnum terms, BytesRef[][] forms, Alternative alternative, Source place, List<Source> found)
    {
        var known = new KnownTerm[forms.Length][];
        var whole = alternative.IsPrefix ? forms.Length - 1 : forms.Length;
        for (var term = 0; term < whole; term++)
        {
            known[term] = Known(terms, forms[term]);
            if (known[term].Length == 0)
            {
                return;
            }
        }

        if (!alternative.IsPrefix)
        {
            found.Add(place with { Terms = known });
            return;
        }

        foreach (var beginning in forms[^1])
        {
            AddBeginning(terms, beginning, place with { Terms = known }, found);
        }
    }

    private static KnownTerm[] Known(TermsEnum terms, BytesRef[] forms)
    {
        KnownTerm? first = null;
        foreach (var form in forms)
        {
            if (terms.SeekExact(form))
            {
                var known = new KnownTerm(form, terms.GetTermState());
                if (first is { } before)
                {
                    return [before, known];
                }

                first = known;
            }
        }

        return first is { } only ? [only] : [];
    }

    /// <summary>Adds each term that begins so.</summary>
    private static void AddBeginning(TermsEnum terms, BytesRef beginning, in Source place, List<Source> found)
    {
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

            found.Add(place with { Terms = [.. place.Terms[..^1], [new KnownTerm(BytesRef.DeepCopyOf(terms.Term), terms.GetTermState())]] });
        }
        while (terms.MoveNext());
    }
}
