using System.Text.RegularExpressions;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Markdown.Links;

namespace EnablementHub.Features.Links.Graph;

/// <summary>Reads the links out of everything that a version says.</summary>
public sealed partial class LinkReader(TextLinks texts, HubAddress hub)
{
    /// <summary>Grows when more is read than before: versions read by an older one are read again.</summary>
    public const int Edition = 1;

    public IReadOnlyList<VersionLink> Read(VersionContent content) =>
    [
        .. Markdown(LinkPlace.Body, content.Body),
        .. Markdown(LinkPlace.Recap, content.Recap),
        .. Markdown(LinkPlace.CheatSheet, content.CheatSheet),
        .. Plain(LinkPlace.Summary, content.Summary),
        .. Plain(LinkPlace.Context, content.Context),
        .. content.LinkUrl is { Length: > 0 } url && Row(LinkPlace.Address, new TextStretch(0, url.Length), 1, url, content.Title, false) is { } address ? [address] : Array.Empty<VersionLink>(),
    ];

    /// <summary>Web addresses in a text that knows no markup.</summary>
    public static IEnumerable<TextStretch> WebAddresses(string text) =>
        from Match match in WebAddress().Matches(text)
        let length = match.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', '\'', '”', '’').Length
        where Uri.TryCreate(match.Value[..length], UriKind.Absolute, out _)
        select new TextStretch(match.Index, length);

    private IEnumerable<VersionLink> Markdown(LinkPlace place, string text) =>
        from link in texts.Read(text)
        let row = Row(place, link.Whole, link.Line, link.Address, link.Words, link.IsEmbed)
        where row is not null
        select row;

    private IEnumerable<VersionLink> Plain(LinkPlace place, string text) =>
        from found in WebAddresses(text)
        let row = Row(place, found, text.AsSpan(0, found.Start).Count('\n') + 1, found.Of(text), found.Of(text), false)
        where row is not null
        select row;

    private VersionLink? Row(LinkPlace place, TextStretch stretch, int line, string written, string words, bool isEmbed)
    {
        var address = hub.PathOf(written) ?? written;
        if (address.Length > VersionLink.MaxAddressLength || LinkTarget.Of(address) is not { } target) return null;
        return new VersionLink
        {
            Place = place,
            Start = stretch.Start,
            Length = stretch.Length,
            Line = line,
            Kind = target.Kind,
            IsEmbed = isEmbed,
            TargetItemId = target.ItemId,
            StartSeconds = target.Start,
            EndSeconds = target.End,
            Anchor = target.Anchor,
            Address = address,
            AddressKey = target.Key,
            Words = words.Length <= VersionLink.MaxWordsLength ? words : words[..VersionLink.MaxWordsLength],
        };
    }

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex WebAddress();
}
