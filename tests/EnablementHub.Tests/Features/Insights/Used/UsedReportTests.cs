using System.Net;
using EnablementHub.Features.People;
using EnablementHub.Features.Usage;
using EnablementHub.Features.Usage.Rollups;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Clips.Playing;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Insights.Used;

public sealed class UsedReportTests
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
        await hub.RunAsync<RollUpJob>();
        var page = WebUtility.HtmlDecode(await manager.ReadAsync("/usage?days=7"));
        foreach (var text in new[] { "1 of 3 people used the hub in the last 7 days", "1 time, 1 min 05 s in all", "used 1 of 2 published items", "Price to a CFO", "never used" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        var searches = WebUtility.HtmlDecode(await manager.ReadAsync("/usage/searches?days=7"));
        foreach (var text in new[] { "after 1 of 4 searches (25 %)", "2 searches found nothing", "lockchain", "1 of 2 (50 %)" }) Assert.Contains(text, searches, StringComparison.Ordinal);
        Assert.DoesNotContain("Rita", page + searches, StringComparison.Ordinal);
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
        await hub.RunAsync<RollUpJob>();
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
        foreach (var odd in new[] { "?days=8", "?days=abc", "?sort=title", "?sort=least", "?sort=views", "?sort=nonsense", "?page=-1", "?page=999999999", "?page=abc", "?days=99999999999", "?team=1", "?team=abc", "?kind=clip", "?kind=nonsense", "?topic=nonsense", "?use=never", "?use=x", "?sort=rising", "?sort=viewers" })
            Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync("/usage" + odd)).StatusCode);
    }

    [Fact]
    public async Task Filters_NarrowFiguresPeopleAndDays_AndSmallTeamsAreNotShownApart()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var about = await data.Clip("Price to a CFO").About("topic", "pricing", "Pricing").WithMedia(duration: 120).PublishedAsync();
        var other = await data.Playbook("Discovery calls").PublishedAsync();
        var (large, small) = (await data.TeamAsync("Large team"), await data.TeamAsync("Small team"));
        var people = new List<Person>();
        for (var number = 0; number < 5; number++)
        {
            people.Add(await hub.AddPersonAsync($"Person {number}"));
            await data.JoinAsync(people[number], large);
        }

        await data.JoinAsync(people[0], small);
        var outside = await hub.AddPersonAsync("Outside");
        await hub.PlayAsync(people[0], about, (0, 100));
        await hub.OpenAsync(people[1], about);
        await hub.OpenAsync(outside, other);
        await hub.RunAsync<RollUpJob>();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var all = WebUtility.HtmlDecode(await lead.ReadAsync("/usage"));
        Assert.Contains("3 of 7 people", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Small team", all, StringComparison.Ordinal);
        var team = WebUtility.HtmlDecode(await lead.ReadAsync($"/usage?team={large.Id}"));
        Assert.Contains("2 of 5 people in Large team used the hub", team, StringComparison.Ordinal);
        Assert.Contains("used 1 of 2 published items", team, StringComparison.Ordinal);

        // A small team is not asked for, whoever writes its number into the address.
        Assert.Contains("3 of 7 people", WebUtility.HtmlDecode(await lead.ReadAsync($"/usage?team={small.Id}")), StringComparison.Ordinal);
        var topic = WebUtility.HtmlDecode(await lead.ReadAsync("/usage?topic=pricing"));
        Assert.Contains("2 of 7 people", topic, StringComparison.Ordinal);
        Assert.DoesNotContain("Discovery calls", topic, StringComparison.Ordinal);
        Assert.Contains("organisation's time zone", topic, StringComparison.Ordinal);
        Assert.DoesNotContain("Price to a CFO", await lead.ReadAsync("/usage?kind=playbook"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rising_ComparesWithTheTimeBefore_AndUnusedIsAList()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var steady = await data.Clip("Played all the time").WithMedia(duration: 60).PublishedAsync();
        var rising = await data.Clip("Played lately").WithMedia(duration: 60).PublishedAsync();
        await data.Clip("Played by nobody").WithMedia(duration: 60).PublishedAsync();
        var rita = await hub.AddPersonAsync("Rita Rep");
        for (var time = 0; time < 3; time++)
        {
            await hub.PlayAsync(rita, steady, (0, 10));
            hub.Time.Advance(TimeSpan.FromHours(1));
        }

        hub.Time.Advance(TimeSpan.FromDays(8));
        for (var time = 0; time < 3; time++)
        {
            await hub.PlayAsync(rita, steady, (0, 10));
            if (time < 2) await hub.PlayAsync(rita, rising, (0, 10));
            hub.Time.Advance(TimeSpan.FromHours(1));
        }

        await hub.RunAsync<RollUpJob>();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var page = WebUtility.HtmlDecode(await lead.ReadAsync("/usage?days=7&sort=rising"));
        Assert.InRange(page.IndexOf("Played lately", StringComparison.Ordinal), 1, page.IndexOf("Played all the time", StringComparison.Ordinal));
        Assert.Contains("+2", page, StringComparison.Ordinal);
        var unused = await lead.ReadAsync("/usage?days=7&use=never");
        Assert.Contains("Played by nobody", unused, StringComparison.Ordinal);
        Assert.DoesNotContain("Played lately", unused, StringComparison.Ordinal);
        var csv = await lead.ReadAsync("/usage.csv?days=7&sort=rising");
        Assert.Matches("(?s)title.*Played lately,Clip,2,0,1,20,.*Played all the time,Clip,3,3,1,", csv);
    }

    private static SearchRecord Search(TestHub hub, int personId, string text, int hits) =>
        new() { Id = Guid.NewGuid(), At = hub.Time.GetUtcNow(), PersonId = personId, Text = text, FoldedText = text.ToLowerInvariant(), Hits = hits };
}
