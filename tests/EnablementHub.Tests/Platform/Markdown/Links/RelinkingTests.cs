using System.Text;
using EnablementHub.Platform.Markdown;
using EnablementHub.Platform.Markdown.Links;

namespace EnablementHub.Tests.Platform.Markdown.Links;

public sealed class RelinkingTests
{
    private const string Hub = "https://hub.example.com";
    private const int RandomCount = 3_000;
    private static readonly TextLinks Links = new(PathOf);
    private static readonly Relinking Relinking = new(Links);

    [Theory]
    [InlineData("See [a](/items/4) and [b](/items/42).", "See [a](/items/9) and [b](/items/42).")]
    [InlineData("[a](/items/4) `[a](/items/4)`", "[a](/items/9) `[a](/items/4)`")]
    [InlineData("[a][p] [b][p]\n\n[p]: /items/4 \"t\"\n", "[a][p] [b][p]\n\n[p]: /items/9 \"t\"\n")]
    [InlineData("![a](</items/4> 'x')", "![a](</items/9> 'x')")]
    [InlineData("/items/4\n/items/42", "/items/9\n/items/42")]
    [InlineData("[![in](/media/3)](/items/4)", "[![in](/media/3)](/items/9)")]
    public void Leads_OnlyThatTarget(string text, string expected)
    {
        var result = Relinking.Run(text, link => ItemAddress.Parse(link.Address)?.ItemId == 4 ? new LinkFate("/items/9") : null);
        Assert.Equal(expected, result.Text);
        Assert.Empty(result.Left);
    }

    [Theory]
    [InlineData("See [the **price**](/items/4).", "See the **price**.")]
    [InlineData("See [a][p] and [b](/items/5).\n\n[p]: /items/4", "See a and [b](/items/5).\n\n[p]: /items/4")]
    [InlineData("[# Price](/items/4)", "\\# Price")]
    [InlineData("[1. Price](/items/4)", "1\\. Price")]
    [InlineData("[- Price](/items/4) list", "\\- Price list")]
    [InlineData("![Maria on price](/items/4)", "Maria on price")]
    [InlineData("/items/4", "The old page")]
    [InlineData("[](/items/4)", "The old page")]
    [InlineData("<https://hub.example.com/items/4>", "The old page")]
    [InlineData("[![in](/media/3)](/items/4)", "![in](/media/3)")]
    public void Removes_TheLinkAndKeepsItsWords(string text, string expected)
    {
        var result = Relinking.Run(text, link => ItemAddress.Parse(link.Address)?.ItemId == 4 ? new LinkFate(null, "The old page") : null);
        Assert.Equal(expected, result.Text);
        Assert.Empty(result.Left);
        Assert.Single(result.Changes);
    }

    /// <summary>Whatever the text: outside of the links nothing has changed, and within them only what was to.</summary>
    [Fact]
    public void Leads_InRandomTexts_ChangesNothingButThoseLinks()
    {
        var (changed, left) = (0, 0);
        for (var seed = 0; seed < RandomCount; seed++)
        {
            var text = new RandomTexts(seed).Text();
            var result = Relinking.Run(text, link => Lead(text, link));
            var (before, after) = (Links.Read(text), Links.Read(result.Text));
            Assert.True(Outside(text, before) == Outside(result.Text, after), $"Text {seed} changed outside of its links:\n{text}\n----\n{result.Text}");
            var untouched = result.Left.Select(link => link.Whole).ToHashSet();
            Assert.True(
                before.Select(link => untouched.Contains(link.Whole) || Lead(text, link) is not { } fate ? link.Address : PathOf(fate.Address!) ?? fate.Address).SequenceEqual(after.Select(link => link.Address)),
                $"Text {seed} has other links than it should:\n{text}\n----\n{result.Text}");
            (changed, left) = (changed + result.Changes.Count, left + result.Left.Count);
        }

        Assert.True(changed > RandomCount / 2, $"Only {changed} links were changed.");
        Assert.True(left * 100 < changed, $"{left} links were left, {changed} changed.");
    }

    /// <summary>Readers see the same words; only the links are gone.</summary>
    [Fact]
    public void Removes_InRandomTexts_ChangesNoWord()
    {
        using var renderer = new MarkdownRenderer(PathOf);
        var (changed, left) = (0, 0);
        for (var seed = 0; seed < RandomCount; seed++)
        {
            var text = new RandomTexts(seed).Text();
            if (Links.Read(text).Any(link => link.IsEmbed)) continue;
            var result = Relinking.Run(text, link => ItemAddress.Parse(link.Address)?.ItemId == 4 && link.Words.Trim().Length > 0 ? new LinkFate(null, link.Words) : null);
            Assert.True(renderer.Render(text).PlainText == renderer.Render(result.Text).PlainText, $"Text {seed} reads differently:\n{text}\n----\n{result.Text}");
            (changed, left) = (changed + result.Changes.Count, left + result.Left.Count);
        }

        Assert.True(changed > RandomCount / 10, $"Only {changed} links were removed.");
        // These texts are made to resist: what can't be taken out without touching its neighbours stays, and is named.
        Assert.True(left * 5 < changed, $"{left} links were left, {changed} removed.");
    }

    private static LinkFate? Lead(string text, TextLink link)
    {
        var written = link.Written is { } place ? place.Of(text) : "";
        if (ItemAddress.Parse(link.Address)?.ItemId != 4) return link.Address == "/wiki/foo" && !link.IsPicture ? new LinkFate("/items/10#section") : null;
        return new LinkFate(written.StartsWith("item:", StringComparison.Ordinal) ? "item:9" : written.StartsWith(Hub, StringComparison.Ordinal) ? Hub + "/items/9" : "/items/9");
    }

    private static string? PathOf(string url) => url.StartsWith(Hub + "/", StringComparison.Ordinal) ? url[Hub.Length..] : null;

    /// <summary>The text without the addresses of its links.</summary>
    private static string Outside(string text, IReadOnlyList<TextLink> links)
    {
        var outside = new StringBuilder();
        var at = 0;
        foreach (var place in links.Select(link => link.Written).OfType<TextStretch>().Distinct().OrderBy(place => place.Start))
        {
            outside.Append(text, at, place.Start - at).Append('\u0001');
            at = place.End;
        }

        return outside.Append(text, at, text.Length - at).ToString();
    }
}
