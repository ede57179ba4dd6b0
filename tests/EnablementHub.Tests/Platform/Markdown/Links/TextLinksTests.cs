using EnablementHub.Platform.Markdown.Links;

namespace EnablementHub.Tests.Platform.Markdown.Links;

public sealed class TextLinksTests
{
    private const string Hub = "https://hub.example.com";
    private static readonly TextLinks Links = new(url => url.StartsWith(Hub + "/", StringComparison.Ordinal) ? url[Hub.Length..] : null);

    [Theory]
    [InlineData("See [the price](/items/4).", "/items/4", "the price", "/items/4", "the price")]
    [InlineData("See [the *big* price](</items/4> \"title\").", "/items/4", "the big price", "/items/4", "the *big* price")]
    [InlineData("See [a [b] c](/items/4?start=1&end=2).", "/items/4?start=1&end=2", "a [b] c", "/items/4?start=1&end=2", "a [b] c")]
    [InlineData("See [a][p].\n\n[p]: /items/4", "/items/4", "a", "/items/4", "a")]
    [InlineData("See [P][].\n\n[p]: /items/4", "/items/4", "P", "/items/4", "P")]
    [InlineData("See [p].\n\n[p]: </items/4> 'x'", "/items/4", "p", "/items/4", "p")]
    [InlineData("See <https://hub.example.com/items/4>.", "/items/4", "https://hub.example.com/items/4", "https://hub.example.com/items/4", null)]
    [InlineData("See https://hub.example.com/items/4#x now", "/items/4#x", "https://hub.example.com/items/4#x", "https://hub.example.com/items/4#x", null)]
    [InlineData("See www.example.com/a now", "http://www.example.com/a", "http://www.example.com/a", "www.example.com/a", null)]
    [InlineData("> - [q](item:4)", "item:4", "q", "item:4", "q")]
    [InlineData("| a | b |\n|---|---|\n| x | [y](/items/4) |", "/items/4", "y", "/items/4", "y")]
    [InlineData("# Über [p](/items/4) 😀", "/items/4", "p", "/items/4", "p")]
    [InlineData("[a&amp;b](/items/4?start=1&amp;end=2)", "/items/4?start=1&end=2", "a&b", "/items/4?start=1&amp;end=2", "a&amp;b")]
    [InlineData("![cap](/items/4)", "/items/4", "cap", "/items/4", "cap")]
    [InlineData("\n/items/4/slug\n", "/items/4/slug", "/items/4/slug", "/items/4/slug", null)]
    [InlineData("::: say\n![cap](/items/4)\n:::", "/items/4", "cap", "/items/4", "cap")]
    public void Read_FindsTheLinkAtItsPlace(string text, string address, string words, string written, string? label)
    {
        var link = Assert.Single(Links.Read(text));
        Assert.Equal(address, link.Address);
        Assert.Equal(words, link.Words);
        Assert.Equal(written, link.Written!.Value.Of(text));
        Assert.Equal(label, link.Label?.Of(text));
    }

    [Theory]
    [InlineData("`[x](/items/4)`")]
    [InlineData("```\n[x](/items/4)\n```")]
    [InlineData("    [x](/items/4)")]
    [InlineData("\\[x](/items/4)")]
    [InlineData("[x] (/items/4)")]
    [InlineData("text /items/4 text")]
    [InlineData("<a href=\"/items/4\">x</a>")]
    [InlineData("[^1]: none")]
    [InlineData("someone@example.com")]
    public void Read_FindsNoneWhereNoneIs(string text) => Assert.Empty(Links.Read(text));

    [Theory]
    [InlineData("[a](/items/4)", true)]
    [InlineData("[a](/items/4) and more", false)]
    [InlineData("- [a](/items/4)", false)]
    [InlineData("text ![a](/items/4) text", true)]
    [InlineData("![a](/media/4)", false)]
    [InlineData("https://hub.example.com/items/4", true)]
    public void Read_KnowsWhatIsEmbedded(string text, bool isEmbed) => Assert.Equal(isEmbed, Assert.Single(Links.Read(text)).IsEmbed);

    [Fact]
    public void Read_CountsLines()
    {
        var links = Links.Read("one\n\n[two](/items/2) and\n[three](/items/3)\n\n/items/4\n/items/5\n");
        Assert.Equal([("/items/2", 3), ("/items/3", 4), ("/items/4", 6), ("/items/5", 7)], links.Select(link => (link.Address, link.Line)));
    }
}
