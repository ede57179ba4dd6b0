using System.Globalization;
using System.Net;

namespace EnablementHub.Platform.Markdown;

/// <summary>A piece of a rendered text.</summary>
public abstract record RenderedPart;

/// <param name="Html">Written as it is. A part alone may leave elements open that a later part closes.</param>
public sealed record HtmlPart(string Html) : RenderedPart;

/// <summary>The item itself is to stand here.</summary>
public sealed record EmbedPart(int ItemId, string Caption, double? Start, double? End) : RenderedPart;

/// <summary>The end of a say block that shows these items; there is a gap when none of them can be shown.</summary>
public sealed record SayClipsPart(IReadOnlyList<int> ItemIds) : RenderedPart;

/// <summary>
/// Takes rendered HTML apart at its placeholders. It reads only what <see cref="MarkdownRenderer"/> wrote: there a
/// less-than sign stands nowhere but at the beginning of a tag, so nothing a person writes can look like a placeholder.
/// </summary>
public static class EmbedSplitter
{
    internal const string Embed = "data-embed";
    internal const string Caption = "data-caption";
    internal const string Start = "data-start";
    internal const string End = "data-end";
    internal const string SayClips = "data-say-clips";
    internal static readonly string[] Attributes = [Embed, Caption, Start, End, SayClips];

    private const string Opening = "<div data-";
    private const string Closing = "></div>";

    public static IReadOnlyList<RenderedPart> Split(string html)
    {
        var parts = new List<RenderedPart>();
        var written = 0;
        var from = 0;
        while (html.IndexOf(Opening, from, StringComparison.Ordinal) is >= 0 and var at)
        {
            var end = html.IndexOf(Closing, at, StringComparison.Ordinal);
            var placeholder = end < 0 ? null : Read(html[(at + "<div".Length)..end]);
            if (placeholder is null)
            {
                from = at + Opening.Length;
                continue;
            }

            AddHtml(parts, html[written..at]);
            parts.Add(placeholder);
            written = from = end + Closing.Length;
        }

        AddHtml(parts, html[written..]);
        return parts;
    }

    private static void AddHtml(List<RenderedPart> parts, string html)
    {
        if (html.Length > 0)
        {
            parts.Add(new HtmlPart(html));
        }
    }

    private static RenderedPart? Read(string attributes)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = attributes.AsSpan();
        while (!rest.IsEmpty)
        {
            var equals = rest.IndexOf("=\"", StringComparison.Ordinal);
            var length = equals < 0 ? -1 : rest[(equals + 2)..].IndexOf('"');
            if (length < 0 || rest[0] != ' ')
            {
                return null;
            }

            values[rest[1..equals].ToString()] = WebUtility.HtmlDecode(rest.Slice(equals + 2, length).ToString());
            rest = rest[(equals + 2 + length + 1)..];
        }

        if (values.TryGetValue(SayClips, out var items))
        {
            return new SayClipsPart([.. items.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ReadId).OfType<int>()]);
        }

        return values.TryGetValue(Embed, out var text) && ReadId(text) is { } id
            ? new EmbedPart(id, values.GetValueOrDefault(Caption, ""), ReadSeconds(values, Start), ReadSeconds(values, End))
            : null;
    }

    private static int? ReadId(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static double? ReadSeconds(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var text) && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;
}
