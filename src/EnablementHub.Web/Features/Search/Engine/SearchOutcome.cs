namespace EnablementHub.Features.Search.Engine;

/// <summary>What was found. Marked texts are plain text (not HTML) whose matching words stand between the signs of <see cref="MarkedText"/>.</summary>
public sealed record SearchOutcome
{
    /// <summary>How many items match and may be seen, shown or not.</summary>
    public required int Total { get; init; }

    /// <summary>How many more the viewer would find without any filter.</summary>
    public int OutsideFilters { get; init; }

    /// <summary>True when <see cref="Total"/> should be shown as "about".</summary>
    public bool IsEstimate { get; init; }

    /// <summary>The words that were searched instead, because those typed find nothing; null when nothing was corrected.</summary>
    public string? Corrected { get; init; }

    /// <summary>Words worth offering ("did you mean"), because those typed find next to nothing; not searched.</summary>
    public string? DidYouMean { get; init; }

    /// <summary>No item holds all the words: these hold at least one of them.</summary>
    public bool AnyWord { get; init; }

    /// <summary>Words that were not searched: too common to tell items apart, or beyond the longest query.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    public required IReadOnlyList<SearchHit> Hits { get; init; }

    /// <summary>Dimension to its values with the most frequent first; empty unless asked for. A dimension that is filtered counts its alternatives as if it were not.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Facets { get; init; } = NoFacets;

    private static readonly Dictionary<string, IReadOnlyList<FacetCount>> NoFacets = [];
}

public sealed record FacetCount(string Value, int Count);

public sealed record SearchHit
{
    public required int Id { get; init; }

    /// <summary>Comparable within one outcome only.</summary>
    public required double Score { get; init; }

    /// <summary>The title, marked.</summary>
    public required string Title { get; init; }

    /// <summary>The best piece of summary or body, marked.</summary>
    public required string Snippet { get; init; }

    /// <summary>The sentences of the transcript that match best, in the order of time.</summary>
    public IReadOnlyList<CueHit> Cues { get; init; } = [];

    /// <summary>Why it stands where it stands, the strongest reason first.</summary>
    public IReadOnlyList<WhyPart> Why { get; init; } = [];
}

/// <summary>A sentence with its words marked. Where the words span two sentences it is both, from the start of the first to the end of the second.</summary>
public sealed record CueHit(double Start, double End, string Speaker, string Text);

public enum WhyReason
{
    /// <summary>The words stand in the field that <see cref="WhyPart.Field"/> names.</summary>
    Matched,

    /// <summary>The words stand together.</summary>
    Close,
    Fresh,
    Verified,
    WellUsed,
}

/// <param name="Field">A slug of <see cref="SearchField"/> for <see cref="WhyReason.Matched"/>, else null.</param>
/// <param name="Points">How much of the score it gave.</param>
public sealed record WhyPart(WhyReason Reason, string? Field, double Points);

public static class SearchField
{
    public const string Title = "title";
    public const string Summary = "summary";
    public const string Tags = "tags";
    public const string Speaker = "speaker";
    public const string Body = "body";
    public const string Transcript = "transcript";
}
