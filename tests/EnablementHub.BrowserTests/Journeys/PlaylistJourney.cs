using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>A rep puts clips in an order on their pages, and hears them one after another.</summary>
public sealed class PlaylistJourney(Browser browser)
{
    private const string Playing = "() => [...document.querySelectorAll('audio, video')].find(media => !media.paused && media.currentTime > 0.1)?.closest('[data-result]').dataset.item";

    [Fact]
    public async Task OwnPlaylist_IsMadeFromAClip_Arranged_AndHeard()
    {
        await using var rep = await browser.SignInAsync("newhire");
        await rep.Page.GotoAsync("/search?kind=clip&sort=most-played");
        var links = rep.Page.Locator("[data-result]:has(.play-button) [data-open]");
        var (first, second) = (await AddressAsync(links.Nth(0)), await AddressAsync(links.Nth(1)));

        // Begun on the page of the first clip.
        await rep.Page.GotoAsync(first);
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "Add to a playlist" }).ClickAsync();
        await rep.Page.GetByRole(AriaRole.Link, new() { Name = "A new playlist with it" }).ClickAsync();
        await rep.Page.FillAsync("#Title", "For the train on Monday");
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Assertions.Expect(rep.Page.Locator("h1")).ToHaveTextAsync("For the train on Monday");

        // The second comes from its own page, and is put first.
        await rep.Page.GotoAsync(second);
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "Add to a playlist" }).ClickAsync();
        await rep.PictureAsync("add-to-playlist");
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "For the train on Monday" }).ClickAsync();
        await Assertions.Expect(rep.Page.Locator("[data-flash]", new() { HasText = "Added to “For the train on Monday”." })).ToBeVisibleAsync();
        await rep.Page.GotoAsync("/playlists");
        await rep.Page.GetByRole(AriaRole.Link, new() { Name = "For the train on Monday" }).ClickAsync();
        await rep.Page.Locator("button[title=Earlier]").ClickAsync();
        var rows = rep.Page.Locator("[data-result] [data-open]");
        Assert.Equal([second, first], [await AddressAsync(rows.Nth(0)), await AddressAsync(rows.Nth(1))]);

        var button = rep.Page.Locator("[data-listen]");
        await button.ClickAsync();
        var heard = await (await rep.Page.WaitForFunctionAsync(Playing)).JsonValueAsync<string>();
        await rep.Page.EvaluateAsync("() => { const media = [...document.querySelectorAll('audio, video')].find(one => !one.paused); media.currentTime = media.duration - 0.2; }");
        await rep.Page.WaitForFunctionAsync($"first => {{ const item = ({Playing})(); return item && item !== first; }}", heard);
        await button.ClickAsync();
        await Assertions.Expect(button).ToContainTextAsync("Play all");

        // A mistake in the form loses nothing.
        await rep.Page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await rep.Page.FillAsync("#Description", "Heard twice is known");
        await rep.Page.FillAsync("#Title", " ");
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(rep.Page.GetByText("Give it a title").First).ToBeVisibleAsync();
        await Assertions.Expect(rep.Page.Locator("#Description")).ToHaveValueAsync("Heard twice is known");
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the playlist" }).ClickAsync();
        await Assertions.Expect(rep.Page.Locator("[data-flash]", new() { HasText = "its recordings stay in the library" })).ToBeVisibleAsync();
    }

    /// <summary>On a slow line the page is there before its script: what was typed by then is looked up all the same.</summary>
    [Fact]
    public async Task TitlesAreOffered_ToWhoTypesBeforeTheScriptIsThere()
    {
        await using var lead = await browser.SignInAsync("lead");
        var typed = new TaskCompletionSource();
        await lead.Page.RouteAsync(url => url.Contains("/js/suggest", StringComparison.Ordinal), async route =>
        {
            await typed.Task;
            await route.ContinueAsync();
        });
        await lead.Page.GotoAsync("/search/golden", new() { WaitUntil = WaitUntilState.Commit });
        await lead.Page.GetByLabel("What they must find").PressSequentiallyAsync("spreadsheet");
        Assert.Equal(0, await lead.Page.Locator("[role=option]").CountAsync());
        typed.SetResult();
        await Assertions.Expect(lead.Page.Locator("[role=option]", new() { HasText = "spreadsheet" }).First).ToBeVisibleAsync();
    }

    /// <summary>Without the words of the title, which stand in some lists only.</summary>
    private static async Task<string> AddressAsync(ILocator link) => string.Join('/', (await link.GetAttributeAsync("href"))!.Split('?')[0].Split('/').Take(3));
}
