using System.Net;
using System.Text.RegularExpressions;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Studio;

/// <summary>One hub for a class of tests, with a lead, an expert and a rep at their browsers.</summary>
public sealed partial class StudioHub : IAsyncLifetime
{
    public TestHub Hub { get; private set; } = null!;
    public TestBrowser Lead { get; private set; } = null!;
    public TestBrowser Expert { get; private set; } = null!;
    public TestBrowser Rep { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Hub = await TestHub.StartAsync(settings: ["Media:MaxUploadBytes=1000000"]);
        Lead = await Hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Expert = await Hub.SignInAsAsync("Erik Expert", HubRoles.Expert);
        Rep = await Hub.SignInAsAsync("Rita Rep");
    }

    public async ValueTask DisposeAsync()
    {
        Lead.Dispose();
        Expert.Dispose();
        Rep.Dispose();
        await Hub.DisposeAsync();
    }

    /// <summary>Begins an item through the page and returns its number.</summary>
    public static async Task<int> NewAsync(TestBrowser browser, string kind, string title)
    {
        var answer = await browser.PostAsync("/studio/new", "/studio/new", ("kind", kind), ("title", title));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return int.Parse(answer.Headers.Location!.ToString().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>What the page's form would send.</summary>
    public static async Task<(string Name, string Value)[]> OpenAsync(TestBrowser browser, int id, params (string Name, string Value)[] changes)
    {
        var html = await browser.ReadAsync($"/studio/{id}");
        var kept = new[] { ("Revision", Hidden(html, "Revision")), ("Seen", Hidden(html, "Seen")) };
        return [.. kept.Where(field => changes.All(change => change.Name != field.Item1)), .. changes];
    }

    /// <summary>Opens the editor, changes these fields and sends the form.</summary>
    public static async Task<HttpResponseMessage> SaveAsync(TestBrowser browser, int id, params (string Name, string Value)[] changes) =>
        await browser.PostAsync($"/studio/{id}", $"/studio/{id}", await OpenAsync(browser, id, changes));

    public static async Task PublishAsync(TestBrowser browser, int id, params (string Name, string Value)[] changes)
    {
        var answer = await SaveAsync(browser, id, [.. changes, ("intent", "publish")]);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }

    public async Task<Item> ReadAsync(int id)
    {
        await using var database = Hub.OpenDatabase();
        return await database.Items.AsNoTracking().Include(i => i.Versions).Include(i => i.Tags).Include(i => i.Facets).Include(i => i.Audience).SingleAsync(i => i.Id == id);
    }

    public async Task<int> RevisionAsync(int id) => (await ReadAsync(id)).Revision;

    public static string Hidden(string html, string name) => WebUtility.HtmlDecode(Regex.Match(html, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value);

    /// <summary>The page's words, as a reader sees them.</summary>
    public static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(Tags().Replace(await answer.Content.ReadAsStringAsync(), " "));

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();
}
