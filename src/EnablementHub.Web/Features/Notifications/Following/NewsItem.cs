namespace EnablementHub.Features.Notifications.Following;

/// <summary>Something that became visible to its readers in a stretch of time.</summary>
internal sealed record NewsItem
{
    public required int Id { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }

    /// <summary>One sentence on what changed; may be empty.</summary>
    public required string Note { get; init; }
    public required int OwnerId { get; init; }
    public required int AuthorId { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required DateOnly? ReleaseOn { get; init; }

    /// <summary>Whether the change matters to those who know the item; a corrected typo doesn't.</summary>
    public required bool IsMajor { get; init; }

    /// <summary>No earlier version was ever published.</summary>
    public required bool IsNew { get; init; }
    public required IReadOnlyList<int> FacetValueIds { get; init; }
    public required IReadOnlyList<string> Audience { get; init; }
}
