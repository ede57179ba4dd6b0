using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>An expert began their own page from one that is there; the lead keeps one of them.</summary>
public sealed class DuplicatesJourney(Browser browser)
{
    private const string Stays = "too expensive";
    private const string Goes = "Price objections with owner-led companies";

    [Fact(Timeout = 120_000)]
    public async Task OfTwoThatSayTheSame_OneStays_AndTheOthersAddressLeadsThere()
    {
        await using var lead = await browser.SignInAsync("lead");
        var page = lead.Page;
        await NotedAsync(page);
        await page.Locator("main a[href='/duplicates']").First.ClickAsync();
        var pair = page.Locator(".content-row").Filter(new LocatorFilterOptions { HasText = Goes });
        await Assertions.Expect(pair).ToContainTextAsync(Stays);
        var address = (await pair.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = Goes, Exact = true }).GetAttributeAsync("href"))!;
        Assert.Empty(await lead.AccessibilityFindingsAsync());
        await lead.PictureAsync("duplicates-pair");

        await pair.Locator("a.btn").First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync($"“{Goes}” goes to the archive");
        Assert.Empty(await lead.AccessibilityFindingsAsync());
        await lead.PictureAsync("duplicates-merge");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Merge them" }).ClickAsync();
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("Merged. The other one is in the archive and leads here.");

        await page.GotoAsync("/duplicates");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync(Goes);
        await using var rep = await browser.SignInAsync("rep");
        await rep.Page.GotoAsync(address);
        await Assertions.Expect(rep.Page.Locator("h1")).ToContainTextAsync(Stays);
        Assert.Empty(lead.Complaints);
        Assert.Empty(rep.Complaints);
    }

    /// <summary>Texts are compared in the background, soon after they changed.</summary>
    private static async Task NotedAsync(IPage page)
    {
        do await page.GotoAsync("/reviews/health");
        while (await page.Locator("main a[href='/duplicates']").CountAsync() == 0);
    }
}
