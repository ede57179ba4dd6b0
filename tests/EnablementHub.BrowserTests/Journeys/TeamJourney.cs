using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>A manager looks at the team, does the one thing that is suggested, writes a plan and praises; the rep finds all of it.</summary>
public sealed class TeamJourney(Browser browser)
{
    [Fact]
    public async Task Manager_TakesTheSuggestion_WritesAPlan_AndGivesKudos_AndTheRepSeesThem()
    {
        await using var manager = await browser.SignInAsync("manager");
        var page = manager.Page;
        await page.GotoAsync("/");
        await page.Locator(".rail a", new() { HasText = "Team" }).ClickAsync();
        var row = page.Locator(".team-board tbody tr", new() { HasText = "Jonas Whitfield" });
        await UntilThereAsync(page, row);
        await row.Locator(".team-suggestion button").ClickAsync();
        await Assertions.Expect(page.Locator("[data-flashes]")).ToContainTextAsync("Jonas Whitfield");

        await page.Locator(".team-board tbody tr", new() { HasText = "Jonas Whitfield" }).Locator(".team-person a").ClickAsync();
        await page.GetByLabel("What they do", new() { Exact = true }).FillAsync("Call two warehouses before ten and ask about last Tuesday.");
        await page.GetByLabel("Until", new() { Exact = true }).First.FillAsync(TimeProvider.System.GetUtcNow().AddDays(6).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Put into the plan" }).Last.ClickAsync();
        await Assertions.Expect(page.Locator("#plan")).ToContainTextAsync("Call two warehouses before ten");

        await page.GetByText("Give kudos or tell a success story").ClickAsync();
        await page.Locator("#praise-Text").FillAsync("First meeting booked on day twelve, with a question instead of a pitch.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Praise Jonas Whitfield" }).ClickAsync();
        await Assertions.Expect(page.Locator("#praise")).ToContainTextAsync("First meeting booked on day twelve");
        Assert.Empty(manager.Complaints);

        await using var rep = await browser.SignInAsync("newhire");
        await rep.Page.GotoAsync("/");
        await Assertions.Expect(rep.Page.Locator("main")).ToContainTextAsync("First meeting booked on day twelve");
        await rep.Page.GetByRole(AriaRole.Link, new() { Name = "About me" }).ClickAsync();
        var step = rep.Page.Locator("#plan .content-row", new() { HasText = "Call two warehouses before ten" });
        await step.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(rep.Page.Locator("[data-flashes]")).ToContainTextAsync("Done.");
        Assert.Empty(rep.Complaints);
    }

    /// <summary>The board's order is kept by a job, which needs some seconds on a new hub.</summary>
    private static async Task UntilThereAsync(IPage page, ILocator what)
    {
        for (var round = 0; round < 30 && await what.CountAsync() == 0; round++)
        {
            await page.WaitForTimeoutAsync(1_000);
            await page.ReloadAsync();
        }

        await Assertions.Expect(what).ToBeVisibleAsync();
    }
}
