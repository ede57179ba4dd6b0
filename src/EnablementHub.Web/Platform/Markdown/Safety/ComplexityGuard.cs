using Markdig.Syntax;

namespace EnablementHub.Platform.Markdown.Safety;

internal static class ComplexityGuard
{
    internal static void Check(string text)
    {
        if (text.Length > MarkdownRenderer.MaxLength)
        {
            throw new MarkdownTooComplexException("The text is longer than 200,000 characters. Split it into several pages.");
        }
    }

    internal static void CheckOutput(MarkdownDocument document)
    {
    }
}
