using Markdig.Syntax.Inlines;

namespace EnablementHub.Platform.Markdown.Links;

/// <summary>Tells where the words of a link stand between their brackets.</summary>
internal static class LabelPlace
{
    internal static TextStretch? Find(string text, TextStretch whole, LinkInline link)
    {
        var start = whole.Start + (link.IsImage ? 2 : 1);
        if (start >= whole.End || text[start - 1] != '[') return null;
        var end = link.Reference is null ? BeforeAddress(text, start, whole, link) : BeforeName(text, start, whole);
        return end is { } found && found >= start ? new TextStretch(start, found - start) : null;
    }

    /// <summary><c>[words](address)</c>: back from the address, for words may hold brackets of their own.</summary>
    private static int? BeforeAddress(string text, int start, TextStretch whole, LinkInline link)
    {
        if (link.UrlSpan.IsEmpty || link.UrlSpan.Start < start || link.UrlSpan.Start >= whole.End) return null;
        var at = link.UrlSpan.Start - 1;
        while (at > start && (char.IsWhiteSpace(text[at]) || text[at] == '<' || text[at] == '>')) at--;
        return at > start - 1 && text[at] == '(' && at - 1 >= start - 1 && text[at - 1] == ']' ? at - 1 : null;
    }

    /// <summary><c>[words][name]</c>, <c>[words][]</c> or <c>[words]</c>: a name holds no brackets.</summary>
    private static int? BeforeName(string text, int start, TextStretch whole)
    {
        var last = whole.End - 1;
        if (text[last] != ']') return null;
        var open = last - 1;
        while (open >= start && !(text[open] == '[' && !IsEscaped(text, open))) open--;
        return open > start && text[open - 1] == ']' && !IsEscaped(text, open - 1) ? open - 1 : last;
    }

    private static bool IsEscaped(string text, int at)
    {
        var slashes = 0;
        while (at - 1 - slashes >= 0 && text[at - 1 - slashes] == '\\') slashes++;
        return slashes % 2 == 1;
    }
}
