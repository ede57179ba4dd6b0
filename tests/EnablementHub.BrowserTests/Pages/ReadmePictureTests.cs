using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Pages;

public sealed class ReadmePictureTests(Browser browser)
{
    /// <summary>With HUB_TEST_PICTURES=1 the README's picture is taken anew; else only that it can be taken.</summary>
    [Fact]
    public async Task SearchResult_PlaysInItsRow()
    {
        await using var rep = await browser.SignInAsync("rep");
        await rep.Page.SetViewportSizeAsync(1280, 860);
        await rep.Page.GotoAsync("/search?q=price+finance+director");
        await rep.Page.Locator("[data-result] a[data-play], [data-result] button[data-play]").First.ClickAsync();
        await Assertions.Expect(rep.Page.Locator("[data-result] [data-player]").First).ToBeVisibleAsync();
        await rep.PictureAsync("readme-search", fullPage: false);
        if (!Visitor.TakesPictures) return;
        var folder = Path.Combine(HubProcess.Root, "docs", "images");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(HubProcess.Root, "artifacts", "screenshots", "readme-search.png"), Path.Combine(folder, "search.png"), overwrite: true);
    }
}
