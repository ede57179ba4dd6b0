namespace EnablementHub.Features.Search.Engine;

public enum SearchSort
{
    Relevance,
    Newest,
    MostPlayed,
}

/// <summary>What somebody asks. Any text is a valid one.</summary>
public sealed record SearchQuery
{
    /// <summary>The words as typed; empty means everything that the filters leave. Words in double quotes are an exact phrase.</summary>
    public string Text { get; init; } = "";

    /// <summary>Dimension slug (or <see cref="IndexedItem.KindDimension"/>) to chosen values: any of them within a dimension, all dimensions together. A dimension without values does not filter.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Filters { get; init; } = NoFilters;

    public SearchSort Sort { get; init; }

    public int Offset { get; init; }

    public int Limit { get; init; } = 20;

    public required Visibility Viewer { get; init; }

    /// <summary>The instant that release, expiry, freshness and verification are judged at.</summary>
    public required DateTimeOffset Now { get; init; }

    public bool WithFacets { get; init; }

    /// <summary>The last word may still be being typed, so it also matches as the beginning of a word.</summary>
    public bool LastWordUnfinished { get; init; }

    /// <summary>False means "search instead for": the words are taken as they are even when nothing is found.</summary>
    public bool ForgiveTypos { get; init; } = true;

    /// <summary>Most sentences of the transcript that one hit brings.</summary>
    public int CuesPerHit { get; init; } = 2;

    private static readonly Dictionary<string, IReadOnlyList<string>> NoFilters = [];
}
