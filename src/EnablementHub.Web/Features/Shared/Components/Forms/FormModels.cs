namespace EnablementHub.Features.Shared.Components.Forms;

/// <param name="FieldId">Id of the control that the sentence is about; null for the form as a whole.</param>
public sealed record FormError(string Sentence, string? FieldId = null);

public sealed record FieldChoice(string Value, string Label);

public sealed record FormFieldModel
{
    public required string Name { get; init; }
    public required string Label { get; init; }
    public string Id { get => field ?? Name; init; }
    public string? Value { get; init; }
    public string? Hint { get; init; }
    public string? Error { get; init; }
    public string Type { get; init; } = "text";

    /// <summary>More than one makes it a text area.</summary>
    public int Rows { get; init; } = 1;
    public int? MaxLength { get; init; }
    public string? Autocomplete { get; init; }
    public bool IsOptional { get; init; }

    /// <summary>"wide", "short" or nothing.</summary>
    public string? Width { get; init; }

    /// <summary>Values to choose from; makes it a list.</summary>
    public IReadOnlyList<FieldChoice>? Choices { get; init; }

    /// <summary>An item is wanted: titles are offered while typing, and the chosen one's address goes into the field.</summary>
    public bool PicksItem { get; init; }

    /// <summary>Something to learn is wanted: slugs of its kinds with commas between, nothing between for all; the chosen one's short name (quiz:12) goes into the field.</summary>
    public string? PicksTarget { get; init; }
}

public sealed record Consequence(string Sentence, string? Href = null);

/// <summary>A page that asks before something is destroyed, for actions whose consequences don't fit beside their button.</summary>
public sealed record ConfirmPage
{
    public required string Title { get; init; }
    public required IReadOnlyList<Consequence> Consequences { get; init; }
    public required string ButtonLabel { get; init; }

    /// <summary>Where the confirmation posts to.</summary>
    public required string ActionHref { get; init; }
    public required string BackHref { get; init; }
    public required string BackLabel { get; init; }
}
