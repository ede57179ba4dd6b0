using System.Globalization;
using System.Text.RegularExpressions;
using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>An expert asks, a lead looks, comments on a passage and decides, the expert answers and sends it again.</summary>
public sealed partial class ApprovalJourney(Browser browser)
{
    private const string Passage = "the discount ends in May";

    [Fact]
    public async Task AuthorAsks_ReviewerCommentsOnAPassage_AuthorMendsIt_ReviewerApproves_LeadPublishes()
    {
        await using var author = await browser.SignInAsync("expert");
        await using var reviewer = await browser.SignInAsync("lead");
        var id = await WriteAsync(author, "What to say when the discount ends", $"Tell them that {Passage}, and not a day later.");
        await AskAsync(author, "Is May still right?");
        await Assertions.Expect(author.Page.Locator("#review")).ToContainTextAsync("In review");
        await author.PictureAsync("journey-approval-asked");

        await reviewer.Page.GotoAsync("/approvals");
        await reviewer.PictureAsync("journey-approval-list");
        await reviewer.Page.GetByRole(AriaRole.Link, new() { Name = "What to say when the discount ends" }).ClickAsync();
        await SelectAsync(reviewer.Page, Passage);
        await Assertions.Expect(reviewer.Page.Locator("#quote")).ToHaveValueAsync(Passage);
        await reviewer.Page.FillAsync("#comment #text", "June, since the new price list.");
        await reviewer.Page.ClickAsync("#comment button.btn-outline-secondary:not([type=button])");
        await Assertions.Expect(reviewer.Page.Locator(".comment").First).ToContainTextAsync(Passage);
        await reviewer.PictureAsync("journey-approval-round");
        await reviewer.Page.SetViewportSizeAsync(360, 740);
        Assert.Equal(0, await reviewer.OverflowAsync());
        await reviewer.PictureAsync("journey-approval-round-360");
        await reviewer.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await reviewer.PictureAsync("journey-approval-round-360-dark");
        Assert.Empty(await reviewer.AccessibilityFindingsAsync());
        await reviewer.Page.SetViewportSizeAsync(1440, 900);
        await reviewer.PictureAsync("journey-approval-round-dark");
        Assert.Empty(await reviewer.AccessibilityFindingsAsync());
        await reviewer.Page.FillAsync("#words", "One date to mend.");
        await reviewer.Page.ClickAsync("button[value=changes]");
        await reviewer.Page.WaitForURLAsync("**/approvals");

        await author.Page.GotoAsync($"/studio/{id}");
        await Assertions.Expect(author.Page.Locator("#review")).ToContainTextAsync("One date to mend.");
        await Assertions.Expect(author.Page.Locator("#review")).ToContainTextAsync("June, since the new price list.");
        Assert.Empty(await author.AccessibilityFindingsAsync());
        await author.PictureAsync("journey-approval-changes");
        await author.Page.FillAsync(".comment-reply textarea", "Mended.");
        await author.Page.ClickAsync(".comment-reply button");
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Resolve the comment" }).ClickAsync();
        await author.Page.FillAsync("[name=Body]", "Tell them that the discount ends in June, and not a day later.");
        await AskAsync(author, "");

        await reviewer.Page.GotoAsync("/approvals");
        await reviewer.Page.GetByRole(AriaRole.Link, new() { Name = "What to say when the discount ends" }).ClickAsync();
        await Assertions.Expect(reviewer.Page.Locator("main")).ToContainTextAsync("1 resolved comment");
        await reviewer.Page.ClickAsync("button[value=approve]");
        await reviewer.Page.WaitForURLAsync("**/approvals");
        await reviewer.Page.GotoAsync($"/studio/{id}");
        await Assertions.Expect(reviewer.Page.Locator("#review")).ToContainTextAsync("Approved");
        await reviewer.Page.ClickAsync("button[value=publish]");
        await Assertions.Expect(reviewer.Page.Locator(".version-bar")).ToContainTextAsync("Published");
        Assert.Empty(author.Complaints);
        Assert.Empty(reviewer.Complaints);
    }

    private static async Task<int> WriteAsync(Visitor author, string title, string text)
    {
        await author.Page.GotoAsync("/studio/new?kind=playbook");
        await author.Page.CheckAsync("#kind-playbook");
        await author.Page.FillAsync("input[name=title]", title);
        await author.Page.ClickAsync("main form button.btn-primary");
        await author.Page.WaitForURLAsync(StudioPage());
        await author.Page.FillAsync("[name=Body]", text);
        return int.Parse(StudioPage().Match(author.Page.Url).Groups["id"].Value, CultureInfo.InvariantCulture);
    }

    private static async Task AskAsync(Visitor author, string words)
    {
        await author.Page.ClickAsync("button[value=review]");
        await author.Page.WaitForURLAsync("**/approvals/ask/**");
        var lead = author.Page.Locator("#reviewers .form-check").Filter(new() { HasText = "Hanna Verhoeven" }).First;
        await lead.Locator("input").CheckAsync();
        await author.Page.FillAsync("#words", words);
        await author.Page.ClickAsync("main form button.btn-primary");
        await author.Page.WaitForURLAsync(StudioPage());
    }

    /// <summary>Selects words on the page as a mouse would.</summary>
    private static Task SelectAsync(IPage page, string words) => page.Locator("article.reading p").Filter(new() { HasText = words }).First.EvaluateAsync(
        "(paragraph, words) => { const text = paragraph.firstChild; const at = text.data.indexOf(words); const range = document.createRange(); range.setStart(text, at); range.setEnd(text, at + words.length); const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range); }",
        words);

    [GeneratedRegex("/studio/(?<id>[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex StudioPage();
}
