using System.Collections.Concurrent;
using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Columns;

namespace EnablementHub.Features.Search.Engine.Answers;

/// <summary>The names of values that may be suggested, by the beginnings of their words.</summary>
internal sealed class LabelIndex
{
    public const string SpeakerDimension = "speaker";

    private readonly List<(FacetLabel Label, string[] Terms)> _labels = [];
    private readonly HashSet<string> _speakers;
    private readonly ConcurrentDictionary<string, string[]> _speakerTerms = new(StringComparer.Ordinal);

    public static LabelIndex Empty { get; } = new([]);

    public LabelIndex(IReadOnlyList<FacetLabel> labels)
    {
        var tokenizer = new Tokenizer();
        foreach (var label in labels)
        {
            _labels.Add((label, Terms(tokenizer, label.Label)));
        }

        _speakers = _labels.Where(known => known.Label.Dimension == SpeakerDimension).Select(known => string.Join(' ', known.Terms)).ToHashSet(StringComparer.Ordinal);
    }

    public List<FacetLabel> Matching(List<string> typed) => [.. _labels.Where(known => Begins(known.Terms, typed)).Select(known => known.Label)];

    /// <summary>Speakers as the items name them, where they are no value of the dimension.</summary>
    public IEnumerable<FacetLabel> SpeakersMatching(List<string> typed, ColumnSnapshot columns)
    {
        var dimension = columns.DimensionOf(ColumnWriter.SpeakerNames);
        if (dimension < 0)
        {
            return [];
        }

        var matching = new List<FacetLabel>();
        foreach (var name in columns.Dimensions[dimension].Values)
        {
            var terms = _speakerTerms.GetOrAdd(name, static name => Terms(new Tokenizer(), name));
            if (Begins(terms, typed) && !_speakers.Contains(string.Join(' ', terms)))
            {
                matching.Add(new FacetLabel(ColumnWriter.SpeakerNames, name, name));
            }
        }

        return matching;
    }

    /// <summary>Every typed term begins a word of the name.</summary>
    private static bool Begins(string[] terms, List<string> typed) =>
        typed.TrueForAll(term => Array.Exists(terms, known => known.StartsWith(term, StringComparison.Ordinal)));

    private static string[] Terms(Tokenizer tokenizer, string text)
    {
        tokenizer.Read(text);
        return [.. tokenizer.Tokens.Select(token => tokenizer.Term(token).ToString())];
    }
}
