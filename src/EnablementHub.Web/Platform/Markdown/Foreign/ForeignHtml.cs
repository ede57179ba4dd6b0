using System.Text.RegularExpressions;
using EnablementHub.Platform.Markdown.Blocks;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EnablementHub.Platform.Markdown.Foreign;

/// <summary>Finds the HTML of a text on its syntax tree and puts markdown in its place. What code shows is never looked into.</summary>
internal static partial class ForeignHtml
{
    private static readonly MarkdownPipeline Pipeline = Build();

    internal static (string Text, LineOrigins Lines) Run(string text, LineOrigins lines, List<ForeignProblem> problems, List<ForeignAnchor> anchors)
    {
        if (!MayBeTag().IsMatch(text)) return (text, lines);
        if (text.Contains("<table", StringComparison.OrdinalIgnoreCase)) (text, lines) = JoinTables(text, lines);
        var edits = new TextEdits();
        var document = MarkdownParser.Parse(text, Pipeline);
        foreach (var block in document.Descendants<HtmlBlock>()) ReplaceBlock(text, block, lines, edits, problems, anchors);
        foreach (var leaf in document.Descendants<LeafBlock>())
        {
            if (leaf.Inline is { } inline) ReplaceInline(text, leaf, inline, lines, edits, problems, anchors);
        }

        return edits.ApplyTo(text, lines);
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder { MaximumNestingDepth = 60 }
            .UsePipeTables(new PipeTableOptions { RequireHeaderSeparator = true }).UseTaskLists().UseFootnotes().UseEmphasisExtras().UseAutoLinks().UsePreciseSourceLocation();
        builder.Extensions.AddIfNotAlready<PlayExtension>();
        return builder.Build();
    }

    /// <summary>An empty line ends a block of HTML: a table with empty lines would fall apart.</summary>
    private static (string Text, LineOrigins Lines) JoinTables(string text, LineOrigins lines)
    {
        var code = new CodePlaces(text);
        var edits = new TextEdits();
        foreach (Match table in Table().Matches(text))
        {
            if (code.Has(table.Index)) continue;
            foreach (Match gap in Gap().Matches(table.Value)) edits.Put(table.Index + gap.Index, gap.Length, "\n");
        }

        return edits.ApplyTo(text, lines);
    }

    private static void ReplaceBlock(string text, HtmlBlock block, LineOrigins lines, TextEdits edits, List<ForeignProblem> problems, List<ForeignAnchor> anchors)
    {
        var start = block.Span.Start;
        var end = Math.Min(block.Span.End + 1, text.Length);
        if (start < 0 || end <= start) return;
        var lineStart = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        var before = text[lineStart..start];
        var prefix = new string([.. before.Select(character => character is '>' or '\t' ? character : ' ')]);
        var raw = block.Lines.ToString();
        var writer = new HtmlToMarkdown(sentence => problems.Add(new ForeignProblem(lines.Of(block.Line + 1), sentence)), name => anchors.Add(new ForeignAnchor(lines.Of(block.Line + 1), name)));
        var put = writer.Block(raw).Replace("\n", "\n" + prefix, StringComparison.Ordinal);

        // What follows a block of HTML without an empty line belongs to it; what was a block must stay one.
        var isTight = put.Length > 0 && end < text.Length && !(text[end] == '\n' && (end + 1 >= text.Length || text[end + 1] == '\n'));
        var follows = put.Length > 0 && lineStart > 1 && text[lineStart - 2] != '\n' && before.Length == 0;
        edits.Put(start, end - start, (follows ? "\n" : "") + put + (isTight ? "\n" + prefix : ""));
    }

    private static void ReplaceInline(string text, LeafBlock leaf, ContainerInline container, LineOrigins lines, TextEdits edits, List<ForeignProblem> problems, List<ForeignAnchor> anchors)
    {
        var open = new Stack<(string Name, HtmlInline Tag, Dictionary<string, string> Attributes)>();
        foreach (var tag in container.Descendants<HtmlInline>())
        {
            if (tag.Span.Start < 0 || tag.Span.End >= text.Length) continue;
            var line = lines.Of(ForeignTags.LineOf(text, tag.Span.Start));
            if (TagName().Match(tag.Tag) is not { Success: true } match)
            {
                Remove(tag);
                continue;
            }

            var name = match.Groups["name"].Value.ToLowerInvariant();
            if (!HtmlNames.All.Contains(name))
            {
                if (!match.Groups["slash"].Success && (name.Contains('-', StringComparison.Ordinal) || tag.Tag.Contains('=', StringComparison.Ordinal) || char.IsUpper(tag.Tag[1])))
                    problems.Add(new ForeignProblem(line, $"The tag <{match.Groups["name"].Value}> isn't one that the hub knows; it stands in the text as written."));
                continue;
            }

            if (match.Groups["slash"].Success)
            {
                if (open.TryPeek(out var top) && top.Name == name) Close(open.Pop(), tag);
                else Remove(tag);
                continue;
            }

            var attributes = HtmlNames.Attributes(tag.Tag);
            if ((attributes.GetValueOrDefault("id") ?? (name == "a" ? attributes.GetValueOrDefault("name") : null)) is { Length: > 0 } anchor) anchors.Add(new ForeignAnchor(line, anchor));
            switch (name)
            {
                case "br":
                    edits.Put(tag.Span.Start, tag.Span.Length, leaf is HeadingBlock ? " " : IsInTable(leaf) ? " · " : tag.Span.End + 1 < text.Length && text[tag.Span.End + 1] == '\n' ? "\\" : "\\\n");
                    break;
                case "img":
                    edits.Put(tag.Span.Start, tag.Span.Length, HtmlToMarkdown.Picture(attributes.GetValueOrDefault("src"), attributes.GetValueOrDefault("alt")));
                    break;
                case "iframe" or "video" or "audio" or "embed" or "source":
                    edits.Put(tag.Span.Start, tag.Span.Length, attributes.GetValueOrDefault("src") is { Length: > 0 } source ? $"[{(name == "audio" ? "Recording" : "Video")}](<{source}>)" : "");
                    problems.Add(new ForeignProblem(line, $"<{name}> can't stand in a text of the hub; it became a link."));
                    break;
                case "wbr" or "hr" or "input":
                    Remove(tag);
                    break;
                default:
                    if (HtmlNames.Dropped.Contains(name)) problems.Add(new ForeignProblem(line, $"<{name}> has no form in the hub; its tag was left out."));
                    open.Push((name, tag, attributes));
                    break;
            }
        }

        foreach (var left in open) Remove(left.Tag);

        void Remove(HtmlInline tag) => edits.Put(tag.Span.Start, tag.Span.Length, "");

        void Close((string Name, HtmlInline Tag, Dictionary<string, string> Attributes) begun, HtmlInline end)
        {
            var (before, after) = HtmlNames.Marks(begun.Name, begun.Attributes);
            var isEmpty = string.IsNullOrWhiteSpace(text[(begun.Tag.Span.End + 1)..end.Span.Start]);
            edits.Put(begun.Tag.Span.Start, begun.Tag.Span.Length, isEmpty ? "" : before);
            edits.Put(end.Span.Start, end.Span.Length, isEmpty ? "" : after);
        }
    }

    private static bool IsInTable(Block block)
    {
        for (Block? current = block; current is not null; current = current.Parent)
        {
            if (current is TableCell) return true;
        }

        return false;
    }

    [GeneratedRegex(@"<[A-Za-z/!?]", RegexOptions.None, 1_000)]
    private static partial Regex MayBeTag();

    [GeneratedRegex(@"^[ \t]*<table\b(?:(?!</table>)[\s\S])*</table>", RegexOptions.IgnoreCase | RegexOptions.Multiline, 2_000)]
    private static partial Regex Table();

    [GeneratedRegex(@"\n(?:[ \t]*\n)+", RegexOptions.None, 1_000)]
    private static partial Regex Gap();

    [GeneratedRegex(@"^<(?<slash>/)?(?<name>[A-Za-z][A-Za-z0-9-]*)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex TagName();
}
