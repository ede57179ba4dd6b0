using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Columns;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>The names of values that may be suggested, by the beginnings of their words.</summary>
internal sealed class LabelIndex
{
    public const string SpeakerDimension = "speaker";

    private readonly List<(FacetLabel Label, string[] Terms)> _labels = [];

    public static LabelIndex Empty { get; } = new([]);

    public LabelIndex(IReadOnlyList<FacetLabel> labels)
    {
        var tokenizer = new Tokenizer();
        foreach (var label in labels)
        {
            _labels.Add((label, Terms(tokenizer, label.Label)));
        }
    }

    public List<FacetLabel> Matching(List<string> typed) => [.. _labels.Where(known => Begins(known.Terms, typed)).Select(known => known.Label)];

    /// <summary>Every typed term begins a word of the name.</summary>
    public static bool Begins(string[] terms, List<string> typed) =>
        typed.TrueForAll(term => Array.Exists(terms, known => known.StartsWith(term, StringComparison.Ordinal)));

    public static string[] Terms(Tokenizer tokenizer, string text)
    {
        tokenizer.Read(text);
        return [.. tokenizer.Tokens.Select(token => tokenizer.Term(token).ToString())];
    }
}

/// <summary>Speakers as the items name them, for those who are no value of the dimension.</summary>
internal sealed class SpeakerNames(ColumnSnapshot columns)
{
    public IEnumerable<FacetLabel> Matching(List<string> typed, IReadOnlyList<FacetLabel> labels)
    {
        var dimension = columns.DimensionOf(ColumnWriter.SpeakerNames);
        if (dimension < 0)
        {
            return [];
        }

        var tokenizer = new Tokenizer();
        var known = labels.Where(label => label.Dimension == LabelIndex.SpeakerDimension).Select(label => Folding.Fold(label.Label)).ToHashSet(StringComparer.Ordinal);
        var matching = new List<FacetLabel>();
        foreach (var name in columns.Dimensions[dimension].Values)
        {
            if (!known.Contains(Folding.Fold(name)) && LabelIndex.Begins(LabelIndex.Terms(tokenizer, name), typed))
            {
                matching.Add(new FacetLabel(ColumnWriter.SpeakerNames, name, name));
            }
        }

        return matching;
    }
}
