using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using EnablementHub.Platform.Markdown;

namespace EnablementHub.Tests.Platform.Markdown;

public sealed class MarkdownSafetyTests : IDisposable
{
    private static readonly string[] Attributes =
        ["id", "class", "href", "title", "rel", "src", "alt", "loading", "type", "disabled", "checked", "start", "tabindex", "role", "aria-label",
         "data-embed", "data-caption", "data-start", "data-end", "data-say-clips"];

    private static readonly string[] Elements =
        ["p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "div", "section", "table", "thead", "tbody", "tr", "th",
         "td", "code", "em", "strong", "del", "ins", "sub", "sup", "mark", "a", "img", "input"];

    private readonly MarkdownRenderer _renderer = new(_ => null);

    public void Dispose() => _renderer.Dispose();

    [Theory]
    [InlineData("# h {onclick=alert(1)}")]
    [InlineData("[a](b){onclick=alert(1)}")]
    [InlineData("::: know {onclick=alert(1)}\n:::")]
    [InlineData("``` {onclick=alert(1)}\n```")]
    [InlineData("```x\"onclick=\"alert(1)\n```")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java&#x09;script:alert(1))")]
    [InlineData("[x](&#1;javascript:alert(1))")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](vbscript:x) [y](data:text/html,x) [z](file:///etc/passwd)")]
    [InlineData("<javascript:alert(1)> <data:text/html;base64,xx>")]
    [InlineData("[x]: javascript:alert(1)\n\n[x] ![x]")]
    [InlineData("[x](//evil.example) [y](\\\\evil.example) [z](/\\evil.example)")]
    [InlineData("![x](javascript:alert(1)) ![y](https://tracker.example/p.gif) ![z](//t.example) ![w](/media/1/../../x) ![v](/media/1?x)")]
    [InlineData("![x\" onerror=\"alert(1)](/media/1)")]
    [InlineData("![x\" onload=\"alert(1)](/items/1)")]
    [InlineData("[x](https://a.example \"t\\\" onclick=alert(1) x=\\\"\")")]
    [InlineData("[x](https://a.example/\"onclick=\"alert(1))")]
    [InlineData("> [!NOTE\"onclick=x]\n> y")]
    [InlineData("a[^\"><script>]\n\n[^\"><script>]: x")]
    [InlineData("| a |\n|:-:|\n| <style>*{}</style> |")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\u003cscript\u003e \0<scr\0ipt>")]
    public void Render_HostileText_GivesNothingThatRuns(string text) => AssertSafe(_renderer.Render(text).Html, text);

    [Fact]
    public void Render_RandomMixturesOfAttacks_GiveNothingThatRuns()
    {
        string[] pieces =
            ["[", "](", ")", "![", "<", ">", "\"", "'", "`", "```", "{", "}", "onclick=", "javascript:", "data:", "<script>", "</p>", "<svg", "/items/1", "/media/2",
             "::: say\n", ":::\n", "> [!NOTE]\n", "|", "|-|\n", "\n", "\n\n", "# ", "- [ ] ", "[^1]", "[^1]: ", "*", "_", "&#106;", "&quot;", "\\", "\0", "x", " ", "http://a.b", "//", "style="];
        var random = new Random(42);
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => pieces[random.Next(pieces.Length)]));
            var rendered = _renderer.Render(text);
            AssertSafe(rendered.Html, text);
            Assert.Equal(
                rendered.ItemLinks.Where(link => link.IsEmbed).Select(link => link.ItemId).Order(),
                EmbedSplitter.Split(rendered.Html).OfType<EmbedPart>().Select(part => part.ItemId).Order());
        }
    }

    [Fact]
    public void Render_LinksLeftOut_AreNamed()
    {
        var rendered = _renderer.Render("[x](javascript:alert(1)) ![y](https://e.example/p.gif)");

        Assert.Equal("<p>x y</p>", rendered.Html.Trim());
        Assert.Collection(
            rendered.Problems,
            problem => Assert.StartsWith("The link “javascript:alert(1)” was left out", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("The picture “https://e.example/p.gif” was left out", problem, StringComparison.Ordinal));
    }

    private static void AssertSafe(string html, string text)
    {
        var body = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + html).Body!;
        foreach (var element in body.QuerySelectorAll("*"))
        {
            Assert.True(Elements.Contains(element.LocalName), $"<{element.LocalName}> from {text}");
            foreach (var attribute in element.Attributes)
            {
                Assert.True(Attributes.Contains(attribute.Name), $"{attribute.Name} from {text}");
            }

            if (element.GetAttribute("href") is { } href)
            {
                Assert.True(IsHarmless(href), $"{href} from {text}");
            }

            Assert.StartsWith("/media/", element.GetAttribute("src") ?? "/media/", StringComparison.Ordinal);
        }
    }

    private static bool IsHarmless(string href) =>
        !href.StartsWith("//", StringComparison.Ordinal)
        && (Uri.TryCreate(new Uri("https://hub.example/items/1"), href, out var uri)
            ? uri.Scheme is "http" or "https" or "mailto"
            : href.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || href.StartsWith("https:", StringComparison.OrdinalIgnoreCase));
}
