using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Markdown;

namespace EnablementHub.Features.Playbooks;

/// <summary>A text with the items that stand in it, as one reader may see it.</summary>
public sealed record ComposedText(IReadOnlyList<TextPart> Parts, IReadOnlyList<OutlineEntry> Outline)
{
    public static ComposedText Empty { get; } = new([], []);

    public bool IsEmpty => Parts.Count == 0;
}

public abstract record TextPart;

/// <summary>It may leave elements open that a later part closes.</summary>
public sealed record HtmlText(SafeHtml Html) : TextPart;

/// <summary>An item in the text; seconds, where only a part of it is meant.</summary>
public sealed record EmbeddedItem(ItemCard Card, string Caption, double? Start, double? End) : TextPart;

/// <summary>An item stands here that is not there for this reader: not published, gone or for others. Which, is not told.</summary>
public sealed record HiddenItem(string Caption) : TextPart;

/// <summary>A say block ends without a clip that this reader can see.</summary>
public sealed record SayGap : TextPart;

/// <param name="Level">2 or 3.</param>
public sealed record OutlineEntry(int Level, string Id, string Text);
