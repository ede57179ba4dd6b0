using System.Net;
using System.Text.RegularExpressions;
using EnablementHub.Features.Usage;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Search;

public sealed partial class SearchPageTests
{
    [Fact]
    public async Task Page_ShowsMarkedTitle_Trust_Facts_AndTheSentenceWithItsMoment()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var clip = await TestData.In(hub).Clip("Price & value to a CFO").By("Maria Lund").About("company-size", "enterprise", "Enterprise").About("sales-stage", "negotiation", "Negotiation")
            .WithMedia(duration: 125).WithCues((65, 70, "Maria Lund", "The price is what a stoppage costs.")).Verified().PublishedAsync();
        await hub.IndexedAsync();
        var page = await rep.ReadAsync("/search?q=price");
        Assert.Contains("<mark>Price</mark> &amp; value to a CFO", page, StringComparison.Ordinal);
        Assert.Contains("Verified", page, StringComparison.Ordinal);
        foreach (var fact in new[] { "Maria Lund", "Enterprise", "Negotiation", "2 min 05 s", "1:05", "1 result" }) Assert.Contains(fact, page, StringComparison.Ordinal);
        Assert.Contains($"/items/{clip.Id}?start=65", page, StringComparison.Ordinal);
        Assert.Contains($"/items/{clip.Id}/inline-player?search=", page, StringComparison.Ordinal);
        Assert.Contains("Why this result", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partial_IsThePieceAlone_AndKeepsTheAddress()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await TestData.In(hub).Clip("Discount ladder").About("topic", "pricing").PublishedAsync();
        await hub.IndexedAsync();
        var typed = await AskAsync(rep, "/search?q=disc&sort=relevance", "q");
        var piece = await typed.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<html", piece, StringComparison.Ordinal);
        Assert.Contains("ladder", piece, StringComparison.Ordinal);
        Assert.Equal("/search?q=disc", typed.Headers.GetValues("HX-Replace-Url").Single());
        var filtered = await AskAsync(rep, "/search?q=discount&topic=pricing&sort=relevance", "facets");
        Assert.Equal("/search?q=discount&topic=pricing", filtered.Headers.GetValues("HX-Push-Url").Single());
        Assert.Contains("<html", await rep.ReadAsync("/search?q=discount&topic=pricing"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingWithTheFilters_OffersToDropOne_WithItsCount()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var data = TestData.In(hub);
        await data.Clip("Ladder one").About("topic", "pricing").PublishedAsync();
        await data.Clip("Ladder two").About("topic", "pricing").PublishedAsync();
        await data.Clip("Other").About("persona", "cfo").PublishedAsync();
        await hub.IndexedAsync();
        var page = await rep.ReadAsync("/search?q=ladder&topic=pricing&persona=cfo");
        Assert.Contains("without Persona (2)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("without Topic (", page, StringComparison.Ordinal);
        Assert.Contains("Show 2 outside the filters", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typo_SaysWhatIsShown_AndOffersTheWordsAsTyped()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await TestData.In(hub).Clip("Negotiation basics").PublishedAsync();
        await hub.IndexedAsync();
        var page = await rep.ReadAsync("/search?q=negotiaton");
        Assert.Contains("Showing results for", page, StringComparison.Ordinal);
        Assert.Contains("/search?q=negotiaton&amp;exact=1", page, StringComparison.Ordinal);
        Assert.Contains("Nothing found", await rep.ReadAsync("/search?q=negotiaton&exact=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptySearch_ShowsTheNewest_AndAnEmptyHubSaysWhatForItIs()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await hub.IndexedAsync();
        Assert.Contains("Nothing is published yet", await rep.ReadAsync("/search"), StringComparison.Ordinal);
        await TestData.In(hub).Clip("Older").PublishedAsync();
        hub.Time.Advance(TimeSpan.FromHours(1));
        await TestData.In(hub).Clip("Newer").PublishedAsync();
        await hub.IndexedAsync();
        var page = await rep.ReadAsync("/search");
        Assert.InRange(page.IndexOf("Newer", StringComparison.Ordinal), 1, page.IndexOf("Older", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_HasOneField_AndOddAddressesLeadToAPageThatIsThere()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await TestData.In(hub).Clip("Older").WithMedia().PublishedAsync();
        await hub.IndexedAsync();
        var alone = await rep.ReadAsync("/search");
        Assert.Equal(2, alone.Split("type=\"search\"").Length);
        Assert.DoesNotContain("Listen to all", alone, StringComparison.Ordinal);
        await TestData.In(hub).Clip("Newer").WithMedia().PublishedAsync();
        await hub.IndexedAsync();
        Assert.Contains("Listen to all 2", await rep.ReadAsync("/search"), StringComparison.Ordinal);
        Assert.Equal(2, (await rep.ReadAsync("/")).Split("type=\"search\"").Length);

        Assert.Contains("<mark>Newer</mark>", await rep.ReadAsync("/search?q=newer&page=40"), StringComparison.Ordinal);
        var words = new string('w', 9_000);
        var found = WebUtility.HtmlDecode((await rep.ReadAsync("/search?q=" + words)).Split("<main", 2)[1]);
        Assert.Contains("wwww…", found, StringComparison.Ordinal);
        Assert.DoesNotContain(words, found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Searches_AreRecorded_WithHitsAndClick_AndTypingCountsOnce()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var other = await hub.SignInAsAsync("Otto Other");
        var clip = await TestData.In(hub).Clip("Discount ladder").PublishedAsync();
        await hub.IndexedAsync();
        foreach (var typed in new[] { "d", "di", "disc" }) await AskAsync(rep, "/search?q=" + typed, "q");
        var page = await rep.ReadAsync("/search?q=Discount%20%20Ladder");
        await rep.ReadAsync("/search?q=unheardofword");
        var searchId = SearchId().Match(page).Groups[1].Value;
        var stolen = await other.PostAsync("/search", $"/search/{searchId}/click", ("item", "999"), ("rank", "7"));
        Assert.Equal(HttpStatusCode.NoContent, stolen.StatusCode);
        var click = await rep.PostAsync("/search", $"/search/{searchId}/click", ("item", $"{clip.Id}"), ("rank", "1"));
        Assert.Equal(HttpStatusCode.NoContent, click.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await rep.PostAsync("/search", $"/search/{searchId}/click", ("item", "x"), ("rank", "0"))).StatusCode);
        await hub.App.Services.GetRequiredService<UsageLog>().FlushAsync();
        await using var database = hub.OpenDatabase();
        var records = await database.SearchRecords.OrderBy(search => search.At).ThenBy(search => search.Hits).ToListAsync();
        Assert.Equal(["unheardofword", "Discount  Ladder"], records.Select(search => search.Text));
        Assert.Equal(("discount ladder", 1, 1, clip.Id), (records[1].FoldedText, records[1].Hits, records[1].RankClicked, records[1].ItemClickedId));
        Assert.Equal(0, records[0].Hits);
    }

    private static async Task<HttpResponseMessage> AskAsync(TestBrowser browser, string path, string trigger)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Trigger", trigger);
        var answer = await browser.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    [GeneratedRegex("data-search-id=\"([0-9a-f-]{36})\"")]
    private static partial Regex SearchId();
}
