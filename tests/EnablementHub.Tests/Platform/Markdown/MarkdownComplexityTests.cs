using System.Text;
using EnablementHub.Platform.Markdown;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Platform.Markdown;

[Collection(MeasuredAlone.Name)]
public sealed class MarkdownComplexityTests : IDisposable
{
    /// <summary>Times as long as an honest page of the whole length.</summary>
    private const double Allowed = 5;
    private const int ManyCharacters = 190_000;
    private static readonly string Honest = MakeHonest();
    private static readonly Lazy<double> HonestTime = new(() =>
    {
        using var renderer = new MarkdownRenderer(_ => null);
        renderer.Render(Honest);
        return MeasuredAlone.BestOfThree(0, () => renderer.Render(Honest));
    });

    private readonly MarkdownRenderer _renderer = new(_ => null);

    public MarkdownComplexityTests() => _renderer.Render("# warm up\n\n| a |\n|---|\n| [b](c) |\n\n::: say\n/items/1\n:::");

    public static TheoryData<string> Repeated =>
    [
        "|a", "|", "a|", "|-", "|a|b|c|\n", "a | b\n", "|[a](|`|\n",
        "[", "]", "[]", "[a](", "[a](\n", "[a](b \"", "[a](<b", "[a][", "[a](b)", "![", "![[[[", "[\\", "- [ ] ", "[a\n", "[a]:\n", "[a]: /b\n",
        "*", "*a_ ", "a**b", "*a **a ", "_x*y~~z^", "~~a~b^c==d++e", "***a", "a***", "**a", "==:::", "a* ",
        "`", "` `` ", "``` ", "```\n", "~~~\n", "&", "&amp;", "&#", "<", "<http:", "<a@b", "<!--", "<?", "<a href=\"", "<div>", "<![CDATA[",
        "www.a.b ", "http://a.b ", "mailto:a@b.c ", "http://", ">", "> ", "- ", "1. ", "> - ", "+ ", "- a\n", "1) a\n", "> a\n\n",
        "# a\n", "a\n=\n", "#", "a\n", "a\n\n", "\n", " ", "\t", "\\", "\0", "---\n", "- - ",
        "[^1]", "[^1]: ", "[^", "::: note\n", "::: note\na\n:::\n", ":::\n", ":", "> [!NOTE]\n", "/items/1\n", "![a](/items/1)\n\n", "é", "\ud83c", "🎧",
    ];

    public static TheoryData<string, string> Built => new()
    {
        { "a wide table with many short rows", "|" + Repeat("a|", 2000) + "\n|" + Repeat("-|", 2000) + "\n" + Repeat("|\n", 100_000) },
        { "a table of 86 kB in one row", Repeat("|a", 86_000) + "\n" + Repeat("|-", 86_000) },
        { "brackets that close", Repeat("[", 95_000) + Repeat("]", 95_000) },
        { "many open marks and many closing brackets", Repeat("== ", 3_300) + Repeat("]", 180_000) },
        { "a long address that many names stand for", "[a]: /" + Repeat("x", 90_000) + "\n\n" + Repeat("[a] ", 6000) + "\n\n" },
        { "one footnote with many references", "[^1]: a\n\n" + Repeat("[^1]\n\n", 150_000) },
        { "many footnotes", Numbered("[^{0}] ", 60_000) + "\n\n" + Numbered("[^{0}]: [^{0}]\n\n", 120_000) },
        { "a footnote of many paragraphs", "[^1]: a\n" + Repeat("    b\n\n", 180_000) + "x[^1]" },
        { "lists that go in and in", Numbered("- a\n", 190_000, indentBy: 2) },
        { "lists of eighteen levels", Numbered("- a\n", 190_000, indentBy: 2, upTo: 18) },
        { "backtick runs of all lengths", string.Concat(Enumerable.Range(1, 600).Select(length => new string('`', length) + " ")) },
        { "containers with ever longer fences", string.Concat(Enumerable.Range(3, 500).Select(length => new string(':', length) + " note\n")) },
        { "quotes of twenty levels", Repeat(Repeat("> ", 40) + "a\n", 190_000) },
        { "emphasis within emphasis", Repeat("*a **a ", 95_000) + Repeat("a** a*", 95_000) },
        { "links within links", Repeat("[a", 95_000) + Repeat("](b)", 95_000) },
    };

    [Theory]
    [MemberData(nameof(Repeated))]
    public void OneThingAgainAndAgain_IsRenderedOrRefusedQuickly(string piece)
    {
        foreach (var length in new[] { 5_000, 40_000, ManyCharacters })
        {
            AssertQuick(Repeat(piece, length));
        }
    }

    [Theory]
    [MemberData(nameof(Built))]
    public void HostileConstructions_AreRenderedOrRefusedQuickly(string what, string text)
    {
        Assert.NotEmpty(what);
        AssertQuick(text);
    }

    [Fact]
    public void MixturesOfThem_AreRenderedOrRefusedQuickly()
    {
        string[] pieces = [.. Repeated.Select(row => row.Data)];
        var random = new Random(2026);
        for (var round = 0; round < 60; round++)
        {
            var text = new StringBuilder();
            while (text.Length < ManyCharacters)
            {
                var unit = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => pieces[random.Next(pieces.Length)]));
                text.Insert(text.Length, unit, Math.Min(random.Next(1, 3000), ((ManyCharacters - text.Length) / unit.Length) + 1));
            }

            AssertQuick(text.ToString(0, ManyCharacters));
        }
    }

    [Fact]
    public void AnHonestPlaybook_OfNearlyTheWholeLength_IsRendered()
    {
        var rendered = _renderer.Render(Honest);

        Assert.Empty(rendered.Problems);
        Assert.True(rendered.ItemLinks.Count > 500);
    }

    private static string MakeHonest()
    {
        const string page = """
            ## When they say it is *too expensive*

            Ask **what they compare it with** before you answer; [this clip](/items/42) shows how, and `list price` is never the word.
            See https://example.com/study for the numbers (p. 12), or the [sheet](/items/7#table).

            | Size | Price | Who decides |
            |------|------:|-------------|
            | Small | 1.200 | owner |
            | Large | 12.000 | CFO, with [legal](/items/9) |

            :::: say
            /items/42?start=12&end=40

            ::: tip
            - [ ] Let them finish
            - [x] Count to three_or_four
            :::
            ::::

            > It is not the price, it is the risk.[^1]


            """;
        return string.Concat(Enumerable.Repeat(page, ManyCharacters / page.Length)) + "\n[^1]: From a call.";
    }

    [Fact]
    public void ALongListOrTable_IsRendered()
    {
        Assert.NotEmpty(_renderer.Render(Repeat("- one more *point* with a [link](/items/3)\n", 40_000)).Html);
        Assert.NotEmpty(_renderer.Render("| a | b | c | d |\n|---|---|---|---|\n" + Repeat("| one | two | three | four |\n", 60_000)).Html);
        Assert.NotEmpty(_renderer.Render("```\n" + Repeat("if (a[i] || b[i] * c_d[i]) { x = `y`; }\n", 15_000) + "```").Html);
    }

    [Fact]
    public void TooLong_IsRefusedWithASentence()
    {
        var refusal = Assert.Throws<MarkdownTooComplexException>(() => _renderer.Render(Repeat("a ", MarkdownRenderer.MaxLength + 2)));

        Assert.Contains("200,000 characters", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyAtOnce_WaitForEachOther_AndAllAreRendered()
    {
        var text = Repeat("*a* [b](c) word word word\n\n", 20_000);

        Parallel.For(0, 64, _ => Assert.NotEmpty(_renderer.Render(text).Html));
    }

    public void Dispose() => _renderer.Dispose();

    private void AssertQuick(string text)
    {
        var best = MeasuredAlone.BestRatioOfThree(Allowed, HonestTime.Value, () => _renderer.Render(Honest), () =>
        {
            try
            {
                _renderer.Render(text);
            }
            catch (MarkdownTooComplexException refusal)
            {
                Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
            }
        });

        Assert.True(best <= Allowed, $"{best} times an honest page's time for {text.Length} characters that begin with {text[..Math.Min(text.Length, 60)]}");
    }

    private static string Repeat(string piece, int length) => new StringBuilder(length + piece.Length).Insert(0, piece, Math.Max(1, length / piece.Length)).ToString();

    private static string Numbered(string format, int length, int indentBy = 0, int upTo = int.MaxValue)
    {
        var text = new StringBuilder();
        for (var number = 1; text.Length < length; number++)
        {
            text.Append(' ', indentBy * (number % upTo)).Append(format.Replace("{0}", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return text.ToString();
    }
}
