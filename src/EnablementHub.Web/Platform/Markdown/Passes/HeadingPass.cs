using System.Globalization;
using System.Text;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace EnablementHub.Platform.Markdown.Passes;

/// <summary>
/// Gives headings their anchors as GitHub does. Markdig's own way tries one number after the other, which takes
/// minutes for a text of equal headings.
/// </summary>
internal sealed class HeadingPass
{
    private const int MaxIdLength = 80;

    // Pages use these for their own parts.
    private static readonly string[] Reserved =
        ["main", "content", "search", "q", "top", "nav", "header", "footer", "outline", "player", "transcript", "results", "flash", "palette"];

    private readonly HashSet<string> _taken = new(Reserved, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastNumber = new(StringComparer.Ordinal);

    internal List<MarkdownHeading> Headings { get; } = [];

    internal void Run(MarkdownDocument document)
    {
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Max(heading.Level, 2);
            var text = InlineText.Of(heading.Inline);
            var id = MakeUnique(Slug(text));
            heading.GetAttributes().Id = id;
            Headings.Add(new MarkdownHeading(heading.Level, id, text));
        }
    }

    private string MakeUnique(string slug)
    {
        var candidate = slug;
        while (!_taken.Add(candidate))
        {
            var number = _lastNumber.GetValueOrDefault(slug) + 1;
            _lastNumber[slug] = number;
            candidate = string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");
        }

        return candidate;
    }

    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value == '_' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                slug.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (rune.Value == '-' || Rune.IsWhiteSpace(rune))
            {
                slug.Append('-');
            }

            if (slug.Length >= MaxIdLength)
            {
                break;
            }
        }

        var id = slug.ToString().Trim('-');
        return id.Length == 0 ? "section" : id;
    }
}
