using System.Text.RegularExpressions;

namespace EnablementHub.Platform.Markdown.Foreign;

/// <summary>Tags that site generators understand and markdown doesn't. They are found in the plain text, for they break the syntax around them.</summary>
internal static partial class ForeignTags
{
    private static readonly Dictionary<string, string> Callouts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["note"] = "note",
        ["info"] = "note",
        ["abstract"] = "note",
        ["summary"] = "note",
        ["quote"] = "note",
        ["question"] = "note",
        ["example"] = "note",
        ["primary"] = "note",
        ["secondary"] = "note",
        ["seealso"] = "note",
        ["tip"] = "tip",
        ["hint"] = "tip",
        ["success"] = "tip",
        ["check"] = "tip",
        ["important"] = "important",
        ["warning"] = "warning",
        ["attention"] = "warning",
        ["alert"] = "warning",
        ["caution"] = "caution",
        ["danger"] = "caution",
        ["error"] = "caution",
        ["bug"] = "caution",
        ["failure"] = "caution",
    };

    internal static bool MayHave(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal) || text.Contains("{:", StringComparison.Ordinal) || text.Contains("{#", StringComparison.Ordinal)
        || text.Contains("[[", StringComparison.Ordinal) || text.Contains("!!! ", StringComparison.Ordinal) || text.Contains(":::", StringComparison.Ordinal)
        || text.Contains("[toc]", StringComparison.OrdinalIgnoreCase) || HasSpacedTarget(text);

    internal static (string Text, LineOrigins Lines) Run(string text, LineOrigins lines, List<ForeignProblem> problems, List<ForeignAnchor> anchors)
    {
        (text, lines) = Indented(text, lines);
        var code = new CodePlaces(text);
        var edits = new TextEdits();
        foreach (Match found in Tag().Matches(text))
        {
            if (code.Has(found.Index)) continue;
            if (Replace(found, text, edits) is not { } sentence) continue;
            problems.Add(new ForeignProblem(lines.Of(LineOf(text, found.Index)), sentence));
        }

        foreach (Match found in AttributeList().Matches(text))
        {
            if (code.Has(found.Index)) continue;
            if (found.Groups["id"].Success) anchors.Add(new ForeignAnchor(lines.Of(LineOf(text, found.Index)), found.Groups["id"].Value));
            edits.Put(found.Index, found.Length, "");
        }

        foreach (Match found in WikiLink().Matches(text))
        {
            if (!code.Has(found.Index)) edits.Put(found.Index, found.Length, WikiTarget(found));
        }

        foreach (Match found in HasSpacedTarget(text) ? SpacedTarget().Matches(text) : Enumerable.Empty<Match>())
        {
            if (!code.Has(found.Index)) edits.Put(found.Index, found.Length, $"](<{found.Groups["target"].Value}>)");
        }

        foreach (Match found in Contents().Matches(text))
        {
            if (!code.Has(found.Index)) edits.Put(found.Index, found.Length, "");
        }

        foreach (Match found in Container().Matches(text))
        {
            var name = found.Groups["name"].Value;
            if (!code.Has(found.Index) && Callouts.TryGetValue(name, out var own) && own != name) edits.Put(found.Groups["name"].Index, name.Length, " " + own);
        }

        return edits.ApplyTo(text, lines);
    }

    /// <summary>Whether an address might hold a space: nearly no text has one, and the exact look costs more than all others.</summary>
    private static bool HasSpacedTarget(string text)
    {
        for (var at = text.IndexOf("](", StringComparison.Ordinal); at >= 0; at = text.IndexOf("](", at + 2, StringComparison.Ordinal))
        {
            var target = text.AsSpan(at + 2);
            var end = target.IndexOfAny(')', '\n', '"');
            if (end > 0 && target[..end].TrimEnd(' ').Contains(' ')) return true;
        }

        return false;
    }

    internal static int LineOf(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    /// <returns>A sentence when the tag stays as it is.</returns>
    private static string? Replace(Match found, string text, TextEdits edits)
    {
        var content = found.Groups["content"].Value.Trim();
        var isLiquidValue = found.Value.StartsWith("{{", StringComparison.Ordinal) && found.Groups["open"].Length == 2;
        if (isLiquidValue && BaseUrl().IsMatch(content)) return Put("");
        if (isLiquidValue) return $"“{Short(found.Value)}” stands for something that another program fills in; it stands in the text as written.";
        var closes = content.StartsWith('/') || content.StartsWith("end", StringComparison.Ordinal);
        var name = content.TrimStart('/').Split((char[])[' ', '\t', '\n', '/'], 2)[0];
        if (closes) name = name.StartsWith("end", StringComparison.Ordinal) ? name[3..] : name;
        var arguments = Arguments(content);
        switch (name)
        {
            case "raw" or "content-ref" or "tabs" or "tab" or "tabpane" or "stepper" or "step" or "columns" or "column" or "code" or "comment" or "highlight" or "details" or "expand" or "accordion" or "panel" or "card" or "cardpane" or "blocks" or "toc":
                return Put(!closes && Named(arguments, "title", "summary", "header", "name", "") is { Length: > 0 } title && name is not ("content-ref" or "highlight" or "code" or "raw" or "comment") ? $"**{title}**\n" : "");
            case "hint" or "alert" or "callout" or "notice" or "admonition" or "note" or "tip" or "warning" or "info" or "caution" or "danger" or "important":
                return Put(closes ? "\n:::\n" : Opening(name, arguments));
            case "embed":
                return closes ? Put("") : Named(arguments, "url", "src", "") is { Length: > 0 } url ? Put($"<{url}>") : Stays(found.Value);
            case "ref" or "relref" or "link" or "post_url":
                return Named(arguments, "path", "") is { Length: > 0 } page ? Put(name is "link" or "post_url" ? "/" + page.TrimStart('/') : page) : Stays(found.Value);
            case "youtube" or "vimeo":
                return Named(arguments, "id", "") is { Length: > 0 } id ? Put(name == "youtube" ? $"[Video](https://www.youtube.com/watch?v={Uri.EscapeDataString(id)})" : $"[Video](https://vimeo.com/{Uri.EscapeDataString(id)})") : Stays(found.Value);
            case "figure" or "img" or "image" or "file":
                return closes ? Put("") : Named(arguments, "src", "url", "") is { Length: > 0 } source
                    ? Put(name == "file" ? $"[{Named(arguments, "caption") ?? source}](<{source}>)" : $"![{Named(arguments, "alt", "caption", "title")}](<{source}>)")
                    : Stays(found.Value);
            default:
                return Stays(found.Value);
        }

        string? Put(string put)
        {
            // A tag alone on its line takes the line with it.
            var end = found.Index + found.Length;
            var isAlone = put.Length == 0 && (found.Index == 0 || text[found.Index - 1] == '\n') && end < text.Length && text[end] == '\n';
            edits.Put(found.Index, isAlone ? found.Length + 1 : found.Length, put);
            return null;
        }
    }

    private static string Stays(string tag) => $"The tag “{Short(tag)}” isn't one that the hub knows; it stands in the text as written.";

    private static string Short(string tag) => string.Join(' ', (tag.Length <= 60 ? tag : tag[..60] + "…").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Opening(string name, Dictionary<string, string> arguments)
    {
        var style = Named(arguments, "style", "color", "type", "level") ?? (Callouts.ContainsKey(Named(arguments, "") ?? "") ? Named(arguments, "")! : name);
        var title = Named(arguments, "title") ?? "";
        return $"\n::: {Callouts.GetValueOrDefault(style, "note")}{(title.Length > 0 ? " " + title : "")}\n";
    }

    private static string? Named(Dictionary<string, string> arguments, params string[] names) => names.Select(arguments.GetValueOrDefault).FirstOrDefault(value => value is not null);

    /// <summary>By name; the first one without a name is called by an empty one.</summary>
    private static Dictionary<string, string> Arguments(string content)
    {
        var arguments = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match argument in Argument().Matches(content.Contains(' ', StringComparison.Ordinal) ? content[content.IndexOf(' ', StringComparison.Ordinal)..] : ""))
            arguments.TryAdd(argument.Groups["name"].Value, argument.Groups["quoted"].Success ? argument.Groups["quoted"].Value : argument.Groups["bare"].Value);
        return arguments;
    }

    private static string WikiTarget(Match found)
    {
        var target = found.Groups["target"].Value.Trim();
        var words = found.Groups["words"].Success ? found.Groups["words"].Value.Trim() : target;
        return $"{(found.Value.StartsWith('!') ? "!" : "")}[{words}](<wiki:{target}>)";
    }

    /// <summary>Call-outs of MkDocs hold what is indented below them.</summary>
    private static (string Text, LineOrigins Lines) Indented(string text, LineOrigins lines)
    {
        if (!text.Contains("!!! ", StringComparison.Ordinal)) return (text, lines);
        var edits = new TextEdits();
        var code = new CodePlaces(text);
        foreach (Match found in Admonition().Matches(text))
        {
            if (code.Has(found.Index)) continue;
            var title = found.Groups["title"].Value;
            edits.Put(found.Index, found.Groups["head"].Length, $"::: {Callouts.GetValueOrDefault(found.Groups["name"].Value, "note")}{(title.Length > 0 ? " " + title : "")}");
            var body = found.Groups["body"];
            foreach (Match indent in Indent().Matches(body.Value)) edits.Put(body.Index + indent.Index, indent.Length, "");
            var end = body.Index + body.Value.TrimEnd().Length;
            edits.Put(end, 0, "\n:::");
        }

        return edits.ApplyTo(text, lines);
    }

    [GeneratedRegex(@"(?<open>\{\{[<%]|\{%-?|\{\{)(?<content>[^{}]{1,2000}?)(?:[>%]\}\}|-?%\}|\}\})", RegexOptions.ExplicitCapture, 2_000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?:(?<name>[A-Za-z_][\w-]*)\s*=\s*)?(?:[""“'](?<quoted>[^""”']*)[""”']|(?<bare>[^\s""'=<>/%][^\s""'=<>%]*))", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Argument();

    [GeneratedRegex(@"[ \t]*(?<!\{)\{(?::[ \t]*(?=[.#]|toc|[\w-]+=)(?:[^{}\n]*#(?<id>[\w-]+))?[^{}\n]*|#(?<id>[\w.-]+)[^{}\n]*)\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex AttributeList();

    [GeneratedRegex(@"!?\[\[(?!_?TOC_?\]\])(?<target>[^\[\]|\n]{1,200})(?:\|(?<words>[^\[\]\n]{1,200}))?\]\](?!\()", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex WikiLink();

    [GeneratedRegex(@"\]\((?<target>(?!<)(?![a-z]+://)[^()<>\n""']*[^()<>\n""'\s][ ][^()<>\n""']*\.(?:md|markdown|png|jpe?g|gif|webp|svg|pdf|docx|pptx|xlsx|mp4)(?:#[^()<>\n\s""']*)?)\)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex SpacedTarget();

    [GeneratedRegex(@"^(?:\[\[_?TOC_?\]\]|\[TOC\]|\* ?TOC)[ \t]*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Contents();

    [GeneratedRegex(@"^:{3,}[ \t]*(?<name>[A-Za-z]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Container();

    [GeneratedRegex(@"^(?<head>!!!\+?[ \t]+(?<name>[A-Za-z]+)(?:[ \t]+""(?<title>[^""\n]*)"")?[^\n]*)\n(?<body>(?:(?:[ ]{4}|\t)[^\n]*(?:\n|\z)|[ \t]*\n(?=(?:[ ]{4}|\t)))+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 2_000)]
    private static partial Regex Admonition();

    [GeneratedRegex(@"^(?:[ ]{4}|\t)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Indent();

    [GeneratedRegex(@"^(?:site\.(?:baseurl|url)|(?:""""|'')\s*\|\s*(?:relative_url|absolute_url))$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex BaseUrl();
}
