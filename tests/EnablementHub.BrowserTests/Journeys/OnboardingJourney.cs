using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>A new hire's morning: play in place until the step ticks itself, tell a task as done, have it confirmed by the buddy.</summary>
public sealed class OnboardingJourney(Browser browser)
{
    [Fact]
    public async Task NewHire_PlaysInPlace_TheStepTicksItself_AndTheBuddyConfirmsATask()
    {
        await using var newHire = await browser.SignInAsync("newhire");
        await newHire.Page.GotoAsync("/onboarding");
        var step = newHire.Page.Locator(".step:has(h3 a:text-is('Our pricing in three minutes'))");
        await step.Locator(".play-button").ClickAsync();
        var player = step.Locator("video, audio");
        await Assertions.Expect(player).ToHaveCountAsync(1);

        // Eight times as fast, for a test can't listen for two minutes; the seconds count all the same.
        await player.EvaluateAsync("media => { media.muted = true; media.playbackRate = 8; return media.play(); }");
        await Assertions.Expect(step).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("step-done"), new() { Timeout = 60_000 });
        await Assertions.Expect(step).ToContainTextAsync("Played");

        var task = newHire.Page.Locator(".step", new() { HasText = "Meet your buddy" });
        await task.Locator("summary").ClickAsync();
        await task.Locator("textarea").FillAsync("Maria showed me the CRM and the two calls that everybody quotes.");
        await task.Locator("form button").ClickAsync();
        await Assertions.Expect(newHire.Page.Locator(".step", new() { HasText = "Meet your buddy" })).ToContainTextAsync("Waits for the buddy");

        await using var buddy = await browser.SignInAsync("rep");
        await buddy.Page.GotoAsync("/onboarding/sign-offs");
        await Assertions.Expect(buddy.Page.Locator("main")).ToContainTextAsync("Maria showed me the CRM");
        await buddy.Page.Locator("main button[value='confirm']").ClickAsync();
        await Assertions.Expect(buddy.Page.Locator("main")).ToContainTextAsync("Nothing waits for you");

        await newHire.Page.ReloadAsync();
        await Assertions.Expect(newHire.Page.Locator(".step", new() { HasText = "Meet your buddy" })).ToContainTextAsync("Confirmed by Maria Sandoval");
        Assert.Empty(newHire.Complaints);
        Assert.Empty(buddy.Complaints);
    }
}
