using EnablementHub.Platform.Markdown.Blocks;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EnablementHub.Platform.Markdown.Passes;

/// <summary>Puts embeds where a text shows an item by a picture's syntax, or by a link that stands alone in its paragraph.</summary>
internal static class EmbedPass
{
    internal static void Run(MarkdownDocument document)
    {
        foreach (var siblings in document.Descendants<ParagraphBlock>().ToList().GroupBy(paragraph => paragraph.Parent))
        {
            if (siblings.Key is { } parent)
            {
                Replace(parent, siblings);
            }
        }
    }

    // All children at once: to insert and remove one by one takes the square of their number.
    private static void Replace(ContainerBlock parent, IEnumerable<ParagraphBlock> paragraphs)
    {
        var replacements = new Dictionary<Block, List<Block>>();
        foreach (var paragraph in paragraphs)
        {
            if (paragraph.Inline is not null && Find(parent, paragraph, paragraph.Inline) is { Count: > 0 } found)
            {
                replacements.Add(paragraph, found);
            }
        }

        if (replacements.Count == 0)
        {
            return;
        }

        var children = parent.ToList();
        parent.Clear();
        foreach (var child in children.SelectMany(child => replacements.GetValueOrDefault(child) ?? [child]))
        {
            parent.Add(child);
        }
    }

    private static List<Block> Find(ContainerBlock parent, ParagraphBlock paragraph, ContainerInline inline)
    {
        // In a list or a table a link that stands alone is still a link: lists of further reading are made of them.
        var mayStandAlone = parent is MarkdownDocument or PlayContainer or QuoteBlock;
        if (mayStandAlone && StandAlone.Find(inline) is { } whole)
        {
            return [.. whole];
        }

        var within = new List<Block>();
        foreach (var image in inline.Descendants<LinkInline>().Where(link => link.IsImage).ToList())
        {
            if (ItemAddress.Parse(image.Url) is { } address)
            {
                within.Add(new EmbedBlock(address, InlineText.Of(image)));
                image.Remove();
            }
        }

        return within.Count == 0 || IsBlank(inline) ? within : [paragraph, .. within];
    }

    private static bool IsBlank(ContainerInline inline) =>
        inline.All(child => child is LineBreakInline || (child is LiteralInline literal && literal.Content.IsEmptyOrWhitespace()));
}
