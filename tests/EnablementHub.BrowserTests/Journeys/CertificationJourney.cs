using System.Globalization;
using System.Text.RegularExpressions;
using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>
/// The demo's holders are at different ends of their year: one renews in time, one late, and then what both rest on changes
/// in a major version, which exactly they are asked about.
/// </summary>
public sealed partial class CertificationJourney(Browser browser)
{
    private const string Title = "Discovery, certified";
    private const string Sheet = "Discovery sheet: one page beside the call";

    /// <summary>The hub's jobs look every few seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Holders_RenewInTimeAndLate_AndAreAskedAboutAMajorChange()
    {
        await using var rep = await browser.SignInAsync("rep");
        var end = await EndAsync(rep);
        Assert.True(end > Today());
        await RenewAsync(rep, "what you learn from then on counts", early: true);
        Assert.Equal(end.AddDays(365), await EndAsync(rep));

        await using var expert = await browser.SignInAsync("expert");
        Assert.True(await EndAsync(expert) < Today());
        await RenewAsync(expert, "counts from the day on which you finish", early: false);
        Assert.InRange((await EndAsync(expert)).DayNumber, Today().DayNumber + 364, Today().DayNumber + 366);

        await using var lead = await browser.SignInAsync("lead");
        await ChangeTheSheetAsync(lead);
        await AskAsync(lead);

        var address = await UpdateOfAsync(rep);
        Assert.Equal([], await rep.AccessibilityFindingsAsync());
        await rep.PictureAsync("certification-update-wide");
        await rep.Page.GetByLabel("The number of doors").CheckAsync();
        await rep.Page.GetByLabel("Before the demo").CheckAsync();
        await rep.Page.GetByLabel("I have read what changed").CheckAsync();
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(rep.Page.Locator("main")).ToContainTextAsync("That isn't it. Look at the change again");
        await rep.Page.GetByLabel("The hours of the night shift").CheckAsync();
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(rep.Page.Locator("main")).ToContainTextAsync("Read the change and answered 2 of 2");
        await rep.Page.GotoAsync(address);
        await Assertions.Expect(rep.Page.Locator("main")).ToContainTextAsync("Nothing is left to do");

        await VerifyAsync(rep);
        Assert.All(rep.Complaints, complaint => Assert.Contains("status of 400", complaint, StringComparison.Ordinal));
        Assert.Empty(expert.Complaints);
        Assert.Empty(lead.Complaints);
    }

    private static ILocator Row(Visitor visitor) => visitor.Page.Locator(".certificate-row", new() { HasText = Title });

    private static async Task<DateOnly> EndAsync(Visitor visitor)
    {
        await visitor.Page.GotoAsync("/certifications");
        return DateOnly.ParseExact((await Row(visitor).Locator("time").First.GetAttributeAsync("datetime"))!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Opens what the renewal asks, and waits until the certificate is there.</summary>
    private static async Task RenewAsync(Visitor visitor, string words, bool early)
    {
        await Row(visitor).GetByRole(AriaRole.Link, new() { Name = "Renew" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("For the renewal less is asked");
        if (!early) await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync(words);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = Sheet }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("h1")).ToContainTextAsync(Sheet);
        await visitor.Page.GotoAsync("/certifications");
        await UntilAsync(visitor, () => Row(visitor).Locator(".status", new() { HasTextRegex = JustValid() }));
    }

    private static async Task ChangeTheSheetAsync(Visitor lead)
    {
        await lead.Page.GotoAsync("/search?q=discovery+sheet&kind=template");
        var href = (await lead.Page.Locator("[data-result] [data-open]", new() { HasText = Sheet }).First.GetAttributeAsync("href"))!;
        await lead.Page.GotoAsync($"/studio/{href.Split('/')[2].Split('?')[0]}");
        var text = lead.Page.Locator("textarea[name=Body]");
        await text.FillAsync(await text.InputValueAsync() + "\n\nAsk for the hours of the night shift, not for the number of doors.");
        await lead.Page.Locator("[name=Note]").FillAsync("The fifth number is now the hours of the night shift.");
        await lead.Page.Locator("#weight-major").CheckAsync();
        await lead.Page.GetByRole(AriaRole.Button, new() { Name = "Save and publish" }).ClickAsync();
        await Assertions.Expect(lead.Page.Locator(".version-bar")).ToContainTextAsync("Readers see version 2");
    }

    private static async Task AskAsync(Visitor lead)
    {
        await lead.Page.GotoAsync("/certifications/programme");
        await UntilAsync(lead, () => lead.Page.GetByRole(AriaRole.Link, new() { Name = Sheet }));
        await lead.Page.GetByRole(AriaRole.Link, new() { Name = Sheet }).First.ClickAsync();
        await Assertions.Expect(lead.Page.Locator("main")).ToContainTextAsync("2 certificates rest on an earlier version");
        Assert.Equal([], await lead.AccessibilityFindingsAsync());
        await lead.PictureAsync("certification-change-wide");
        foreach (var (at, prompt, answers, right) in new[] { (0, "What is the fifth number now?", "The number of doors\nThe hours of the night shift", "2"), (1, "When do you ask for it?", "Before the demo\nAfter the offer", "1") })
        {
            await lead.Page.Locator($"[name='questions[{at}].Prompt']").FillAsync(prompt);
            await lead.Page.Locator($"[name='questions[{at}].Choices']").FillAsync(answers);
            await lead.Page.Locator($"[name='questions[{at}].Correct']").SelectOptionAsync(right);
        }

        await lead.Page.GetByRole(AriaRole.Button, new() { Name = "Ask 2 holders now" }).ClickAsync();
        await Assertions.Expect(lead.Page.Locator("main")).ToContainTextAsync("0 of 2 holders have looked at it");
    }

    private static async Task<string> UpdateOfAsync(Visitor rep)
    {
        await rep.Page.GotoAsync("/certifications");
        await Assertions.Expect(Row(rep)).ToContainTextAsync("update due");
        await rep.Page.GetByRole(AriaRole.Link, new() { Name = "Look at the change" }).ClickAsync();
        await Assertions.Expect(rep.Page.Locator("main")).ToContainTextAsync("The fifth number is now the hours of the night shift.");
        return new Uri(rep.Page.Url).AbsolutePath;
    }

    private async Task VerifyAsync(Visitor rep)
    {
        await rep.Page.GotoAsync("/certifications");
        await Row(rep).GetByRole(AriaRole.Link, new() { Name = Title }).First.ClickAsync();
        var link = (await rep.Page.Locator(".certificate-check a").GetAttributeAsync("href"))!;
        await using var anybody = await browser.VisitAsync(width: 360);
        await anybody.Page.GotoAsync(new Uri(link).AbsolutePath);
        await Assertions.Expect(anybody.Page.Locator("main")).ToContainTextAsync("Maria Sandoval");
        await Assertions.Expect(anybody.Page.Locator("main")).Not.ToContainTextAsync(Sheet);
        Assert.Equal([], await anybody.AccessibilityFindingsAsync());
        Assert.InRange(await anybody.OverflowAsync(), int.MinValue, 0);
        await anybody.PictureAsync("certification-verify-360");
        Assert.Empty(anybody.Complaints);
    }

    private static async Task UntilAsync(Visitor visitor, Func<ILocator> wanted)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (await wanted().CountAsync() == 0)
        {
            Assert.True(clock.Elapsed < Patience, $"It didn't come: {await visitor.Page.Locator("main").InnerTextAsync()}");
            await visitor.Page.WaitForTimeoutAsync(500);
            await visitor.Page.ReloadAsync();
        }
    }

    private static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [GeneratedRegex("^\\s*Valid\\s*$")]
    private static partial Regex JustValid();
}
