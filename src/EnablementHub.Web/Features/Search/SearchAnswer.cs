using EnablementHub.Features.Search.Cards;
using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Features.Search;

/// <summary>What a search found, with everything that page and API show of it.</summary>
public sealed record SearchAnswer
{
    /// <summary>Names the search in its record, for what becomes of it.</summary>
    public required Guid SearchId { get; init; }

    public required SearchRequest Request { get; init; }
    public required SearchOutcome Outcome { get; init; }
    public required IReadOnlyList<FoundItem> Items { get; init; }

    /// <summary>Groups in the house's order, the most frequent value first; chosen values are there even when they count nothing.</summary>
    public required IReadOnlyList<FoundFacet> Facets { get; init; }

    public required TimeSpan Took { get; init; }

    /// <summary>The index can't be read or is being built for the first time, so that nothing found means nothing.</summary>
    public bool IsIncomplete { get; init; }
}

/// <param name="Rank">1 for the first hit of all.</param>
public sealed record FoundItem(SearchHit Hit, ContentCard Card, int Rank);

public sealed record FoundFacet(string Slug, string Label, IReadOnlyList<FoundValue> Values);

public sealed record FoundValue(string Value, string Label, int Count, bool IsChosen);

/// <param name="Type"><c>title</c>, <c>topic</c> (a value of any other dimension too) or <c>speaker</c>.</param>
/// <param name="Label">What stands beside it: the name of the dimension; empty for a title.</param>
public sealed record FoundSuggestion(string Text, string Type, string Label, string Url);
