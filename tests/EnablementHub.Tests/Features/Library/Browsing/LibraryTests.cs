using System.Net;
using EnablementHub.Features.Library.Browsing;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Library.Browsing;

public sealed class LibraryTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public async Task Readers_SeeWhatIsPublishedForThem_WritersTheirOwnToo_LeadsEverything()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var eva = await hub.AddPersonAsync("Eva Expert", HubRoles.Expert);
        await data.Clip("Open to all").PublishedAsync();
        await data.Clip("For managers").OnlyForRole(HubRoles.Manager).PublishedAsync();
        await data.Clip("Lena's draft").DraftAsync();
        await data.Clip("Eva's draft").OwnedBy(eva).DraftAsync();
        await data.Clip("Later on").ReleasedOn(Today.AddDays(2)).PublishedAsync();
        await data.Clip("Long gone").ExpiringOn(Today.AddDays(-2)).PublishedAsync();
        await data.Clip("Put away").ArchivedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var expert = await hub.SignInAsAsync("Eva Expert", HubRoles.Expert);
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        await ShowsAsync(rep, "/library", ["Open to all"], ["For managers", "'s draft", "Later on", "Long gone", "Put away", "name=\"status\"", "name=\"ids\""]);
        await ShowsAsync(rep, "/library?status=draft", ["Open to all"], ["'s draft"]);
        await ShowsAsync(expert, "/library", ["Open to all", "Eva's draft"], ["Lena's draft", "For managers", "Later on", "name=\"ids\""]);
        await ShowsAsync(lead, "/library", ["Open to all", "Eva's draft", "Lena's draft", "For managers", "Later on", "Long gone", "name=\"ids\""], ["Put away"]);
        await ShowsAsync(lead, "/library?status=archived", ["Put away"], ["Open to all"]);
        await ShowsAsync(lead, "/library?status=expired", ["Long gone"], ["Later on"]);
        await ShowsAsync(lead, "/library?status=scheduled", ["Later on"], ["Long gone"]);
    }

    [Fact]
    public async Task Filters_NarrowTheList()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var eva = await hub.AddPersonAsync("Eva Expert", HubRoles.Expert);
        await data.Clip("Price talk 100%").About("topic", "pricing").About("persona", "cfo", "CFO").Verified().PublishedAsync();
        await data.Playbook("Security_review").Saying("x").About("topic", "security").Verified(reviewDueInDays: 5).OwnedBy(eva).In("de").PublishedAsync();
        await data.Template("Follow-up").About("topic", "pricing").About("topic", "security").Verified(reviewDueInDays: -1).PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        const string One = "Price talk", Two = "Security_review", Three = "Follow-up";
        await ShowsAsync(rep, "/library?kind=playbook", [Two], [One, Three]);
        await ShowsAsync(rep, "/library?topic=pricing", [One, Three], [Two]);
        await ShowsAsync(rep, "/library?topic=pricing&persona=cfo", [One], [Two, Three]);
        await ShowsAsync(rep, "/library?topic=pricing&topic=security", [One, Two, Three], []);
        await ShowsAsync(rep, "/library?trust=verified", [One], [Two, Three]);
        await ShowsAsync(rep, "/library?trust=due", [Two], [One, Three]);
        await ShowsAsync(rep, "/library?trust=unverified", [Three], [One, Two]);
        await ShowsAsync(rep, $"/library?owner={eva.Id}", [Two], [One, Three]);
        await ShowsAsync(rep, "/library?language=de", [Two], [One, Three]);
        await ShowsAsync(rep, "/library?q=talk", [One], [Two, Three]);
        await ShowsAsync(rep, "/library?q=TALK", [One], [Two, Three]);
        await ShowsAsync(rep, "/library?q=%25", [One], [Two, Three]);
        await ShowsAsync(rep, "/library?q=_", [Two], [One, Three]);
        await ShowsAsync(rep, "/library?q=nothing+like+it", ["Nothing matches"], [One, Two, Three]);
    }

    [Fact]
    public async Task Sorting_AndPaging_ShowEachItemOnce()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var ids = new List<int>();
        for (var i = 0; i < LibraryFilter.PageSize + 5; i++)
        {
            hub.Time.Advance(TimeSpan.FromSeconds(1));
            ids.Add((await data.Link($"Link {i:000}").PublishedAsync()).Id);
        }

        await using (var database = hub.OpenDatabase())
        {
            database.ItemDays.Add(new ItemDay { ItemId = ids[30], Day = Today, Plays = 9 });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.Equal("Link 054", First(await lead.ReadAsync("/library")));
        Assert.Equal("Link 054", First(await lead.ReadAsync("/library?sort=newest")));
        Assert.Equal("Link 000", First(await lead.ReadAsync("/library?sort=title")));
        Assert.Equal("Link 030", First(await lead.ReadAsync("/library?sort=most-played")));
        foreach (var sort in new[] { "changed", "newest", "title", "most-played" })
        {
            var both = await lead.ReadAsync($"/library?sort={sort}") + await lead.ReadAsync($"/library?sort={sort}&page=2");
            Assert.All(ids, id => Assert.Single(System.Text.RegularExpressions.Regex.Matches(both, $"value=\"{id}\" data-select")));
        }

        Assert.Contains("51 to 55 of 55", await lead.ReadAsync("/library?page=2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyLibrary_SaysWhatItIsFor_AndOddAddressesAreTakenCalmly()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.Contains("Nothing here for you yet", await rep.ReadAsync("/library"), StringComparison.Ordinal);
        Assert.Contains("Write the first one", await lead.ReadAsync("/library"), StringComparison.Ordinal);
        await TestData.In(hub).Clip("Price talk").PublishedAsync();
        foreach (var odd in new[] { "?kind=nonsense", "?status=7", "?trust=x", "?owner=-1", "?owner=abc", "?sort=;drop", "?page=0", "?page=-5", "?page=abc", "?page=99999999999", "?topic=%00", $"?q={new string('x', 5_000)}", "?q=%27%22%3Cscript%3E", $"?topic={string.Join("&topic=", Enumerable.Range(0, 200))}", "?language=%F0%9F%98%80" })
        {
            var answer = await lead.GetAsync("/library" + odd);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{odd}: {(int)answer.StatusCode}");
            Assert.DoesNotContain("<script>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AskedByScript_OnlyTheListComes()
    {
        await using var hub = await TestHub.StartAsync();
        await TestData.In(hub).Clip("Price talk").PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/library?q=price");
        request.Headers.Add("HX-Request", "true");
        using var answer = await rep.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Price talk", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", text, StringComparison.Ordinal);
    }

    private static string First(string page)
    {
        var at = page.IndexOf("Link 0", page.IndexOf("<tbody>", StringComparison.Ordinal), StringComparison.Ordinal);
        return page.Substring(at, 8);
    }

    private static async Task ShowsAsync(TestBrowser browser, string path, string[] shown, string[] hidden)
    {
        var page = WebUtility.HtmlDecode(await browser.ReadAsync(path));
        Assert.All(shown, text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.All(hidden, text => Assert.DoesNotContain(text, page, StringComparison.Ordinal));
    }
}
