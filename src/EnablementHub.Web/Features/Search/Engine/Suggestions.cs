namespace EnablementHub.Features.Search.Engine;

/// <summary>What to offer under the search box for what has been typed so far.</summary>
public sealed record SuggestQuery
{
    public required string Text { get; init; }

    public required Visibility Viewer { get; init; }

    public required DateTimeOffset Now { get; init; }

    public int Limit { get; init; } = 8;
}

public enum SuggestionKind
{
    /// <summary>An item by its title: <see cref="Suggestion.ItemId"/> is set.</summary>
    Title,

    /// <summary>A value of a dimension other than speaker: <see cref="Suggestion.Dimension"/> and <see cref="Suggestion.Value"/> are set.</summary>
    Topic,

    /// <summary>A speaker; <see cref="Suggestion.Value"/> is set where the speaker is a value of the dimension <c>speaker</c>.</summary>
    Speaker,
}

/// <param name="Text">Marked as <see cref="MarkedText"/> says.</param>
public sealed record Suggestion(SuggestionKind Kind, string Text, int? ItemId = null, string? Dimension = null, string? Value = null);
