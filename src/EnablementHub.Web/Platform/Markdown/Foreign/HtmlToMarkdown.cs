using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace EnablementHub.Platform.Markdown.Foreign;

/// <summary>Writes a piece of HTML as markdown: blocks one after the other, with an empty line between them.</summary>
internal sealed class HtmlToMarkdown(Action<string> problem, Action<string> anchor)
{
    private const int MaxDepth = 60;
    private static readonly HtmlParser Parser = new();

    internal string Block(string html)
    {
        var document = Parser.ParseDocument("<!DOCTYPE html><html><body>" + html + "</body></html>");
        return Blocks(document.Body!, 0);
    }

    internal static string Picture(string? source, string? words) =>
        string.IsNullOrWhiteSpace(source) ? "" : $"![{(words ?? "").ReplaceLineEndings(" ").Replace("[", "(", StringComparison.Ordinal).Replace("]", ")", StringComparison.Ordinal)}]({HtmlNames.Target(source)})";

    private string Blocks(INode parent, int depth)
    {
        if (depth > MaxDepth) return parent.TextContent;
        var blocks = new List<string>();
        var line = new StringBuilder();
        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element && IsBlock(element.LocalName))
            {
                End();
                if (element.Id is { Length: > 0 } id) anchor(id);
                Add(BlockOf(element, depth + 1));
            }
            else
            {
                Inline(line, node, depth + 1, isCell: false);
            }
        }

        End();
        return string.Join("\n\n", blocks);

        void End()
        {
            Add(Tidy(line.ToString()));
            line.Clear();
        }

        void Add(string block)
        {
            if (block.Trim('\n', ' ', '\t').Length > 0) blocks.Add(block.Trim('\n'));
        }
    }

    private static bool IsBlock(string name) => name is "p" or "div" or "section" or "article" or "aside" or "header" or "footer" or "main" or "nav" or "center" or "figure" or "figcaption" or "address" or "hgroup" or "fieldset"
        or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "menu" or "dir" or "dl" or "dt" or "dd" or "li" or "blockquote" or "pre" or "hr" or "table" or "details" or "summary" or "form" or "dialog" or "legend";

    private string BlockOf(IElement element, int depth)
    {
        switch (element.LocalName)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                return Line(element, depth) is { Length: > 0 } title ? new string('#', element.LocalName[1] - '0') + " " + title : "";
            case "hr":
                return "---";
            case "pre":
                var code = element.TextContent.Trim('\n');
                var fence = code.Contains("```", StringComparison.Ordinal) ? "~~~~" : "```";
                return $"{fence}{Language(element)}\n{code}\n{fence}";
            case "ul" or "menu" or "dir":
                return List(element, depth, isNumbered: false);
            case "ol":
                return List(element, depth, isNumbered: true);
            case "li" or "dd":
                return "- " + Blocks(element, depth).Replace("\n", "\n  ", StringComparison.Ordinal);
            case "dt" or "summary" or "legend":
                return Line(element, depth) is { Length: > 0 } term ? $"**{term}**" : "";
            case "figcaption":
                return Line(element, depth) is { Length: > 0 } caption ? $"*{caption}*" : "";
            case "blockquote":
                return "> " + Blocks(element, depth).Replace("\n", "\n> ", StringComparison.Ordinal);
            case "table":
                return HtmlTable.Write(element, cell => Cell(cell, depth), problem);
            case "form":
                problem("<form> has no form in the hub; its words stayed.");
                return Blocks(element, depth);
            default:
                return Blocks(element, depth);
        }
    }

    private string List(IElement list, int depth, bool isNumbered)
    {
        var result = new StringBuilder();
        var number = int.TryParse(list.GetAttribute("start"), System.Globalization.CultureInfo.InvariantCulture, out var start) && start is >= 0 and < 100_000 ? start : 1;
        foreach (var child in list.Children)
        {
            var mark = isNumbered ? FormattableString.Invariant($"{number++}. ") : "- ";
            var text = child.LocalName is "ul" or "ol" ? BlockOf(child, depth + 1) : Blocks(child, depth + 1).Replace("\n\n- ", "\n- ", StringComparison.Ordinal);
            if (text.Length == 0) continue;
            if (result.Length > 0) result.Append('\n');
            result.Append(mark).Append(text.Replace("\n", "\n" + new string(' ', mark.Length), StringComparison.Ordinal));
        }

        return result.ToString();
    }

    private string Line(INode parent, int depth) => Tidy(Words(parent, depth, isCell: true)).Replace('\n', ' ');

    private string Cell(INode cell, int depth) => Tidy(Words(cell, depth, isCell: true)).Replace("\n", " ", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private string Words(INode parent, int depth, bool isCell)
    {
        var line = new StringBuilder();
        foreach (var node in parent.ChildNodes) Inline(line, node, depth, isCell);
        return line.ToString();
    }

    private void Inline(StringBuilder line, INode node, int depth, bool isCell)
    {
        if (node is IText text)
        {
            line.Append(text.Data.ReplaceLineEndings(" ").Replace('\t', ' '));
            return;
        }

        if (node is not IElement element || depth > MaxDepth) return;
        var name = element.LocalName;
        if (element.Id is { Length: > 0 } id) anchor(id);
        else if (name == "a" && element.GetAttribute("name") is { Length: > 0 } named) anchor(named);
        if (name == "br") line.Append(isCell ? " · " : "\\\n");
        else if (name == "img") line.Append(Picture(element.GetAttribute("src"), element.GetAttribute("alt")));
        else if (name == "input" && element.GetAttribute("type") == "checkbox") line.Append(element.HasAttribute("checked") ? "☑ " : "☐ ");
        else if (name is "iframe" or "video" or "audio" or "embed" or "object") Frame(line, element);
        else if (name == "button") line.Append(Words(element, depth + 1, isCell));
        else if (HtmlNames.Dropped.Contains(name)) problem($"<{name}> has no form in the hub; it was left out.");
        else if (!HtmlNames.All.Contains(name)) Unknown(line, element, depth, isCell);
        else if (isCell && IsBlock(name)) InCell(line, element, depth);
        else Marked(line, element, depth, isCell);
    }

    /// <summary>Blocks within a cell stand one after the other on its only line.</summary>
    private void InCell(StringBuilder line, IElement element, int depth)
    {
        if (line.ToString().Trim().Length > 0 && !line.ToString().TrimEnd().EndsWith('·')) line.Append(" · ");
        line.Append(Words(element, depth + 1, isCell: true).Trim());
    }

    private void Marked(StringBuilder line, IElement element, int depth, bool isCell)
    {
        var attributes = element.Attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value, StringComparer.OrdinalIgnoreCase);
        var (before, after) = HtmlNames.Marks(element.LocalName, attributes);
        var inner = Words(element, depth + 1, isCell);
        var words = inner.Trim();
        if (words.Length == 0)
        {
            line.Append(inner);
            return;
        }

        if (before == "[") words = Tidy(words).Replace('\n', ' ');
        if (char.IsWhiteSpace(inner[0])) line.Append(' ');
        line.Append(before).Append(words).Append(after);
        if (element.LocalName == "abbr" && element.GetAttribute("title") is { Length: > 0 } title) line.Append(" (").Append(title).Append(')');
        if (char.IsWhiteSpace(inner[^1])) line.Append(' ');
    }

    private void Frame(StringBuilder line, IElement element)
    {
        var source = element.GetAttribute("src") ?? element.GetAttribute("data") ?? element.QuerySelector("source")?.GetAttribute("src");
        problem(source is null ? $"<{element.LocalName}> has no form in the hub; it was left out." : $"<{element.LocalName}> can't stand in a text of the hub; it became a link.");
        if (source is not null) line.Append('[').Append(element.GetAttribute("title") is { Length: > 0 } title ? title : element.LocalName == "audio" ? "Recording" : "Video").Append("](").Append(HtmlNames.Target(source)).Append(')');
    }

    private void Unknown(StringBuilder line, IElement element, int depth, bool isCell)
    {
        problem($"The tag <{element.LocalName}> isn't one that the hub knows; its words stayed.");
        line.Append(Words(element, depth + 1, isCell));
    }

    private static string Language(IElement element) =>
        (element.QuerySelector("code") ?? element).ClassList.FirstOrDefault(name => name.StartsWith("language-", StringComparison.Ordinal))?["language-".Length..] ?? element.GetAttribute("lang") ?? "";

    /// <summary>One space for many, none at the ends of lines.</summary>
    private static string Tidy(string words) => string.Join('\n', words.Split('\n').Select(line => string.Join(' ', line.Split((char[])[' ', '\u00a0'], StringSplitOptions.RemoveEmptyEntries)))).Trim().TrimEnd('\\').TrimEnd();
}
