using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>All results one after another, without a touch.</summary>
public sealed class ListeningJourney(Browser browser)
{
    private const string Playing = "() => [...document.querySelectorAll('audio, video')].find(media => !media.paused && media.currentTime > 0.1)?.closest('[data-result]').dataset.item";

    [Fact]
    public async Task ListenToAll_GoesFromRowToRow_UntilItIsStopped()
    {
        await using var rep = await browser.SignInAsync("rep");
        await rep.Page.GotoAsync("/search?kind=clip&sort=most-played");
        var button = rep.Page.Locator("[data-listen]");
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveTextAsync("Stop listening");
        var first = await (await rep.Page.WaitForFunctionAsync(Playing)).JsonValueAsync<string>();
        await rep.Page.EvaluateAsync("() => { const media = [...document.querySelectorAll('audio, video')].find(one => !one.paused); media.currentTime = media.duration - 0.2; }");
        await rep.Page.WaitForFunctionAsync($"first => {{ const item = ({Playing})(); return item && item !== first; }}", first);
        await button.ClickAsync();
        await Assertions.Expect(button).ToContainTextAsync("Listen to all");
        Assert.True(await rep.Page.EvaluateAsync<bool>("() => [...document.querySelectorAll('audio, video')].every(media => media.paused)"));
        Assert.Empty(rep.Complaints);
    }
}
