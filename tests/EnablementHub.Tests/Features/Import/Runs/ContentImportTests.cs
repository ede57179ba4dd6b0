using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using EnablementHub.Features.Import;
using EnablementHub.Features.Import.Runs;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Import.Runs;

/// <summary>A zip goes in by the page: first the report, then the deed.</summary>
public sealed class ContentImportTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task AZip_IsLookedThrough_ThenImported_WithItsReport()
    {
        using var lead = await _hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var zip = Zip(("handbook-main/README.md", "# Zebra pricing\n\n[dead](nowhere.md)"), ("handbook-main/sales/a.md", "See [home](../README.md)"));

        using var uploaded = await UploadAsync(lead, zip, "handbook.zip");

        var run = uploaded.Headers.Location!.OriginalString;
        Assert.Contains("Being looked through", await lead.ReadAsync(run), StringComparison.Ordinal);
        await _hub.RunAsync<WorkOnImportsJob>();
        var plan = await lead.ReadAsync(run);
        Assert.Contains("2 new items", plan, StringComparison.Ordinal);
        Assert.Contains("The link “nowhere.md” leads nowhere", WebUtility.HtmlDecode(plan), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
        using (var started = await lead.PostAsync(run, run + "/start")) Assert.Equal(run, started.Headers.Location!.OriginalString);
        Assert.Contains("Being imported", await lead.ReadAsync(run), StringComparison.Ordinal);
        await _hub.RunAsync<WorkOnImportsJob>();
        Assert.Contains("This was written:", await lead.ReadAsync(run), StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync());
        Assert.Contains("\"Link\",\"README.md\",3,", await lead.ReadAsync(run + "/report.csv"), StringComparison.Ordinal);
        Assert.Contains("handbook", await lead.ReadAsync("/import"), StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        Assert.Null(await database.ImportRuns.Select(known => known.StoreKey).SingleAsync(Token));

        // The tree of the library leads there, for readers too.
        var folders = await database.Folders.ToDictionaryAsync(folder => folder.Path, folder => folder.Id, Token);
        using var rep = await _hub.SignInAsAsync("Ruth Rep", HubRoles.Rep);
        Assert.Contains($"folder={folders["handbook"]}\"", await rep.ReadAsync("/library"), StringComparison.Ordinal);
        var below = await rep.ReadAsync($"/library?folder={folders["handbook/sales"]}");
        Assert.Contains("1 item", below, StringComparison.Ordinal);
        Assert.DoesNotContain("Zebra pricing", below, StringComparison.Ordinal);
        Assert.Contains("Zebra pricing", await rep.ReadAsync($"/library?folder={folders["handbook"]}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameAndDrafts_AreTaken_AndStayWhenTheFileIsRefused()
    {
        using var lead = await _hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        using (var refused = await UploadAsync(lead, "not a zip"u8.ToArray(), "x.zip", "Sales wiki", asDrafts: true))
        {
            var page = await refused.Content.ReadAsStringAsync(Token);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("value=\"Sales wiki\"", page, StringComparison.Ordinal);
            Assert.Matches("<input[^>]*name=\"drafts\"[^>]*checked", page);
        }

        using var uploaded = await UploadAsync(lead, Zip(("a.md", "Text and [dead](nowhere.md)")), "x.zip", "Sales wiki", asDrafts: true);
        var run = uploaded.Headers.Location!.OriginalString;
        await _hub.RunAsync<WorkOnImportsJob>();
        Assert.Matches(@">1 link that leads nowhere<", await lead.ReadAsync(run));
        using (var started = await lead.PostAsync(run, run + "/start")) Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
        await _hub.RunAsync<WorkOnImportsJob>();
        await using var database = _hub.OpenDatabase();
        Assert.Equal("Sales wiki", await database.ImportedFiles.Select(file => file.Collection).SingleAsync(Token));
        Assert.Equal(EnablementHub.Features.Library.PublicationState.Draft, (await database.Items.SingleAsync(Token)).State);
    }

    [Theory]
    [InlineData("../../etc/evil.md", "leads out of its folder")]
    [InlineData("/etc/evil.md", "leads out of its folder")]
    [InlineData("a\\..\\..\\evil.md", "leads out of its folder")]
    [InlineData("C:/evil.md", "leads out of its folder")]
    public async Task AZipThatReachesOut_IsRefused(string name, string sentence)
    {
        using var lead = await _hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        await RefusedAsync(lead, Zip((name, "x")), "x.zip", sentence);
    }

    [Fact]
    public async Task BombsLinksAndWhatIsNoZip_AreRefused_AndNothingStays()
    {
        using var lead = await _hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        await RefusedAsync(lead, "not a zip"u8.ToArray(), "x.zip", "isn't a zip file");
        await RefusedAsync(lead, [], "x.zip", "");
        await RefusedAsync(lead, Zip(("bomb.md", new string(' ', 60_000_000))), "x.zip", "packed more than");
        await RefusedAsync(lead, Zip(), "x.zip", "");
        await RefusedAsync(lead, Zip(archive => archive.CreateEntry("link.md").ExternalAttributes = 0xA1FF << 16), "x.zip", "symbolic link");
        var many = Zip(archive =>
        {
            for (var number = 0; number <= ZipFolder.MaxEntries; number++) archive.CreateEntry($"{number}.md");
        });
        await RefusedAsync(lead, many, "x.zip", "at most 20,000");
        await using var database = _hub.OpenDatabase();
        Assert.Empty(await database.ImportRuns.ToListAsync(Token));
        Assert.Empty(Directory.GetFiles(Path.Combine(_hub.Folder, "store", "files"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task AnUpload_CanBeDiscarded_AndIsDecidedOnce()
    {
        using var lead = await _hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        using var uploaded = await UploadAsync(lead, Zip(("a.md", "x")), "a.zip");
        var run = uploaded.Headers.Location!.OriginalString;
        await _hub.RunAsync<WorkOnImportsJob>();
        using (var discarded = await lead.PostAsync(run, run + "/discard")) Assert.Equal(HttpStatusCode.Redirect, discarded.StatusCode);
        Assert.Contains("Nothing of it was imported", await lead.ReadAsync(run), StringComparison.Ordinal);
        using (var started = await lead.PostAsync("/import", run + "/start")) Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
        Assert.Contains("nothing to decide any more", await lead.ReadAsync(run), StringComparison.Ordinal);
        await _hub.RunAsync<WorkOnImportsJob>();
        Assert.Equal(0, await CountAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/import/999")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/import/999/report.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync(run + "?kind=nonsense&page=99999")).StatusCode);
    }

    private static byte[] Zip(params (string Name, string Text)[] files) => Zip(archive =>
    {
        foreach (var (name, text) in files)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }
    });

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true)) fill(archive);
        return bytes.ToArray();
    }

    /// <summary>As a browser does: the fields in the order in which the page has them, for the upload is read as it comes.</summary>
    private static async Task<HttpResponseMessage> UploadAsync(TestBrowser lead, byte[] zip, string fileName, string name = "", bool asDrafts = false)
    {
        var page = await lead.ReadAsync("/import");
        var form = page[page.IndexOf("action=\"/import\"", StringComparison.Ordinal)..];
        var content = new MultipartFormDataContent();
        foreach (Match field in Regex.Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)], "<input[^>]* name=\"([^\"]+)\""))
        {
            switch (field.Groups[1].Value)
            {
                case "__RequestVerificationToken": content.Add(new StringContent(await lead.TokenAsync("/import")), "__RequestVerificationToken"); break;
                case "name": content.Add(new StringContent(name), "name"); break;
                case "drafts" when asDrafts: content.Add(new StringContent("true"), "drafts"); break;
                case "zip": content.Add(new ByteArrayContent(zip), "zip", fileName); break;
            }
        }

        return await lead.Http.PostAsync("/import", content);
    }

    private async Task RefusedAsync(TestBrowser lead, byte[] zip, string fileName, string sentence)
    {
        using var answer = await UploadAsync(lead, zip, fileName);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token)), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    private async Task<int> CountAsync()
    {
        await using var database = _hub.OpenDatabase();
        return await database.ImportedFiles.CountAsync(Token);
    }
}
