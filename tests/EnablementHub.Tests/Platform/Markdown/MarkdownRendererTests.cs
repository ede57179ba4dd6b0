using EnablementHub.Platform.Markdown;

namespace EnablementHub.Tests.Platform.Markdown;

public sealed class MarkdownRendererTests : IDisposable
{
    private readonly MarkdownRenderer _renderer = new(_ => null);

    public void Dispose() => _renderer.Dispose();

    [Theory]
    [InlineData("https://hub.example.com/items/7/any-slug?start=5")]
    [InlineData("<https://hub.example.com/items/7?start=5>")]
    [InlineData("[as said](https://hub.example.com/items/7#t=5)")]
    public void Render_AddressesOfTheHubItself_AreItsItems(string text)
    {
        using var renderer = new MarkdownRenderer(url => url.StartsWith("https://hub.example.com/", StringComparison.Ordinal) ? url["https://hub.example.com".Length..] : null);
        var link = Assert.Single(renderer.Render(text).ItemLinks);
        Assert.Equal((7, true, 5d), (link.ItemId, link.IsEmbed, link.Start));
        Assert.Empty(_renderer.Render(text).ItemLinks);
        Assert.DoesNotContain("hub.example.com", renderer.Render("See [the library](https://hub.example.com/library).").Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n\t")]
    public void Render_Nothing_GivesNothing(string? text) => Assert.Equal(RenderedMarkdown.Empty, _renderer.Render(text));

    [Fact]
    public void Render_Headings_HaveUniqueStableAnchors_BelowTheTitleOfThePage()
    {
        var rendered = _renderer.Render("# Price & *value*\n## Price & value\n### Größe: `x`\n## !!!\n## Search");

        Assert.Equal(
            [
                new(2, "price--value", "Price & value"),
                new(2, "price--value-1", "Price & value"),
                new(3, "größe-x", "Größe: x"),
                new(2, "section", "!!!"),
                new(2, "search-1", "Search"),
            ],
            rendered.Headings);
        Assert.Contains("<h2 id=\"price--value\">Price &amp; <em>value</em></h2>", rendered.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("| a | b |\n|:-:|--|\n| 1 | 2 |", "<td class=\"align-center\">1</td>")]
    [InlineData("- [x] done", "<li class=\"task-list-item\"><input type=\"checkbox\" disabled checked aria-label=\"done\"> done</li>")]
    [InlineData("a[^1]\n\n[^1]: why", "<a class=\"footnote-back-ref\" href=\"#fnref:1\" aria-label=\"Back to the text\">")]
    [InlineData("```csharp\nvar x = 1 < 2;\n```", "<code class=\"language-csharp\">var x = 1 &lt; 2;")]
    [InlineData("~~old~~ ==new== H~2~O x^2^ ++ins++", "<del>old</del> <mark>new</mark> H<sub>2</sub>O x<sup>2</sup> <ins>ins</ins>")]
    [InlineData("> [!TIP]\n> ask", "<div class=\"callout callout-tip\" role=\"note\"><p class=\"callout-label\">Tip</p><p>ask</p>")]
    [InlineData("::: warning Mind this\nask\n:::", "<div class=\"callout callout-warning\" role=\"note\"><p class=\"callout-label\">Mind this</p><p>ask</p>")]
    [InlineData("https://example.com/a", "<a class=\"external\" href=\"https://example.com/a\" rel=\"noopener noreferrer nofollow\">https://example.com/a</a>")]
    [InlineData("[mail](mailto:a@b.example)", "<a href=\"mailto:a@b.example\">mail</a>")]
    [InlineData("[up](#top-of-it) [in](/library?q=1)", "<a href=\"#top-of-it\">up</a> <a href=\"/library?q=1\">in</a>")]
    [InlineData("![A chart](/media/12)", "<img src=\"/media/12\" alt=\"A chart\" loading=\"lazy\">")]
    public void Render_WhatWritersUse_Works(string text, string expected)
    {
        var rendered = _renderer.Render(text);

        Assert.Contains(expected, rendered.Html, StringComparison.Ordinal);
        Assert.Empty(rendered.Problems);
    }

    [Theory]
    [InlineData("know", "Know")]
    [InlineData("say", "Say")]
    [InlineData("show", "Show")]
    [InlineData("do", "Do")]
    public void Render_PlayBlocks_AreLabelled_OutsideOfTheOutline(string name, string label)
    {
        var rendered = _renderer.Render($"::: {name}\n### Inside\ntext\n:::");

        Assert.StartsWith($"<section class=\"play-block play-{name}\"><p class=\"play-block-label\">{label}</p>", rendered.Html, StringComparison.Ordinal);
        Assert.Equal("Inside", Assert.Single(rendered.Headings).Text);
        Assert.Equal("Inside\ntext", rendered.PlainText);
        Assert.Empty(rendered.Problems);
    }

    [Theory]
    [InlineData(":::: know\na\n::: note\nb\n:::\nc\n::::\nd")]
    [InlineData("::: know\na\n::: note\nb\n:::\nc\n:::\nd")]
    [InlineData("::: know\na\n:::: note\nb\n::::\nc\n:::\nd")]
    public void Render_BlocksWithinBlocks_CloseTheInnermostThatFits(string text)
    {
        var rendered = _renderer.Render(text);

        Assert.Equal(
            "<section class=\"play-block play-know\"><p class=\"play-block-label\">Know</p><p>a</p>"
            + "<div class=\"callout callout-note\" role=\"note\"><p class=\"callout-label\">Note</p><p>b</p></div><p>c</p></section><p>d</p>",
            rendered.Html.Replace("\n", "", StringComparison.Ordinal));
        Assert.Empty(rendered.Problems);
    }

    [Fact]
    public void Render_AFenceWithinCode_IsCode()
    {
        var rendered = _renderer.Render("::: tip\n```\n:::\n```\n:::\nafter");

        Assert.Contains("<code>:::\n</code>", rendered.Html, StringComparison.Ordinal);
        Assert.EndsWith("</div>\n<p>after</p>", rendered.Html.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_BlocksThatAreWrong_AreNamedWithTheirLine()
    {
        var rendered = _renderer.Render("intro\n\n::: hint\nx\n:::\n\n> [!FOO]\n> y\n\n::: say\nz");

        Assert.Contains("<div><p>x</p>", rendered.Html, StringComparison.Ordinal);
        Assert.Collection(
            rendered.Problems.Order(StringComparer.Ordinal),
            problem => Assert.StartsWith("The block “::: say” in line 10 has no end", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("“::: hint” in line 3 is not a block", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("“[!FOO]” in line 7 is not a call-out", problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/items/42", 42, null, null, null)]
    [InlineData("/items/42/any-slug", 42, null, null, null)]
    [InlineData("item:42", 42, null, null, null)]
    [InlineData("/items/42?start=12.5&end=40", 42, 12.5, 40.0, null)]
    [InlineData("/items/42/slug?start=3", 42, 3.0, null, null)]
    [InlineData("item:42#t=12.5,40", 42, 12.5, 40.0, null)]
    [InlineData("item:42#t=,40", 42, 0.0, 40.0, null)]
    [InlineData("/items/42?start=40&end=12", 42, 40.0, null, null)]
    [InlineData("/items/42?start=-1", 42, null, null, null)]
    [InlineData("/items/42#pricing", 42, null, null, "pricing")]
    public void Render_LinksToItems_AreRecorded(string url, int id, double? start, double? end, string? heading)
    {
        var link = Assert.Single(_renderer.Render($"See [the *clip*]({url}) now").ItemLinks);
        var embed = Assert.Single(_renderer.Render($"![the clip]({url})").ItemLinks);
        var bare = Assert.Single(_renderer.Render($"before\n\n{url}\n\nafter").ItemLinks);

        Assert.Equal(new ItemLink(id, false, "the clip", start, end, heading), link);
        Assert.Equal(new ItemLink(id, true, "the clip", start, end, heading), embed);
        Assert.Equal(new ItemLink(id, true, "", start, end, heading), bare);
    }

    [Theory]
    [InlineData("/items/0")]
    [InlineData("/items/-3")]
    [InlineData("/items/99999999999")]
    [InlineData("/items/42/slug/more")]
    [InlineData("/items/x")]
    [InlineData("/itemsx/42")]
    public void Render_WhatOnlyLooksLikeAnItem_IsAPlainLink(string url) =>
        Assert.Empty(_renderer.Render($"[a]({url})\n\n{url}").ItemLinks);

    [Fact]
    public void Render_LinksToItems_HaveOneForm()
    {
        Assert.Contains("<a href=\"/items/42\">", _renderer.Render("x [a](/items/42/old-name)").Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/items/42?start=12.5&amp;end=40\">", _renderer.Render("x [a](item:42#t=12.5,40)").Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/items/42#price\">", _renderer.Render("x <item:42#price>").Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Embeds_StandBesideTheirParagraph()
    {
        var rendered = _renderer.Render("Hear ![how *Anna* says it](/items/7?start=1&end=9) now.\n\n- [a link in a list](/items/8)\n- ![a clip in a list](/items/9)\n\n## ![x](/items/10)");

        Assert.Contains("<p>Hear  now.</p>\n<div data-embed=\"7\" data-caption=\"how Anna says it\" data-start=\"1\" data-end=\"9\"></div>", rendered.Html, StringComparison.Ordinal);
        Assert.Equal([true, false, true, false], rendered.ItemLinks.OrderBy(link => link.ItemId).Select(link => link.IsEmbed));
        Assert.DoesNotContain("<p></p>", rendered.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_SayBlocks_EndWithTheirClips()
    {
        var rendered = _renderer.Render(":::: say\n/items/42\n/items/57\n\n::: tip\n![again](/items/42)\n:::\n[a link](/items/3) only\n::::\n\n::: say\nnothing yet\n:::\n\n::: know\n/items/5\n:::");

        var parts = EmbedSplitter.Split(rendered.Html);
        Assert.Equal([[42, 57], []], parts.OfType<SayClipsPart>().Select(part => part.ItemIds));
        Assert.Equal([42, 57, 42, 5], parts.OfType<EmbedPart>().Select(part => part.ItemId));
    }

    [Fact]
    public void Render_PlainText_IsWhatAReaderSees()
    {
        var rendered = _renderer.Render("# Title\n\nA *b*\n`c` [d](/x)\n\n| e | f |\n|---|---|\n| g | h |\n\n::: say\n![Anna on price](/items/4)\n:::\n\n- [ ] i\n\n```\nj\n  k\n```");

        Assert.Equal("Title\nA b c d\ne f\ng h\nAnna on price\ni\nj\n  k", rendered.PlainText);
    }

    [Fact]
    public void Split_CaptionsThatPretendToBePlaceholders_StayCaptions()
    {
        const string caption = "\"><div data-embed=\"7\"></div><b>&quot;";
        var rendered = _renderer.Render($"![{caption}](/items/42)\n\n`<div data-embed=\"8\"></div>` <div data-embed=\"9\" data-caption=\"\"></div>");

        var parts = EmbedSplitter.Split(rendered.Html);

        var embed = Assert.Single(parts.OfType<EmbedPart>());
        Assert.Equal(42, embed.ItemId);
        Assert.Contains("<div data-embed=\"7\"></div>", embed.Caption, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no placeholder")]
    [InlineData("<div data-embed=\"x\"></div>")]
    [InlineData("<div data-embed=\"1\"")]
    [InlineData("<div data-embed=1></div>")]
    [InlineData("<div data-other=\"1\"></div>")]
    public void Split_WhatIsNoPlaceholder_StaysAsItIs(string html) =>
        Assert.Equal(html, string.Concat(EmbedSplitter.Split(html).Cast<HtmlPart>().Select(part => part.Html)));
}
