using EnablementHub.Platform.Markdown.Blocks;
using EnablementHub.Platform.Markdown.Passes;
using Markdig;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EnablementHub.Platform.Markdown.Links;

/// <summary>Finds the links of a text on its syntax tree, each with the place where it stands; code is never looked into.</summary>
/// <param name="pathOf">The path within the hub for an address that leads there, null for all others.</param>
public sealed class TextLinks(Func<string, string?> pathOf)
{
    private static readonly MarkdownPipeline Pipeline = MarkdownRenderer.BuildPipeline(isPrecise: true);

    /// <summary>In reading order. A text that can't be rendered has none.</summary>
    public IReadOnlyList<TextLink> Read(string text)
    {
        if (text.Length == 0 || Parse(text) is not { } document) return [];
        var links = new List<TextLink>();
        foreach (var block in document.Descendants<LeafBlock>())
        {
            if (block.Inline is not { } inline) continue;
            var standsAlone = block is ParagraphBlock { Parent: MarkdownDocument or PlayContainer or QuoteBlock } && StandAlone.Find(inline, PathOrSame) is not null;
            foreach (var element in inline.Descendants())
            {
                if (element is LinkInline link && FromLink(text, link, standsAlone) is { } found) links.Add(found);
                else if (element is AutolinkInline { IsEmail: false } auto) links.Add(FromAddress(text, auto.Url, auto.Span, standsAlone));
            }

            if (standsAlone) links.AddRange(BareLines(text, inline));
        }

        return [.. links.OrderBy(link => link.Whole.Start)];
    }

    /// <summary>Everything in a text but where its links lead, to tell whether a change of them changed more.</summary>
    internal static TextOutline OutlineOf(string text)
    {
        var document = Parse(text);
        return new TextOutline(
            [
                .. from element in document?.Descendants() ?? []
                   where element is not (LinkReferenceDefinition or LinkInline or AutolinkInline or LiteralInline or HtmlEntityInline)
                   select (element.GetType(), element is Block ? element.Line : 0, element is EmphasisInline emphasis ? new string(emphasis.DelimiterChar, emphasis.DelimiterCount) : element is CodeInline code ? code.Content : ""),
            ],
            [.. from block in document?.Descendants<LeafBlock>() ?? [] where block.Inline is not null select (Stretch(block.Span), InlineText.Of(block.Inline))]);
    }

    private static MarkdownDocument? Parse(string text)
    {
        try
        {
            return Markdig.Parsers.MarkdownParser.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            // Nested too deeply; such a text can't have been saved, but may come from elsewhere.
            return null;
        }
    }

    /// <summary>An address as it is understood once it stands in a text.</summary>
    internal string Understand(string written) => PathOrSame(HtmlHelper.Unescape(written));

    private string PathOrSame(string url) => pathOf(url) ?? url;

    private TextLink? FromLink(string text, LinkInline link, bool standsAlone)
    {
        if (link.Url is not { Length: > 0 } url || !IsWithin(text, link.Span)) return null;
        if (link.IsAutoLink) return FromAddress(text, url, link.Span, standsAlone);
        var whole = Stretch(link.Span);
        var isItem = ItemAddress.Parse(PathOrSame(url)) is not null;
        return new TextLink
        {
            Address = PathOrSame(url),
            Words = InlineText.Of(link),
            Whole = whole,
            Written = Written(text, link, url),
            Label = LabelPlace.Find(text, whole, link),
            Line = link.Line + 1,
            IsEmbed = isItem && (link.IsImage || standsAlone),
            IsPicture = link.IsImage && !isItem,
        };
    }

    private TextLink FromAddress(string text, string url, SourceSpan span, bool standsAlone)
    {
        var whole = Stretch(span);
        var written = whole.Of(text) is ['<', .., '>'] ? new TextStretch(whole.Start + 1, whole.Length - 2) : whole;
        var raw = written.Of(text);
        return new TextLink
        {
            Address = PathOrSame(url),
            Words = url,
            Whole = whole,
            Written = raw == url || url == "http://" + raw ? written : null,
            Label = null,
            Line = LineOf(text, whole.Start),
            IsEmbed = standsAlone && ItemAddress.Parse(PathOrSame(url)) is not null,
            IsPicture = false,
        };
    }

    /// <summary>Where the address stands, if what stands there is this address.</summary>
    private static TextStretch? Written(string text, LinkInline link, string url)
    {
        var span = link.Reference is LinkReferenceDefinition definition ? definition.UrlSpan : link.UrlSpan;
        if (span.IsEmpty || !IsWithin(text, span)) return null;
        var place = Stretch(span);
        if (place.Of(text) is ['<', .., '>']) place = new TextStretch(place.Start + 1, place.Length - 2);
        return HtmlHelper.Unescape(place.Of(text)) == url ? place : null;
    }

    /// <summary>Addresses of items without any markup, alone on their line.</summary>
    private static IEnumerable<TextLink> BareLines(string text, ContainerInline inline)
    {
        var first = -1;
        var last = -1;
        foreach (var child in inline)
        {
            if (child is LiteralInline && IsWithin(text, child.Span))
            {
                first = first < 0 ? child.Span.Start : first;
                last = child.Span.End;
            }
            else
            {
                if (child is LineBreakInline && Bare(text, first, last) is { } found) yield return found;
                first = -1;
            }
        }

        if (Bare(text, first, last) is { } end) yield return end;
    }

    private static TextLink? Bare(string text, int first, int last)
    {
        if (first < 0) return null;
        var line = text[first..(last + 1)];
        var start = first + line.Length - line.TrimStart().Length;
        line = line.Trim();
        if (ItemAddress.Parse(line) is null) return null;
        var whole = new TextStretch(start, line.Length);
        return new TextLink { Address = line, Words = line, Whole = whole, Written = whole, Label = null, Line = LineOf(text, start), IsEmbed = true, IsPicture = false };
    }

    private static TextStretch Stretch(SourceSpan span) => new(span.Start, span.Length);

    private static bool IsWithin(string text, SourceSpan span) => span.Start >= 0 && span.End >= span.Start && span.End < text.Length;

    private static int LineOf(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;
}
