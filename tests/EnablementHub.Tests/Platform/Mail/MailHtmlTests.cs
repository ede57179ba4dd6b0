using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using EnablementHub.Platform.Mail;

namespace EnablementHub.Tests.Platform.Mail;

public sealed partial class MailHtmlTests
{
    [Fact]
    public void Notices_BecomeHeadingsAndLinks_InTheOrderOfTheText()
    {
        var page = new HtmlParser().ParseDocument(MailHtml.Render("Acme: To verify (2)", """
            Hello Maria,

            To verify
            ---------
            “Price & value” waits for your check.
            https://hub.example/reviews?who=me&x=1

            Another one waits.
            https://hub.example/items/7

            All notifications: https://hub.example/notifications

            -- 
            Acme sends at most one such mail a day.
            End these mails: https://hub.example/unsubscribe?token=a.
            """));
        Assert.Equal("Acme: To verify (2)", page.Title);
        Assert.Equal("To verify", page.QuerySelector("h2")!.TextContent);
        Assert.Equal(
            [("“Price & value” waits for your check.", "https://hub.example/reviews?who=me&x=1"), ("Another one waits.", "https://hub.example/items/7"), ("https://hub.example/notifications", "https://hub.example/notifications"), ("https://hub.example/unsubscribe?token=a", "https://hub.example/unsubscribe?token=a")],
            page.QuerySelectorAll("a").Select(link => (link.TextContent, link.GetAttribute("href")!)));
        Assert.EndsWith("token=a.", page.QuerySelectorAll("p")[^1].TextContent, StringComparison.Ordinal);
    }

    /// <summary>Titles and comments of people stand in mails.</summary>
    [Theory]
    [InlineData("<img src=https://evil.example/seen.gif>")]
    [InlineData("<script>alert(1)</script>\nhttps://hub.example/\" onmouseover=\"x")]
    [InlineData("javascript:alert(1)\n\n[a](https://evil.example/)")]
    [InlineData("</div></body><iframe src='//evil.example'>\n---\n")]
    [InlineData("{0}{1}")]
    public void NothingInAText_BecomesMarkup_OrAsksForAnything(string text)
    {
        var html = MailHtml.Render(text, text);
        var page = new HtmlParser().ParseDocument(html);
        Assert.Empty(page.QuerySelectorAll("img, script, iframe, link, object, embed, [onmouseover], [src], [background]"));
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("a"), link => Assert.Matches(WebAddress(), link.GetAttribute("href")!));
    }

    [GeneratedRegex("^https?://")]
    private static partial Regex WebAddress();
}
