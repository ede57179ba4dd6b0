namespace EnablementHub.Features.Shared.Components;

/// <summary>One found or listed item. Title and Context may carry the engine's marks (U+0002, U+0003) around found words.</summary>
public sealed record ContentRowModel
{
    public required int Id { get; init; }
    public required string KindSlug { get; init; }
    public required string KindLabel { get; init; }
    public required string Title { get; init; }
    public required string Href { get; init; }

    /// <summary>Address of the inline player; null for what isn't played.</summary>
    public string? PlayerHref { get; init; }
    public TrustMark? Trust { get; init; }

    /// <summary>Slug for <see cref="StatusBadge"/>, where readers' lists don't say it by themselves.</summary>
    public string? Status { get; init; }

    /// <summary>Speaker, company size, stage, length; the kind stands before them.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];
    public string? Context { get; init; }
    public IReadOnlyList<CueLinkModel> Cues { get; init; } = [];

    /// <summary>A number with its word, such as "214 plays".</summary>
    public string? Side { get; init; }

    /// <summary>Place in the whole result, from 1.</summary>
    public int? Rank { get; init; }
}

/// <param name="Start">Seconds.</param>
/// <param name="Text">May carry the engine's marks.</param>
/// <param name="Href">The item's page at that second.</param>
/// <param name="PlayerHref">The inline player at that second; null where nothing plays yet.</param>
public sealed record CueLinkModel(double Start, string? Speaker, string Text, string Href, string? PlayerHref);

public sealed record FilterGroupModel(string Name, string Label, IReadOnlyList<FilterValueModel> Values);

public sealed record FilterValueModel(string Value, string Label, int Count, bool IsChosen = false);

public sealed record FilterChipModel(string Label, string RemoveHref);

/// <param name="First">Number of the first line shown, from 1.</param>
public sealed record PagerModel(int First, int Last, int Total, string? PreviousHref, string? NextHref);

public sealed record BarModel(string Label, double Value, string? Words = null, string? Href = null);

public sealed record Consequence(string Sentence, string? Href = null);

public enum DiffKind
{
    Same,
    Added,
    Removed,

    /// <summary>Lines left out because nothing changed in them; the first segment says how many.</summary>
    Skipped,
}

/// <summary>A line of a comparison. A changed line is a removed one followed by an added one, with the changed words marked.</summary>
public sealed record DiffRowModel(DiffKind Kind, int? LineBefore, int? LineAfter, IReadOnlyList<DiffSegmentModel> Segments);

public sealed record DiffSegmentModel(string Text, bool IsChanged = false);

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
