using EnablementHub.Platform.Markdown;

namespace EnablementHub.Features.Links.Graph;

/// <summary>Where an address leads.</summary>
/// <param name="Key">See <see cref="VersionLink.AddressKey"/>.</param>
public sealed record LinkTarget(LinkKind Kind, int? ItemId = null, double? Start = null, double? End = null, string Anchor = "", string? Key = null)
{
    /// <summary>Null for what leads nowhere that the hub could look at, such as a mail address.</summary>
    public static LinkTarget? Of(string address)
    {
        if (ItemAddress.Parse(address) is { } item)
        {
            var kind = item.Heading is not null ? LinkKind.Section : item.Start is not null ? LinkKind.Moment : LinkKind.Item;
            return new LinkTarget(kind, item.ItemId, item.Start, item.End, Short(item.Heading ?? ""));
        }

        if (address.StartsWith('#')) return new LinkTarget(LinkKind.Section, Anchor: Short(Uri.UnescapeDataString(address[1..])));
        if (IsWeb(address)) return new LinkTarget(LinkKind.External, Key: VersionLink.KeyOf(WithoutFragment(address)));
        if (address.StartsWith("//", StringComparison.Ordinal) || HasScheme(address)) return null;
        return new LinkTarget(address.StartsWith("/media/", StringComparison.Ordinal) ? LinkKind.Media : LinkKind.HubPage, Key: VersionLink.KeyOf(PathOf(address)));
    }

    public static bool IsWeb(string address) =>
        address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a server is asked for.</summary>
    public static string WithoutFragment(string address) => address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? address[..at] : address;

    /// <summary>The path alone, in the one form in which paths are compared.</summary>
    public static string PathOf(string address)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        var path = (end < 0 ? address : address[..end]).TrimEnd('/');
        return path.Length == 0 ? "/" : path.ToLowerInvariant();
    }

    private static bool HasScheme(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        var end = address.AsSpan().IndexOfAny("/?#");
        return colon >= 0 && (end < 0 || colon < end);
    }

    private static string Short(string anchor) => anchor.Length <= VersionLink.MaxAnchorLength ? anchor : anchor[..VersionLink.MaxAnchorLength];
}
