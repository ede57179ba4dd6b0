using System.Text;
using EnablementHub.Platform.Markdown.Blocks;
using Markdig.Syntax.Inlines;

namespace EnablementHub.Platform.Markdown.Passes;

/// <summary>Tells whether a paragraph consists of nothing but links to items, one a line.</summary>
internal static class StandAlone
{
    /// <summary>The embeds that such a paragraph stands for, or null when it is an ordinary one.</summary>
    /// <param name="paragraph">Its inline elements.</param>
    /// <param name="pathOf">Shortens the hub's own addresses, where no pass before has done so.</param>
    internal static List<EmbedBlock>? Find(ContainerInline paragraph, Func<string, string>? pathOf = null)
    {
        var embeds = new List<EmbedBlock>();
        var bareText = new StringBuilder();
        var lineHasEmbed = false;
        foreach (var inline in paragraph)
        {
            var found = inline switch
            {
                LinkInline link => FromLink(link, pathOf),
                AutolinkInline link => ItemAddress.Parse(pathOf?.Invoke(link.Url) ?? link.Url) is { } address ? new EmbedBlock(address, "") : null,
                _ => null,
            };
            if (found is not null)
            {
                embeds.Add(found);
                lineHasEmbed = true;
            }
            else if (inline is LineBreakInline)
            {
                if (!EndLine(embeds, bareText, lineHasEmbed))
                {
                    return null;
                }

                lineHasEmbed = false;
            }
            else if (inline is LiteralInline or HtmlEntityInline)
            {
                InlineText.Append(bareText, inline);
            }
            else
            {
                return null;
            }
        }

        return EndLine(embeds, bareText, lineHasEmbed) ? embeds : null;
    }

    private static EmbedBlock? FromLink(LinkInline link, Func<string, string>? pathOf)
    {
        if (ItemAddress.Parse(link.Url is { } url && pathOf is not null ? pathOf(url) : link.Url) is not { } address)
        {
            return null;
        }

        var text = InlineText.Of(link);
        return new EmbedBlock(address, link.IsAutoLink ? "" : text);
    }

    private static bool EndLine(List<EmbedBlock> embeds, StringBuilder bareText, bool lineHasEmbed)
    {
        var text = bareText.ToString().Trim();
        bareText.Clear();
        if (lineHasEmbed)
        {
            return text.Length == 0;
        }

        if (ItemAddress.Parse(text) is not { } address)
        {
            return false;
        }

        embeds.Add(new EmbedBlock(address, ""));
        return true;
    }
}
