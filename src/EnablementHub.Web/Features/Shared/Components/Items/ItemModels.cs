using EnablementHub.Features.Shared.Components.Players;

namespace EnablementHub.Features.Shared.Components.Items;

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

public sealed record FilterGroupModel(string Name, string Label, IReadOnlyList<FilterValueModel> Values);

public sealed record FilterValueModel(string Value, string Label, int Count, bool IsChosen = false);

public sealed record FilterChipModel(string Label, string RemoveHref);
