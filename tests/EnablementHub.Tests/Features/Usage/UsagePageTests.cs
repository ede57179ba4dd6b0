using System.Net;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Clips.Playing;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Usage;

public sealed class UsagePageTests
{
    [Fact]
    public async Task Leads_SeeWhatIsUsedAndWhatIsNotFound_ButNobodysName()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var clip = await data.Clip("Price to a CFO").WithMedia(duration: 120).PublishedAsync();
        await data.Clip("Never opened").WithMedia().PublishedAsync();
        var media = (await MediaTests.MediaOf(hub, clip)).Id;
        var rita = await hub.AddPersonAsync("Rita Rep");
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var manager = await hub.SignInAsAsync("Mona Manager", HubRoles.Manager);
        await rep.ReadAsync($"/items/{clip.Id}");
        await rep.BeaconAsync(clip.Id, media, (0, 65));
        var log = hub.App.Services.GetRequiredService<UsageLog>();
        log.Record(Search(hub, rita.Id, "Blockchain", 0));
        log.Record(Search(hub, rita.Id, "blockchain", 0));
        var found = Search(hub, rita.Id, "price", 3);
        log.Record(found);
        log.Record(Search(hub, rita.Id, "price", 3));
        log.RecordClick(found.Id, rita.Id, clip.Id, 1);
        await log.FlushAsync(TestContext.Current.CancellationToken);
        var page = WebUtility.HtmlDecode(await manager.ReadAsync("/usage?days=7"));
        foreach (var text in new[] { "1 of 3 people used the hub in the last 7 days", "1 time, 1 min 05 s in all", "used 1 of 2 published items", "Price to a CFO", "never used", "lockchain", "1 of 2 (50 %)" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Rita", page, StringComparison.Ordinal);
        hub.Time.Advance(TimeSpan.FromDays(8));
        Assert.Contains("Nobody has opened or played anything in the last 7 days", await manager.ReadAsync("/usage?days=7"), StringComparison.Ordinal);
        Assert.Contains("1 of 3 people", await manager.ReadAsync("/usage?days=30"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MostViewers_CountsPeople_AndNotHowOftenOneComesBack()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var often = await data.Clip("Opened often by one").PublishedAsync();
        var many = await data.Clip("Opened once by two").PublishedAsync();
        await data.Clip("Opened by nobody").PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var other = await hub.SignInAsAsync("Otto Other");
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        for (var time = 0; time < 4; time++)
        {
            await rep.ReadAsync($"/items/{often.Id}");
            hub.Time.Advance(TimeSpan.FromHours(2));
        }

        await rep.ReadAsync($"/items/{many.Id}");
        await other.ReadAsync($"/items/{many.Id}");
        await hub.App.Services.GetRequiredService<UsageLog>().FlushAsync(TestContext.Current.CancellationToken);
        var page = await lead.ReadAsync("/usage?sort=viewers");
        Assert.InRange(page.IndexOf("Opened once by two", StringComparison.Ordinal), 1, page.IndexOf("Opened often by one", StringComparison.Ordinal));
        Assert.InRange(page.IndexOf("Opened often by one", StringComparison.Ordinal), 1, page.IndexOf("Opened by nobody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Usage_IsForThoseWhoMaySeeIt_AndOddAddressesAreTakenCalmly()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.Equal(HttpStatusCode.Forbidden, (await rep.GetAsync("/usage")).StatusCode);
        Assert.Contains("Nothing is published yet", await lead.ReadAsync("/usage"), StringComparison.Ordinal);
        await TestData.In(hub).Clip("Price to a CFO").PublishedAsync();
        foreach (var odd in new[] { "?days=8", "?days=abc", "?sort=title", "?sort=least", "?sort=views", "?sort=nonsense", "?page=-1", "?page=999999999", "?page=abc", "?days=99999999999" })
            Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync("/usage" + odd)).StatusCode);
    }

    private static SearchRecord Search(TestHub hub, int personId, string text, int hits) =>
        new() { Id = Guid.NewGuid(), At = hub.Time.GetUtcNow(), PersonId = personId, Text = text, FoldedText = text.ToLowerInvariant(), Hits = hits };
}
