using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>A manager assigns an exercise, the new hire does it, and an expert confirms it: it ticks itself in the course and on the page.</summary>
public sealed class TrainingJourney(Browser browser)
{
    [Fact]
    public async Task NewHire_DoesWhatIsAssigned_AnExpertConfirmsIt_AndTheCourseTicksItself()
    {
        await using var newHire = await browser.SignInAsync("newhire");
        var page = newHire.Page;
        await page.GotoAsync("/training");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("assigned to you");
        var assigned = page.Locator("section:has(#assigned-title) .content-row", new() { HasText = "Fill in the discovery sheet" });
        await Assertions.Expect(assigned).ToContainTextAsync("was due");
        await assigned.Locator("h3 a").ClickAsync();
        await page.GetByLabel("What you did, and what came of it").FillAsync("Greyfield Paper: trucks a day 38, minutes on site about 90. For detention I ask for one carrier and one month.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tell that it is done" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("It waits for an expert");

        await using var expert = await browser.SignInAsync("expert");
        await expert.Page.GotoAsync("/training/confirm");
        var told = expert.Page.Locator(".content-row", new() { HasText = "Greyfield Paper" });
        await told.Locator("button[value='confirm']").ClickAsync();
        await Assertions.Expect(expert.Page.Locator("[data-flashes]")).ToContainTextAsync("Confirmed.");

        await page.GotoAsync("/training");
        await Assertions.Expect(page.Locator("section:has(#assigned-title) .content-row", new() { HasText = "Fill in the discovery sheet" })).ToHaveCountAsync(0);
        await page.Locator("section:has(#courses-title) h3 a", new() { HasText = "From the dock to the first call" }).ClickAsync();
        await Assertions.Expect(page.Locator(".step-done", new() { HasText = "Fill in the discovery sheet" })).ToContainTextAsync("Confirmed by Priya Raman");
        Assert.Empty(newHire.Complaints);
        Assert.Empty(expert.Complaints);
    }

    [Fact]
    public async Task Rep_SignsUpForASession_AndALeadWritesACourse_ByTypingTitles()
    {
        await using var rep = await browser.SignInAsync("rep");
        await rep.Page.GotoAsync("/training/live");
        await rep.Page.Locator(".content-row a", new() { HasText = "Bring your stuck negotiation" }).ClickAsync();
        await Assertions.Expect(rep.Page.Locator("main")).ToContainTextAsync("You have a place.");

        await using var lead = await browser.SignInAsync("lead");
        var page = lead.Page;
        await page.GotoAsync("/training/courses/new");
        await page.GetByLabel("Title").FillAsync("Two answers to a spreadsheet");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the course" }).ClickAsync();
        await page.GetByLabel("What they learn").PressSequentiallyAsync("spreadsheet works");
        await page.Locator("[role='option']", new() { HasText = "spreadsheet" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the part" }).ClickAsync();
        await Assertions.Expect(page.Locator(".template-step")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await rep.Page.GotoAsync("/training");
        await rep.Page.Locator("#catalogue a", new() { HasText = "Two answers to a spreadsheet" }).ClickAsync();
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "Begin the course" }).ClickAsync();
        await Assertions.Expect(rep.Page.Locator("main")).ToContainTextAsync("0 of 1 part done");
        Assert.Empty(lead.Complaints);
        Assert.Empty(rep.Complaints);
    }
}
