using System.IO.Compression;
using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>A lead brings a folder in as a zip, fixes what the report says, and a rep finds it.</summary>
public sealed class ImportJourney(Browser browser)
{
    private const string First = "# Trailer yard walk\n\nCount the trailers that wait longer than an hour, then ask [who pays for them]({0}).";
    private const string Second = "# Who pays for detention\n\nThe shipper pays first and asks the carrier later. Bring the invoice.";

    [Fact]
    public async Task Lead_ImportsAZip_FixesWhatTheReportSays_AndARepFindsIt()
    {
        await using var lead = await browser.SignInAsync("lead");
        var page = lead.Page;
        await page.GotoAsync("/import");
        await UploadAsync(page, "detention-costs.md");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("2 new items", new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("The link “detention-costs.md” leads nowhere");
        await Assertions.Expect(page.Locator("main table")).ToContainTextAsync("yard/walk.md");
        Assert.Empty(await lead.AccessibilityFindingsAsync());
        await lead.PictureAsync("import-plan");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard the upload" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-flashes]")).ToContainTextAsync("Nothing of it was imported.");

        await page.GotoAsync("/import");
        await UploadAsync(page, "who-pays.md");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Nothing: every link leads somewhere", new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("This was written:", new() { Timeout = 60_000 });
        Assert.Empty(await lead.AccessibilityFindingsAsync());

        await using var rep = await browser.SignInAsync("rep");
        await rep.Page.GotoAsync("/library");
        await rep.Page.GetByRole(AriaRole.Navigation, new() { Name = "Folders" }).GetByRole(AriaRole.Link, new() { Name = "Yard notes" }).ClickAsync();
        await rep.PictureAsync("library-folder");
        await rep.Page.GetByRole(AriaRole.Link, new() { Name = "Trailer yard walk" }).ClickAsync();
        await rep.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "who pays for them" }).First.ClickAsync();
        await Assertions.Expect(rep.Page.Locator("h1")).ToContainTextAsync("Who pays for detention");
        Assert.Empty(lead.Complaints);
        Assert.Empty(rep.Complaints);
    }

    private static async Task UploadAsync(IPage page, string target)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in new[] { ("notes/yard/walk.md", First.Replace("{0}", target, StringComparison.Ordinal)), ("notes/yard/who-pays.md", Second) })
            {
                await using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                await writer.WriteAsync(text);
            }
        }

        await page.GetByLabel("Name of the collection").FillAsync("Yard notes");
        await page.GetByLabel("Folder as a zip").SetInputFilesAsync(new FilePayload { Name = "notes.zip", MimeType = "application/zip", Buffer = bytes.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and look through" }).ClickAsync();
    }
}
