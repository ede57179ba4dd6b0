using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>Writing links without knowing a number or an address, and without a pointer.</summary>
public sealed class LinkingJourney(Browser browser)
{
    [Fact]
    public async Task TwoBrackets_OfferTitles_AndEnterWritesTheLink()
    {
        await using var lead = await browser.SignInAsync("lead");
        var text = await OpenEditorAsync(lead);
        await text.PressSequentiallyAsync("Before you call, hear [[pri");
        await Assertions.Expect(lead.Page.Locator(".suggestions-inline [role=option]").First).ToBeVisibleAsync();
        Assert.Empty(await lead.AccessibilityFindingsAsync());
        await lead.PictureAsync("links-completion");
        await lead.Page.Keyboard.PressAsync("ArrowDown");
        await lead.Page.Keyboard.PressAsync("ArrowUp");
        await lead.Page.Keyboard.PressAsync("Enter");
        Assert.Matches(@"Before you call, hear \[[^\]]+\]\(/items/\d+\)", await text.InputValueAsync());
        Assert.Empty(lead.Complaints);
    }

    [Fact]
    public async Task Dialog_FindsASentence_AndWritesItsMoment()
    {
        await using var lead = await browser.SignInAsync("lead");
        var title = await ClipWithCaptionsAsync(lead);
        var text = await OpenEditorAsync(lead);
        await lead.Page.Locator("[data-link-button]").First.FocusAsync();
        await lead.Page.Keyboard.PressAsync("Enter");
        await lead.Page.Keyboard.TypeAsync(title);
        await Assertions.Expect(lead.Page.Locator(".link-dialog [role=option]").First).ToBeVisibleAsync();
        await lead.Page.Keyboard.PressAsync("Enter");
        var moments = lead.Page.Locator("[data-moments]");
        await Assertions.Expect(moments).ToBeVisibleAsync();
        Assert.Empty(await lead.AccessibilityFindingsAsync());
        await lead.PictureAsync("links-moment");
        await lead.Page.Locator("#link-from").FocusAsync();
        await lead.Page.Keyboard.PressAsync("ArrowDown");
        await lead.Page.Locator("[data-insert-moment]").FocusAsync();
        await lead.Page.Keyboard.PressAsync("Enter");
        Assert.Matches(@"\[[^\]]+\]\(/items/\d+\?start=[\d.]+&end=[\d.]+\)", await text.InputValueAsync());
        await Assertions.Expect(lead.Page.Locator(".link-dialog")).ToHaveCountAsync(0);
        Assert.Empty(lead.Complaints);
    }

    private static async Task<ILocator> OpenEditorAsync(Visitor lead)
    {
        await lead.Page.GotoAsync("/studio/new/playbook");
        await lead.Page.Locator("main input[type=text], main input[name=title], main input[name=Title]").First.FillAsync("A playbook with links");
        await lead.Page.Locator("main form button").First.ClickAsync();
        await lead.Page.WaitForURLAsync("**/studio/*");
        var text = lead.Page.Locator("#Body");
        await text.FocusAsync();
        return text;
    }

    private static async Task<string> ClipWithCaptionsAsync(Visitor lead)
    {
        await lead.Page.GotoAsync("/search?q=price&kind=clip");
        return (await lead.Page.Locator("[data-result] .content-row-title a").First.InnerTextAsync()).Trim();
    }
}
