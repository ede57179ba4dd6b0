using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace EnablementHub.Platform.Markdown.Safety;

/// <summary>
/// Reads the renderer's HTML as a browser would and writes it anew from the allow-list, so that nothing depends on
/// every extension of the renderer being harmless. Takes down the plain text on the way.
/// </summary>
internal sealed class SafeHtmlWriter
{
    private static readonly string[] Alignments = ["left", "center", "right"];
    private readonly StringBuilder _html = new();
    private readonly PlainTextBuilder _plain = new();

    internal string Html => _html.ToString();

    internal string PlainText => _plain.ToString();

    internal void Write(string unsafeHtml)
    {
        var document = new HtmlParser().ParseDocument("<!DOCTYPE html><html><body>" + unsafeHtml + "</body></html>");

        // Not by recursion, because the writer chooses the depth and a stack that overflows ends the process; nor by
        // NextSibling, which looks for its place among all siblings each time.
        var open = new Stack<(INode Node, int NextChild)>();
        open.Push((document.Body!, 0));
        while (open.TryPop(out var current))
        {
            if (current.NextChild < current.Node.ChildNodes.Length && !IsDropped(current.Node))
            {
                open.Push(current with { NextChild = current.NextChild + 1 });
                var child = current.Node.ChildNodes[current.NextChild];
                Open(child);
                open.Push((child, 0));
            }
            else
            {
                Close(current.Node);
            }
        }
    }

    private static bool IsDropped(INode node) => node is IElement { LocalName: "script" or "style" or "template" or "noscript" or "textarea" or "title" };

    private void Open(INode node)
    {
        if (node is IText text)
        {
            Escape(text.Data, isAttribute: false);
            if (!IsLabel(text.ParentElement))
            {
                _plain.Add(text.Data, text.ParentElement is { LocalName: "code", ParentElement.LocalName: "pre" });
            }
        }
        else if (node is IElement element && IsWritten(element))
        {
            _html.Append('<').Append(element.LocalName);
            WriteAttributes(element);
            _html.Append('>');
        }
        else if (node is IElement { LocalName: "img" } picture)
        {
            Escape(picture.GetAttribute("alt") ?? "", isAttribute: false);
            _plain.Add(picture.GetAttribute("alt") ?? "", keepsLines: false);
        }
    }

    private void Close(INode node)
    {
        if (node is not IElement element || !IsWritten(element))
        {
            return;
        }

        if (!SafeHtml.Void.Contains(element.LocalName))
        {
            _html.Append("</").Append(element.LocalName).Append('>');
        }

        if (element.LocalName is "td" or "th")
        {
            _plain.Add(" ", keepsLines: false);
        }
        else if (SafeHtml.Elements[element.LocalName])
        {
            _plain.EndLine();
        }
    }

    private static bool IsLabel(IElement? element) =>
        element is not null && (element.ClassList.Contains("play-block-label") || element.ClassList.Contains("footnote-back-ref"));

    private static bool IsWritten(IElement element) => SafeHtml.Elements.ContainsKey(element.LocalName) && element.LocalName switch
    {
        "a" => LinkRules.IsAllowed(element.GetAttribute("href")),
        "img" => LinkRules.IsOwnPicture(element.GetAttribute("src")),
        "input" => element.GetAttribute("type") is "checkbox",
        _ => true,
    };

    private void WriteAttributes(IElement element)
    {
        WriteClasses(element);
        if (element.Id is { Length: > 0 and <= 100 } id && element.LocalName is "a" or "li" or "h2" or "h3" or "h4" or "h5" or "h6")
        {
            Attribute("id", element.Id);
        }

        switch (element.LocalName)
        {
            case "a":
                WriteLink(element);
                break;
            case "img":
                Attribute("src", element.GetAttribute("src")!);
                Attribute("alt", element.GetAttribute("alt") ?? "");
                Attribute("loading", "lazy");
                break;
            case "input":
                var isDone = element.HasAttribute("checked");
                _html.Append(" type=\"checkbox\" disabled");
                _html.Append(isDone ? " checked aria-label=\"done\"" : " aria-label=\"to do\"");
                break;
            case "ol" when int.TryParse(element.GetAttribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start):
                Attribute("start", start.ToString(CultureInfo.InvariantCulture));
                break;
            case "pre" or "table":
                // Wide ones scroll by themselves, and what scrolls must be reached by keyboard.
                Attribute("tabindex", "0");
                break;
            case "div":
                WritePlaceholder(element);
                break;
        }
    }

    private void WriteClasses(IElement element)
    {
        var classes = element.ClassList.Where(SafeHtml.IsClass).ToList();
        if (element.LocalName == "a" && LinkRules.IsExternal(element.GetAttribute("href") ?? ""))
        {
            classes.Add("external");
        }

        // The content security policy allows no inline style, which is how the renderer aligns cells.
        if (element.LocalName is "td" or "th" && element.GetAttribute("style") is { } style)
        {
            classes.AddRange(Alignments
                .Where(side => style.Contains(side, StringComparison.Ordinal))
                .Select(side => "align-" + side));
        }

        if (classes.Count > 0)
        {
            Attribute("class", string.Join(' ', classes));
        }
    }

    private void WriteLink(IElement element)
    {
        var href = element.GetAttribute("href")!;
        Attribute("href", href);
        if (element.GetAttribute("title") is { Length: > 0 } title)
        {
            Attribute("title", title);
        }

        if (LinkRules.IsExternal(href))
        {
            Attribute("rel", "noopener noreferrer nofollow");
        }

        if (element.ClassList.Contains("footnote-back-ref"))
        {
            Attribute("aria-label", "Back to the text");
        }
    }

    private void WritePlaceholder(IElement element)
    {
        if (element.GetAttribute("role") is "note")
        {
            Attribute("role", "note");
        }

        foreach (var name in EmbedSplitter.Attributes)
        {
            if (element.GetAttribute(name) is { } value)
            {
                Attribute(name, value);
            }
        }

        if (element.GetAttribute(EmbedSplitter.Caption) is { Length: > 0 } caption)
        {
            _plain.Add(caption, keepsLines: false);
        }
    }

    private void Attribute(string name, string value)
    {
        _html.Append(' ').Append(name).Append("=\"");
        Escape(value, isAttribute: true);
        _html.Append('"');
    }

    private void Escape(string text, bool isAttribute)
    {
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' when isAttribute => _html.Append("&quot;"),
                _ => _html.Append(character),
            };
        }
    }
}
