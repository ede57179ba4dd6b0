using System.Net;
using System.Text.RegularExpressions;

namespace EnablementHub.Features.Links.Moving;

/// <param name="Anchor">As it stands in the page and in links.</param>
public sealed record Section(string Anchor, string Title, int Level);

/// <param name="Text">What stands between its heading and the next one.</param>
public sealed record SectionText(string Anchor, int Level, string Text);

/// <summary>The sections of texts that the hub has rendered.</summary>
public static partial class Sections
{
    /// <summary>What the page of a training video adds by itself.</summary>
    private static readonly string[] OfThePage = ["recap", "cheat-sheet"];

    public static IReadOnlyList<Section> Of(params string[] html) =>
    [
        .. from text in html
           from Match match in Heading().Matches(text)
           select new Section(WebUtility.HtmlDecode(match.Groups["id"].Value), WebUtility.HtmlDecode(Tag().Replace(match.Groups["text"].Value, "")).Trim(), match.Groups["level"].Value[0] - '0'),
    ];

    public static IReadOnlyList<SectionText> WithTexts(string html)
    {
        var headings = Heading().Matches(html);
        return [.. headings.Select((match, at) => new SectionText(
            WebUtility.HtmlDecode(match.Groups["id"].Value),
            match.Groups["level"].Value[0] - '0',
            WebUtility.HtmlDecode(Tag().Replace(html[(match.Index + match.Length)..(at + 1 < headings.Count ? headings[at + 1].Index : html.Length)], " "))))];
    }

    public static bool IsOfThePage(string anchor) => OfThePage.Contains(anchor, StringComparer.Ordinal);

    /// <summary>Puts earlier anchors beside those that a section has now, so that old links still land on it.</summary>
    /// <param name="html">As rendered.</param>
    /// <param name="earlier">Now → the earlier ones.</param>
    public static string WithEarlierAnchors(string html, ILookup<string, string> earlier) => earlier.Count == 0 ? html : Heading().Replace(html, match =>
    {
        var anchors = earlier[WebUtility.HtmlDecode(match.Groups["id"].Value)].Select(old => $"<span id=\"{WebUtility.HtmlEncode(old)}\"></span>");
        return string.Concat(anchors) + match.Value;
    });

    // Reads only what the renderer wrote, where a less-than sign begins a tag and nothing else.
    [GeneratedRegex("<h(?<level>[2-6]) id=\"(?<id>[^\"]+)\">(?<text>.*?)</h[2-6]>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Heading();

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Tag();
}
