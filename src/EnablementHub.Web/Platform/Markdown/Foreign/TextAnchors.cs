using System.Globalization;
using System.Text;
using EnablementHub.Platform.Markdown.Passes;
using Markdig;
using Markdig.Syntax;

namespace EnablementHub.Platform.Markdown.Foreign;

/// <param name="Id">The anchor that the hub gives it.</param>
/// <param name="Others">The anchors that other sites would give it, where they differ.</param>
/// <param name="Line">Of the text, counted from 1.</param>
public sealed record AnchoredHeading(int Level, string Id, string Text, IReadOnlyList<string> Others, int Line);

/// <summary>The headings of a text with the anchors by which links elsewhere mean them.</summary>
public static class TextAnchors
{
    private static readonly MarkdownPipeline Pipeline = MarkdownRenderer.BuildPipeline(isPrecise: false);

    /// <summary>In reading order.</summary>
    public static IReadOnlyList<AnchoredHeading> Read(string text)
    {
        if (text.Length == 0) return [];
        return IsPlain(text, out var headings) ? Parsed(headings) : Parsed(text);
    }

    /// <summary>Whether headings stand on lines of their own, outside lists and quotes: then those lines alone say it all, for a fraction of the time.</summary>
    private static bool IsPlain(string text, out string headings)
    {
        headings = "";
        if (text.Contains("]:", StringComparison.Ordinal)) return false;
        var code = new CodePlaces(text);
        var kept = new StringBuilder();
        var at = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            var start = line.TrimStart();
            var isHeading = start.StartsWith('#') && line.Length - start.Length < 4;
            if (!code.Has(at))
            {
                // Underlined headings, and headings within something, need the whole text.
                if (line.Trim() is { Length: > 0 } words && (words.Trim('=').IsEmpty || words.Trim('-').IsEmpty)) return false;
                if (!isHeading && start.Length > 0 && start[0] is '>' or '-' or '*' or '+' or ':' or (>= '0' and <= '9') && start.Contains('#')) return false;
                if (!isHeading && start.StartsWith('#')) return false;
                if (isHeading) kept.Append(line);
            }

            kept.Append('\n');
            at += line.Length + 1;
        }

        headings = kept.ToString();
        return true;
    }

    private static IReadOnlyList<AnchoredHeading> Parsed(string text)
    {
        MarkdownDocument document;
        try
        {
            document = Markdig.Parsers.MarkdownParser.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            return [];
        }

        var levels = document.Descendants<HeadingBlock>().Select(heading => (heading.Level, Line: heading.Line + 1)).ToList();
        var pass = new HeadingPass();
        pass.Run(document);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. pass.Headings.Select((heading, index) => new AnchoredHeading(levels[index].Level, heading.Id, heading.Text, Others(heading, seen), levels[index].Line))];
    }

    private static List<string> Others(MarkdownHeading heading, Dictionary<string, int> seen)
    {
        var plain = AsOnGitHub(heading.Text);
        var number = seen.GetValueOrDefault(plain);
        seen[plain] = number + 1;
        var suffix = number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{number}");
        var joined = string.Join('-', plain.Split('-', StringSplitOptions.RemoveEmptyEntries));
        var lettered = joined.TrimStart("0123456789-_".ToCharArray());
        return [.. new[] { plain + suffix, joined + suffix, lettered + suffix }.Where(name => name.Length > 0 && name != heading.Id).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The anchor that GitHub makes of these words; of an anchor written by hand, the one that was meant.</summary>
    public static string AsOnGitHub(string text)
    {
        var id = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark) id.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (Rune.IsWhiteSpace(rune)) id.Append('-');
        }

        return id.ToString();
    }
}
