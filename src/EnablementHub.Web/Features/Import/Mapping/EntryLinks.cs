using System.Globalization;
using System.Text;
using EnablementHub.Features.Import.Reading;
using EnablementHub.Platform.Markdown;
using EnablementHub.Platform.Markdown.Foreign;
using EnablementHub.Platform.Markdown.Links;

namespace EnablementHub.Features.Import.Mapping;

/// <summary>A picture in a text: its file, and what stands in the text until the file has its number.</summary>
internal sealed record UsedPicture(string Path, string Token)
{
    private const char Opens = '\uE000';
    private const char Closes = '\uE001';

    public static UsedPicture Of(string path) => new(path, Opens + path.Replace(' ', '\uE002') + Closes);
}

/// <summary>Leads the links of a text to items: whole addresses, where the syntax tree says that they stand.</summary>
internal sealed class EntryLinks(SourceTree tree, LinkFinder finder, TextLinks links)
{
    /// <summary>The item that an address in a file's description means.</summary>
    public SourceEntry? Target(SourceEntry from, string address) => finder.Find(from, address)?.Entry is { IsRefused: false } target && !ReferenceEquals(target, from) ? target : null;

    /// <param name="entry">In whose text the links stand.</param>
    /// <param name="text">Markdown.</param>
    /// <param name="lines">Null: lines can't be told.</param>
    /// <param name="pictures">Takes the pictures that the text shows.</param>
    /// <param name="report">Takes what leads nowhere.</param>
    public string Rewrite(SourceEntry entry, string text, LineOrigins? lines, List<UsedPicture> pictures, Action<FindingKind, int, string> report)
    {
        if (!text.Contains("](", StringComparison.Ordinal) && !text.Contains("]:", StringComparison.Ordinal) && !text.Contains("](<", StringComparison.Ordinal)) return text;
        var edits = new SortedDictionary<int, (int Length, string Put)>();
        var found = links.Read(text);
        foreach (var link in found)
        {
            var address = Decide(entry, link, pictures, sentence => report(FindingKind.Link, Line(link), sentence), sentence => report(FindingKind.File, Line(link), sentence));
            if (address is { } target && link.Written is { } place)
            {
                // An address in angle brackets loses them: what is put there needs none.
                edits.TryAdd(place.Start, (place.Length, target));
            }
            else if (address is { } lost)
            {
                report(FindingKind.Link, Line(link), $"“{Short(link.Address)}” leads to {lost}, but is written in a way that can't be changed; it stands as written.");
            }
            else if (link.IsPicture && IsElsewhere(link.Address))
            {
                FromElsewhere(link, found, edits, sentence => report(FindingKind.File, Line(link), sentence));
            }
        }

        if (edits.Count == 0) return text;
        var result = new StringBuilder(text.Length + 64);
        var at = 0;
        foreach (var (start, (length, put)) in edits)
        {
            if (start < at) continue;
            result.Append(text, at, start - at).Append(put);
            at = start + length;
        }

        return result.Append(text, at, text.Length - at).ToString();

        int Line(TextLink link) => lines?.Of(link.Line) ?? 0;
    }

    /// <summary>The address to put; null: the link stays.</summary>
    private string? Decide(SourceEntry entry, TextLink link, List<UsedPicture> pictures, Action<string> deadLink, Action<string> file)
    {
        if (IsElsewhere(link.Address) || link.Address.Length == 0) return null;
        var (path, query, anchor) = Split(link.Address);
        if (path.Length == 0) return OwnAnchor(entry, anchor, deadLink);
        if (finder.Find(entry, path) is not { } target)
        {
            deadLink(link.IsPicture ? $"The picture “{Short(link.Address)}” isn't in the folder." : $"The link “{Short(link.Address)}” leads nowhere: there is no such file in the folder.");
            return null;
        }

        if (target.Entry is { IsRefused: true } refused)
        {
            deadLink($"The link “{Short(link.Address)}” leads to {refused.Path}, which did not come in.");
            return null;
        }

        if (target.Entry is { } item) return ItemAddress(item, query, anchor, link, deadLink);
        if (target.IsFolder)
        {
            deadLink($"The link “{Short(link.Address)}” leads to a folder without a page of its own (README.md or index.md).");
            return null;
        }

        if (FileKinds.IsPicture(target.File!) && Picture(target.File!, pictures) is { } token) return token;
        file(link.IsPicture
            ? $"The picture “{Short(link.Address)}” isn't a PNG, JPEG, GIF or WebP picture that the hub takes."
            : $"The link “{Short(link.Address)}” leads to a file of a kind that the hub doesn't take.");
        return null;
    }

    private static string? OwnAnchor(SourceEntry entry, string anchor, Action<string> deadLink)
    {
        if (anchor.Length == 0) return null;
        var own = entry.Anchors.Find(Unescaped(anchor));
        if (own is null) deadLink($"The link “#{Short(anchor)}” leads to no heading of this page.");
        return own is null || own == anchor ? null : "#" + Uri.EscapeDataString(own);
    }

    private static string ItemAddress(SourceEntry item, string query, string anchor, TextLink link, Action<string> deadLink)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"/items/{item.ItemId}");
        var moment = anchor.StartsWith("t=", StringComparison.Ordinal) || query.StartsWith("start=", StringComparison.Ordinal);
        if (moment && Platform.Markdown.ItemAddress.Parse($"{address}{(query.Length > 0 ? "?" + query : "")}{(anchor.Length > 0 ? "#" + anchor : "")}") is { } precise) return precise.Href;
        if (anchor.Length == 0) return address;
        if (item.Anchors.Find(Unescaped(anchor)) is not { } own)
        {
            deadLink($"The link “{Short(link.Address)}” leads to {item.Path}, but to no heading there; it leads to the top of the page now.");
            return address;
        }

        return own.Length == 0 ? address : address + "#" + Uri.EscapeDataString(own);
    }

    private string? Picture(string path, List<UsedPicture> pictures)
    {
        if (!File.Exists(tree.FullPath(path))) return null;
        var used = UsedPicture.Of(path);
        if (!pictures.Contains(used)) pictures.Add(used);
        return used.Token;
    }

    /// <summary>The hub shows no pictures of other servers, which would learn who reads: they become links, or within a link their words.</summary>
    private static void FromElsewhere(TextLink picture, IReadOnlyList<TextLink> all, SortedDictionary<int, (int Length, string Put)> edits, Action<string> file)
    {
        file($"The picture “{Short(picture.Address)}” lies on another server, which would learn who reads the page; it became a link.");
        var words = picture.Words.Trim().Length > 0 ? picture.Words.Trim() : "Picture";
        var isWithinLink = all.Any(other => !ReferenceEquals(other, picture) && other.Whole.Start < picture.Whole.Start && other.Whole.End > picture.Whole.End);
        if (isWithinLink) edits.TryAdd(picture.Whole.Start, (picture.Whole.Length, Escaped(words)));
        else if (picture.Written is not null && picture.Words.Trim().Length > 0) edits.TryAdd(picture.Whole.Start, (1, ""));
        else edits.TryAdd(picture.Whole.Start, (picture.Whole.Length, $"[{Escaped(words)}](<{picture.Address}>)"));
    }

    private static string Escaped(string words) => words.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);

    private static bool IsElsewhere(string address)
    {
        if (address.StartsWith("//", StringComparison.Ordinal)) return true;
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        var end = address.AsSpan().IndexOfAny("/?#");
        return colon > 0 && (end < 0 || colon < end) && !address.StartsWith("wiki:", StringComparison.Ordinal);
    }

    private static (string Path, string Query, string Anchor) Split(string address)
    {
        var (rest, anchor) = Cut(address, '#');
        var (path, query) = Cut(rest, '?');
        return (path, query, anchor);
    }

    private static (string Before, string After) Cut(string text, char separator) => text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");

    private static string Unescaped(string text)
    {
        try
        {
            return Uri.UnescapeDataString(text);
        }
        catch (UriFormatException)
        {
            return text;
        }
    }

    private static string Short(string address) => address.Length <= 100 ? address : address[..100] + "…";
}
