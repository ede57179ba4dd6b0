using EnablementHub.Platform.Markdown.Blocks;
using EnablementHub.Platform.Markdown.Safety;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EnablementHub.Platform.Markdown.Passes;

/// <summary>Records the links to items, gives them their one form, and names the links that are left out.</summary>
internal sealed class LinkPass(List<string> problems)
{
    private const int ShownUrlLength = 60;

    internal List<ItemLink> ItemLinks { get; } = [];

    internal void Run(MarkdownDocument document)
    {
        foreach (var element in document.Descendants().ToList())
        {
            switch (element)
            {
                case EmbedBlock embed:
                    Record(embed.Address, isEmbed: true, embed.Caption);
                    Announce(embed);
                    break;
                case LinkInline link:
                    Check(link);
                    break;
                case AutolinkInline link when ItemAddress.Parse(link.Url) is { } address:
                    link.ReplaceBy(new LinkInline(address.Href, "") { IsClosed = true }.AppendChild(new LiteralInline(link.Url)));
                    Record(address, isEmbed: false, link.Url);
                    break;
                case AutolinkInline { IsEmail: false } link when !LinkRules.IsAllowed(link.Url):
                    Refuse(link.Url);
                    break;
            }
        }
    }

    private static void Announce(EmbedBlock embed)
    {
        for (var parent = embed.Parent; parent is not null; parent = parent.Parent)
        {
            (parent as PlayContainer)?.EmbeddedItems.Add(embed.Address.ItemId);
        }
    }

    private void Check(LinkInline link)
    {
        if (ItemAddress.Parse(link.Url) is { } address)
        {
            // What is left of embeds stands where nothing can be embedded, as in a heading.
            link.IsImage = false;
            link.Url = address.Href;
            Record(address, isEmbed: false, InlineText.Of(link));
        }
        else if (link.IsImage && !LinkRules.IsOwnPicture(link.Url))
        {
            problems.Add($"The picture “{Shorten(link.Url)}” was left out: upload it to the hub and use its /media address.");
        }
        else if (!link.IsImage && !LinkRules.IsAllowed(link.Url))
        {
            Refuse(link.Url);
        }
    }

    private void Refuse(string? url) =>
        problems.Add($"The link “{Shorten(url)}” was left out: a link begins with http:, https:, mailto: or / for a page of the hub.");

    private void Record(ItemAddress address, bool isEmbed, string text) =>
        ItemLinks.Add(new ItemLink(address.ItemId, isEmbed, text, address.Start, address.End, address.Heading));

    private static string Shorten(string? url) =>
        url is null ? "" : url.Length <= ShownUrlLength ? url : url[..ShownUrlLength] + "…";
}
