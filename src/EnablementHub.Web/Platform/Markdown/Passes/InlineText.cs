using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EnablementHub.Platform.Markdown.Passes;

/// <summary>The words of a line without their markup.</summary>
internal static class InlineText
{
    internal static string Of(ContainerInline? container)
    {
        if (container is null)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var inline in container.Descendants())
        {
            Append(text, inline);
        }

        return text.ToString().Trim();
    }

    internal static void Append(StringBuilder text, MarkdownObject inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.ContentSpan);
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case AutolinkInline link:
                text.Append(link.Url);
                break;
            case LineBreakInline:
                text.Append(' ');
                break;
        }
    }
}
