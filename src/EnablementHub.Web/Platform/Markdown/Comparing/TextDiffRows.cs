namespace EnablementHub.Platform.Markdown.Comparing;

public enum DiffRowKind
{
    Same,
    Added,
    Removed,
    Changed,

    /// <summary>Stands for lines that did not change and are not shown; their number is <see cref="DiffRow.FoldedLines"/>.</summary>
    Folded,
}

/// <summary>A piece of a line; the pieces of a line in their order are the line.</summary>
public sealed record DiffSegment(string Text, bool IsMarked);

/// <param name="OldLine">Number from 1; null for an added line.</param>
/// <param name="NewLine">Number from 1; null for a removed line.</param>
/// <param name="Old">The old line; empty for an added one.</param>
/// <param name="New">The new line; empty for a removed one.</param>
/// <param name="FoldedLines">How many lines a folded row stands for, else 0.</param>
public sealed record DiffRow(
    DiffRowKind Kind,
    int? OldLine,
    int? NewLine,
    IReadOnlyList<DiffSegment> Old,
    IReadOnlyList<DiffSegment> New,
    int FoldedLines = 0);
