using System.Runtime.InteropServices;

namespace EnablementHub.Platform.Markdown.Links;

/// <summary>A stretch of a text, in characters.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextStretch(int Start, int Length)
{
    public int End => Start + Length;

    public string Of(string text) => text.Substring(Start, Length);
}

/// <summary>A link as it stands in a text.</summary>
public sealed record TextLink
{
    /// <summary>Where it leads, as the renderer understands it: an address of the hub's own is its path.</summary>
    public required string Address { get; init; }

    /// <summary>The words that a reader sees, without markup.</summary>
    public required string Words { get; init; }

    /// <summary>Everything from its first character to its last one.</summary>
    public required TextStretch Whole { get; init; }

    /// <summary>The address as written. Of a link by name it stands in the definition; null where it can't be told for certain.</summary>
    public required TextStretch? Written { get; init; }

    /// <summary>What stands between its brackets; null when the address is its own words.</summary>
    public required TextStretch? Label { get; init; }

    /// <summary>Counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The item itself is to stand here.</summary>
    public required bool IsEmbed { get; init; }

    public required bool IsPicture { get; init; }
}

/// <summary>What becomes of a link: it leads to another address, or, without one, only its words stay.</summary>
/// <param name="Address">In the form in which it is to stand; null: no longer a link.</param>
/// <param name="Words">For a link without words of its own.</param>
public sealed record LinkFate(string? Address, string Words = "");

/// <param name="Before">The link as it stood.</param>
/// <param name="WrittenBefore">Its address as written.</param>
/// <param name="WrittenAfter">Null: only the words are left.</param>
public sealed record LinkChange(TextLink Before, string WrittenBefore, string? WrittenAfter);

/// <param name="Text">The same text, but for the links that were to change.</param>
/// <param name="Left">Links that were to change and can't be without touching more than themselves.</param>
public sealed record RelinkedText(string Text, IReadOnlyList<LinkChange> Changes, IReadOnlyList<TextLink> Left);
