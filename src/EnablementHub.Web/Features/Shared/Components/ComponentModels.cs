namespace EnablementHub.Features.Shared.Components;

/// <param name="First">Number of the first line shown, from 1.</param>
public sealed record PagerModel(int First, int Last, int Total, string? PreviousHref, string? NextHref);

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
