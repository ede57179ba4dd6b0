using System.Text.RegularExpressions;
using EnablementHub.Platform.Markdown.Safety;

namespace EnablementHub.Platform.Markdown.Foreign;

/// <summary>
/// Turns the markdown of other places into the hub's: HTML, and the tags of Hugo, Jekyll, GitBook, MkDocs, Docusaurus and
/// Obsidian. What has no form here is named with its line; words are never dropped.
/// </summary>
public static partial class ForeignMarkdown
{
    /// <param name="text">Without its front matter; lines end with a line feed.</param>
    /// <param name="firstLine">Line of the file on which the text begins.</param>
    /// <param name="forAnchors">Only headings and anchors are asked for: HTML that has neither may stay.</param>
    /// <exception cref="MarkdownTooComplexException">The text is too long or would take too long.</exception>
    public static ForeignText Convert(string text, int firstLine = 1, bool forAnchors = false)
    {
        ComplexityGuard.Check(text);
        var problems = new List<ForeignProblem>();
        var anchors = new List<ForeignAnchor>();
        var lines = LineOrigins.Begin(text, firstLine);
        try
        {
            if (ForeignTags.MayHave(text)) (text, lines) = ForeignTags.Run(text, lines, problems, anchors);
            if (text.Contains('<', StringComparison.Ordinal) && (!forAnchors || MakesAnchors().IsMatch(text))) (text, lines) = ForeignHtml.Run(text, lines, problems, anchors);
        }
        catch (ArgumentException tooDeep) when (tooDeep.Message.Contains("too deeply nested", StringComparison.Ordinal))
        {
            throw new MarkdownTooComplexException("The text is nested too deeply. Use fewer quotes, lists, brackets and blocks within each other.", tooDeep);
        }

        return new ForeignText(text, [.. problems.OrderBy(problem => problem.Line)], anchors, lines);
    }

    [GeneratedRegex(@"\A\s*<|<h[1-6]|<[a-z][^>]*\s(?:id|name)\s*=|^#+[^\n]*<", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex MakesAnchors();
}
