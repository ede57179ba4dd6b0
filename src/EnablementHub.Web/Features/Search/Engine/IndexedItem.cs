namespace EnablementHub.Features.Search.Engine;

/// <summary>One published item as the index knows it: plain text, no markup.</summary>
public sealed record IndexedItem
{
    public required int Id { get; init; }

    /// <summary>Slug of the kind, such as <c>clip</c>; also filtered and counted as the dimension <see cref="KindDimension"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>BCP 47 tag such as <c>en</c> or <c>de-AT</c>; chooses the stemming. An unknown one is searched without stemming.</summary>
    public required string Language { get; init; }

    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Name of the speaker as people read it.</summary>
    public string Speaker { get; init; } = "";

    public string Body { get; init; } = "";

    /// <summary>The transcript in the order of time.</summary>
    public IReadOnlyList<IndexedCue> Cues { get; init; } = [];

    /// <summary>Dimension slug to value slugs, such as <c>topic</c> to <c>pricing</c> and <c>discounts</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Facets { get; init; } = NoFacets;

    /// <summary>Grant tokens such as <c>role:rep</c> or <c>team:3</c>, any of which lets a viewer see the item; empty means everyone.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>First instant at which the item may be found, checked against <see cref="SearchQuery.Now"/>; null means always.</summary>
    public DateTimeOffset? VisibleFrom { get; init; }

    /// <summary>First instant at which the item may no longer be found; null means never.</summary>
    public DateTimeOffset? VisibleUntil { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The item counts as verified before this instant; null means that it is not verified.</summary>
    public DateTimeOffset? VerifiedUntil { get; init; }

    /// <summary>Plays (or views, for what cannot be played) of the last 90 days.</summary>
    public int Plays { get; init; }

    public const string KindDimension = "kind";

    private static readonly Dictionary<string, IReadOnlyList<string>> NoFacets = [];
}

/// <summary>One sentence of a transcript; times in seconds from the start of the media.</summary>
public sealed record IndexedCue(double Start, double End, string Speaker, string Text);
