using System.Text;

namespace EnablementHub.Tests.Platform.Markdown.Links;

/// <summary>Texts as nobody would write them: every construct within every other, with links in all their forms.</summary>
internal sealed class RandomTexts(int seed)
{
    private static readonly string[] Words = ["price", "Über", "naïve", "😀", "a*b", "x_y_z", "\\[", "&amp;", "1.", "#", "`", "<", "|", "**", "_", "~~", "[", "]", "(", ")", "!", "-", "/items/4", "[^1]", "https://", "end", "\\", "x\ty"];
    private static readonly string[] Targets = ["/items/4", "/items/42", "/items/4/slug", "item:4", "item:44", "/items/4?start=1&end=2", "/items/4#part", "/items/7", "https://hub.example.com/items/4", "https://example.com/items/4", "/wiki/foo", "/wiki/foo-bar", "#part", "mailto:x@example.com", "/items/4x", "/media/4"];
    private readonly Random _random = new(seed);

    public string Text()
    {
        var text = new StringBuilder();
        var blocks = _random.Next(1, 8);
        for (var i = 0; i < blocks; i++) text.Append(Block(0)).Append("\n\n");
        if (_random.Next(2) == 0) text.Append("[ref]: ").Append(Target()).Append("\n[other]: <").Append(Target()).Append("> \"title\"\n");
        return text.ToString();
    }

    private string Block(int depth) => _random.Next(depth > 2 ? 7 : 11) switch
    {
        0 => new string('#', _random.Next(1, 5)) + " " + Line(),
        1 => "```\n" + Line() + "\n" + Link() + "\n```",
        2 => "    " + Link(),
        3 => "| a | b |\n|---|---|\n| " + Line().Replace("|", "", StringComparison.Ordinal) + " | " + Link().Replace("|", "", StringComparison.Ordinal) + " |",
        4 => Target() + (_random.Next(2) == 0 ? "\n" + Target() : ""),
        5 => Link(),
        6 => Line() + "\n" + Line(),
        7 => Indent(Block(depth + 1), "> ", "> "),
        8 => Indent(Block(depth + 1), "- ", "  ") + "\n" + Indent(Block(depth + 1), "- ", "  "),
        9 => "::: say Title\n" + Block(depth + 1) + "\n:::",
        _ => Indent(Block(depth + 1), "> [!TIP]\n> ", "> "),
    };

    private string Line()
    {
        var parts = Enumerable.Range(0, _random.Next(1, 8)).Select(_ => _random.Next(3) == 0 ? Link() : Words[_random.Next(Words.Length)]);
        return string.Join(_random.Next(8) == 0 ? "" : " ", parts);
    }

    private string Link() => _random.Next(10) switch
    {
        0 => $"![{Label()}]({Target()})",
        1 => $"<{Target()}>",
        2 => $"[{Label()}][ref]",
        3 => "[ref]",
        4 => "[other][]",
        5 => $"[{Label()}](<{Target()}> 'title')",
        6 => $"`[x]({Target()})`",
        7 => $"**[{Label()}]({Target()})**",
        8 => Target(),
        _ => $"[{Label()}]({Target()})",
    };

    private string Label() => _random.Next(6) switch
    {
        0 => "",
        1 => "a [b] c",
        2 => "# not a heading",
        3 => "1. not a list",
        4 => "*" + Words[_random.Next(Words.Length)] + "*",
        _ => Words[_random.Next(4)],
    };

    private string Target() => Targets[_random.Next(Targets.Length)];

    private static string Indent(string block, string first, string rest) => first + block.Replace("\n", "\n" + rest, StringComparison.Ordinal);
}
