using System.Globalization;

namespace EnablementHub.Platform.Markdown;

/// <summary>
/// How a text addresses an item: <c>/items/42</c>, <c>/items/42/any-slug</c> or <c>item:42</c>, then a moment as
/// <c>?start=12.5&amp;end=40</c> or <c>#t=12.5,40</c>, or the <c>#heading</c> to open.
/// </summary>
internal sealed record ItemAddress(int ItemId, double? Start, double? End, string? Heading)
{
    private const string PathPrefix = "/items/";
    private const string Scheme = "item:";
    private const int MaxLength = 500;

    /// <summary>The one form in which the hub writes such links.</summary>
    internal string Href
    {
        get
        {
            var href = string.Create(CultureInfo.InvariantCulture, $"{PathPrefix}{ItemId}");
            href += (Start, End) switch
            {
                (double start, double end) => string.Create(CultureInfo.InvariantCulture, $"?start={start}&end={end}"),
                (double start, null) => string.Create(CultureInfo.InvariantCulture, $"?start={start}"),
                _ => "",
            };
            return Heading is null ? href : href + "#" + Uri.EscapeDataString(Heading);
        }
    }

    internal static ItemAddress? Parse(string? url)
    {
        if (string.IsNullOrEmpty(url) || url.Length > MaxLength)
        {
            return null;
        }

        var (path, query, fragment) = Split(url);
        if (ReadId(path) is not { } id)
        {
            return null;
        }

        var (start, end) = ReadMoment(query, fragment);
        var isMoment = fragment.StartsWith("t=", StringComparison.Ordinal);
        return new ItemAddress(id, start, end, fragment.Length == 0 || isMoment ? null : Uri.UnescapeDataString(fragment));
    }

    private static int? ReadId(string path)
    {
        string digits;
        if (path.StartsWith(PathPrefix, StringComparison.OrdinalIgnoreCase))
        {
            var parts = path[PathPrefix.Length..].Split('/');
            digits = parts[0];
            if (parts.Length > 3 || (parts.Length == 3 && parts[2].Length > 0))
            {
                return null;
            }
        }
        else if (path.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            digits = path[Scheme.Length..];
        }
        else
        {
            return null;
        }

        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
    }

    private static (string Path, string Query, string Fragment) Split(string url)
    {
        var (rest, fragment) = Cut(url, '#');
        var (path, query) = Cut(rest, '?');
        return (path, query, fragment);
    }

    private static (string Before, string After) Cut(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    private static (double? Start, double? End) ReadMoment(string query, string fragment)
    {
        double? start = null;
        double? end = null;
        foreach (var pair in query.Split('&'))
        {
            var (name, value) = Cut(pair, '=');
            switch (name)
            {
                case "start":
                    start = ReadSeconds(value);
                    break;
                case "end":
                    end = ReadSeconds(value);
                    break;
            }
        }

        if (fragment.StartsWith("t=", StringComparison.Ordinal))
        {
            var (first, second) = Cut(fragment[2..], ',');
            start = first.Length == 0 && second.Length > 0 ? 0 : ReadSeconds(first);
            end = ReadSeconds(second);
        }

        start ??= end is null ? null : 0;
        return end <= start ? (start, null) : (start, end);
    }

    private static double? ReadSeconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1_000_000
            ? Math.Round(seconds, 3)
            : null;
}
