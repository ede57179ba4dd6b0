namespace EnablementHub.Platform.Markdown.Safety;

/// <summary>Which addresses a text may lead to: http, https, mailto, and places within the hub.</summary>
internal static class LinkRules
{
    private static readonly string[] Schemes = ["http", "https", "mailto"];

    internal static bool IsAllowed(string? url)
    {
        // Browsers drop control characters and read a backslash as a slash, so neither may take part.
        if (string.IsNullOrEmpty(url) || url.Any(character => char.IsControl(character) || character == '\\') || char.IsWhiteSpace(url[0]))
        {
            return false;
        }

        var end = url.AsSpan().IndexOfAny("/?#");
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && (end < 0 || colon < end)
            ? Schemes.Contains(url[..colon], StringComparer.OrdinalIgnoreCase)
            : !url.StartsWith("//", StringComparison.Ordinal);
    }

    internal static bool IsExternal(string url) =>
        url.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Pictures come from the hub's own media only: one from elsewhere would tell a stranger who reads.</summary>
    internal static bool IsOwnPicture(string? url)
    {
        const string prefix = "/media/";
        return url is not null
            && url.StartsWith(prefix, StringComparison.Ordinal)
            && url.Length > prefix.Length
            && url.Length < prefix.Length + 20
            && url.AsSpan(prefix.Length).IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
