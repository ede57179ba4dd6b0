using System.Net;
using EnablementHub.Features.Insights.Searching;
using EnablementHub.Features.Usage;
using EnablementHub.Features.Usage.Rollups;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Insights.Searching;

public sealed class ExplainSearchesTests
{
    [Fact]
    public async Task SearchesThatFoundNothing_AreSplitByCause_AndLookedAtAgainAfterSomeDays()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        await data.Clip("Discount for managers").OnlyForRole(HubRoles.Manager).PublishedAsync();
        await data.Clip("Summer campaign pricing").ExpiringOn(DateOnly.FromDateTime(hub.Time.GetUtcNow().UtcDateTime.Date)).PublishedAsync();
        await data.Clip("Negotiation with procurement").PublishedAsync();
        hub.Time.Advance(TimeSpan.FromDays(2));
        await hub.IndexedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        foreach (var words in new[] { "discount+managers", "summer+campaign", "blockchain" }) await rep.ReadAsync($"/search?q={words}");
        var log = hub.App.Services.GetRequiredService<UsageLog>();
        log.Record(new SearchRecord { Id = Guid.NewGuid(), At = hub.Time.GetUtcNow(), PersonId = 1, Text = "negotiattion", FoldedText = "negotiattion", Hits = 0 });
        await log.FlushAsync(TestContext.Current.CancellationToken);
        await hub.RunAsync<RollUpJob>();
        await hub.RunAsync<ExplainSearchesJob>();
        Assert.Equal(
            new Dictionary<string, SearchCause> { ["blockchain"] = SearchCause.NoContent, ["discount managers"] = SearchCause.NoPermission, ["negotiattion"] = SearchCause.Misspelt, ["summer campaign"] = SearchCause.Expired },
            await CausesAsync(hub));
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var page = WebUtility.HtmlDecode(await lead.ReadAsync("/usage/searches?found=misspelt"));
        Assert.Contains("negotiattion", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">blockchain<", page, StringComparison.Ordinal);
        foreach (var odd in new[] { "?found=nothing", "?found=x", "?days=abc", "?page=-1", "?page=9999" }) Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync("/usage/searches" + odd)).StatusCode);
        Assert.Contains("No content", WebUtility.HtmlDecode(await lead.ReadAsync("/usage/searches?found=nothing")), StringComparison.Ordinal);
        Assert.Contains("blockchain,1,1,1,NoContent", await lead.ReadAsync("/usage/searches.csv?found=no-content"), StringComparison.Ordinal);

        await data.Clip("Blockchain for managers").OnlyForRole(HubRoles.Manager).PublishedAsync();
        await hub.IndexedAsync();
        await hub.RunAsync<ExplainSearchesJob>();
        Assert.Equal(SearchCause.NoContent, (await CausesAsync(hub))["blockchain"]);
        hub.Time.Advance(TimeSpan.FromDays(4));
        await hub.RunAsync<ExplainSearchesJob>();
        Assert.Equal(SearchCause.NoPermission, (await CausesAsync(hub))["blockchain"]);
    }

    [Fact]
    public async Task CsvOfSearches_WritesFormulasAsText()
    {
        await using var hub = await TestHub.StartAsync();
        var log = hub.App.Services.GetRequiredService<UsageLog>();
        log.Record(new SearchRecord { Id = Guid.NewGuid(), At = hub.Time.GetUtcNow(), PersonId = 1, Text = "=1+1", FoldedText = "=1+1", Hits = 0 });
        await log.FlushAsync(TestContext.Current.CancellationToken);
        await hub.RunAsync<RollUpJob>();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.Contains("'=1+1", await lead.ReadAsync("/usage/searches.csv"), StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, SearchCause>> CausesAsync(TestHub hub)
    {
        await using var database = hub.OpenDatabase();
        return await database.SearchExplanations.OrderBy(known => known.FoldedText).ToDictionaryAsync(known => known.FoldedText, known => known.Cause, TestContext.Current.CancellationToken);
    }
}
