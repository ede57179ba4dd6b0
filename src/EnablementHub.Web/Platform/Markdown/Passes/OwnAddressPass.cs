using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EnablementHub.Platform.Markdown.Passes;

/// <summary>
/// An address copied from the browser leads to a place within the hub: it is shortened to its path, so that it embeds, is
/// counted as a link and outlives a move of the hub.
/// </summary>
internal static class OwnAddressPass
{
    internal static void Run(MarkdownDocument document, Func<string, string?> pathOf)
    {
        foreach (var element in document.Descendants().ToList())
        {
            switch (element)
            {
                case LinkInline { Url: { } url } link when pathOf(url) is { } path:
                    link.Url = path;
                    break;
                case AutolinkInline { IsEmail: false } link when pathOf(link.Url) is { } path:
                    link.ReplaceBy(new LinkInline(path, "") { IsClosed = true, IsAutoLink = true }.AppendChild(new LiteralInline(link.Url)));
                    break;
            }
        }
    }
}
