namespace EnablementHub.Platform.Markdown;

/// <param name="Html">Safe to write as it is. Embeds are empty placeholders: see <see cref="EmbedSplitter"/>.</param>
/// <param name="PlainText">What a reader sees, a block a line, for search and summaries.</param>
/// <param name="Headings">In reading order; the labels of play blocks are not among them.</param>
/// <param name="ItemLinks">In reading order, repeated when the text repeats them.</param>
/// <param name="Problems">Sentences for the writer: what was left out or not understood.</param>
public sealed record RenderedMarkdown(
    string Html,
    string PlainText,
    IReadOnlyList<MarkdownHeading> Headings,
    IReadOnlyList<ItemLink> ItemLinks,
    IReadOnlyList<string> Problems)
{
    public static RenderedMarkdown Empty { get; } = new("", "", [], [], []);
}

/// <param name="Level">2 to 6: the first level belongs to the title of the page.</param>
/// <param name="Id">The anchor, unique within the text.</param>
/// <param name="Text">Without markup.</param>
public sealed record MarkdownHeading(int Level, string Id, string Text);

/// <param name="ItemId">The item that the link leads to, whether it exists or not.</param>
/// <param name="IsEmbed">True when the item itself stands there, false when a link does.</param>
/// <param name="Text">The words of the link, or the caption of the embed.</param>
/// <param name="Start">Seconds, when the link is to a moment.</param>
/// <param name="End">Seconds; never without a start before it.</param>
/// <param name="Heading">The anchor within the item, without its number sign.</param>
public sealed record ItemLink(int ItemId, bool IsEmbed, string Text, double? Start = null, double? End = null, string? Heading = null);
