using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>From question to sound without a pointer.</summary>
public sealed class KeyboardJourneys(Browser browser)
{
    [Fact]
    public async Task Slash_LeadsToSearchFromAnyPage()
    {
        await using var rep = await browser.SignInAsync("rep");
        await rep.Page.GotoAsync("/library");
        await AskAsync(rep.Page, "cost of waiting");
        await Assertions.Expect(rep.Page.Locator("[data-result]").First).ToBeVisibleAsync();
        Assert.Empty(rep.Complaints);
    }

    [Fact]
    public async Task Slash_IsNoWordOfTheSearch_WhereTheFieldHasTheFocusAlready()
    {
        await using var rep = await browser.SignInAsync("rep");
        await rep.Page.GotoAsync("/search");
        var field = rep.Page.Locator("[data-search-field]").First;
        await Assertions.Expect(field).ToBeFocusedAsync();
        await rep.Page.Keyboard.PressAsync("/");
        await rep.Page.Keyboard.TypeAsync("24/7");
        await Assertions.Expect(field).ToHaveValueAsync("24/7");
    }

    /// <summary>On a slow line the results are there before the script that walks them: the arrow waits for it.</summary>
    [Fact]
    public async Task Arrow_PressedBeforeTheScriptIsThere_IsNotLost()
    {
        await using var rep = await browser.SignInAsync("rep");
        var pressed = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await rep.Page.RouteAsync(url => url.Contains("/js/results", StringComparison.Ordinal), async route =>
        {
            asked.TrySetResult();
            await pressed.Task;
            await route.ContinueAsync();
        });
        await rep.Page.GotoAsync("/search?q=price&kind=clip", new() { WaitUntil = WaitUntilState.Commit });
        await asked.Task;
        await rep.Page.Keyboard.PressAsync("ArrowDown");
        var first = rep.Page.Locator("[data-result]").First.Locator(".content-row-title a");
        await Assertions.Expect(first).Not.ToBeFocusedAsync();
        pressed.SetResult();
        await Assertions.Expect(first).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Arrows_WalkTheResults_P_PlaysAndCloses_Enter_Opens()
    {
        await using var rep = await browser.SignInAsync("rep");
        await rep.Page.GotoAsync("/search?q=price&kind=clip");
        var rows = rep.Page.Locator("[data-result]");
        await Assertions.Expect(rows.Nth(1)).ToBeVisibleAsync();

        await rep.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(rows.Nth(0).Locator(".content-row-title a")).ToBeFocusedAsync();
        await rep.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(rows.Nth(1).Locator(".content-row-title a")).ToBeFocusedAsync();
        await rep.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(rows.Nth(0).Locator(".content-row-title a")).ToBeFocusedAsync();

        await WalkToPlayableAsync(rep.Page);
        await rep.Page.Keyboard.PressAsync("p");
        var player = rep.Page.Locator(".is-current [data-player]");
        await Assertions.Expect(player).ToBeVisibleAsync();
        await rep.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('audio, video')].some(media => !media.paused && media.currentTime > 0.2)");

        var title = await rep.Page.Locator("[data-result].is-current .content-row-title a").InnerTextAsync();
        await rep.Page.Locator("[data-result].is-current .content-row-title a").FocusAsync();
        await rep.Page.Keyboard.PressAsync("p");
        await Assertions.Expect(player).ToHaveCountAsync(0);
        await rep.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(rep.Page.Locator("main h1")).ToContainTextAsync(title);
        Assert.Empty(rep.Complaints);
    }

    private static async Task AskAsync(IPage page, string text)
    {
        await page.Locator("main").ClickAsync(new LocatorClickOptions { Position = new Position { X = 2, Y = 2 } });
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/search?*");
    }

    /// <summary>Down to the first row that has a recording; some clips are transcripts of recordings to come.</summary>
    private static async Task WalkToPlayableAsync(IPage page)
    {
        var playable = await page.Locator("[data-result]").EvaluateAllAsync<int>("rows => rows.findIndex(row => row.querySelector('.play-button[data-play]'))");
        Assert.True(playable >= 0, "No result can be played.");
        for (var step = 0; step < playable; step++) await page.Keyboard.PressAsync("ArrowDown");
    }
}
