using System.Net;
using System.Text.RegularExpressions;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Markdown;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Playbooks;

/// <summary>Puts into a rendered text what depends on its reader. One query, however many items stand in it.</summary>
public sealed partial class TextComposer(HubDbContext database)
{
    /// <summary>More items in one text than a page can hold are left as notes.</summary>
    public const int MaxEmbeds = 200;

    public async Task<ComposedText> ComposeAsync(string html, ItemReader reader, CancellationToken cancellationToken)
    {
        if (html.Length == 0) return ComposedText.Empty;
        var rendered = EmbedSplitter.Split(html);
        var ids = rendered.OfType<EmbedPart>().Select(part => part.ItemId).Concat(rendered.OfType<SayClipsPart>().SelectMany(part => part.ItemIds)).Distinct().Take(MaxEmbeds).ToArray();
        var cards = ids.Length == 0
            ? []
            : await database.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).InAudienceOf(reader).PublishedOn(reader.Today).ToCards()
                .ToDictionaryAsync(card => card.Id, cancellationToken);
        return new ComposedText([.. rendered.Select(part => Compose(part, cards)).OfType<TextPart>()], [.. Outline(html)]);
    }

    private static TextPart? Compose(RenderedPart part, Dictionary<int, ItemCard> cards) => part switch
    {
        HtmlPart text => new HtmlText(new SafeHtml(text.Html)),
        EmbedPart embed when cards.TryGetValue(embed.ItemId, out var card) => new EmbeddedItem(card, embed.Caption, embed.Start, embed.End),
        EmbedPart embed => new HiddenItem(embed.Caption),
        SayClipsPart say when !say.ItemIds.Any(id => cards.TryGetValue(id, out var card) && card.Kind.IsPlayable()) => new SayGap(),
        _ => null,
    };

    private static IEnumerable<OutlineEntry> Outline(string html) => Heading().Matches(html).Select(match => new OutlineEntry(
        match.Groups["level"].Value[0] - '0',
        WebUtility.HtmlDecode(match.Groups["id"].Value),
        WebUtility.HtmlDecode(Tag().Replace(match.Groups["text"].Value, "")).Trim())).Where(entry => entry.Text.Length > 0);

    // Reads only what the renderer wrote, where a less-than sign begins a tag and nothing else.
    [GeneratedRegex("<h(?<level>[23]) id=\"(?<id>[^\"]+)\">(?<text>.*?)</h[23]>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Heading();

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Tag();
}
