using System.Net;
using EnablementHub.Features.People;
using EnablementHub.Features.Usage;
using EnablementHub.Features.Usage.Rollups;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Insights.Items;

public sealed class ItemInsightsTests
{
    [Fact]
    public async Task Item_ShowsPlaysPeopleTeamsSearchesAndWherePeopleStop_ButNobodysName()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var clip = await data.Clip("Price to a CFO").WithMedia(duration: 100).PublishedAsync();
        var team = await data.TeamAsync("Sales Europe");
        var people = new List<Person>();
        for (var number = 0; number < 5; number++)
        {
            people.Add(await hub.AddPersonAsync($"Rita Rep{number}"));
            await data.JoinAsync(people[number], team);
        }

        for (var number = 0; number < 3; number++) await hub.PlayAsync(people[number], clip, (0, 30));
        await hub.PlayAsync(people[3], clip, (0, 100));
        var log = hub.App.Services.GetRequiredService<UsageLog>();
        var search = new SearchRecord { Id = Guid.NewGuid(), At = hub.Time.GetUtcNow(), PersonId = people[0].Id, Text = "price cfo", FoldedText = "price cfo", Hits = 1 };
        log.Record(search);
        log.RecordClick(search.Id, people[0].Id, clip.Id, 1);
        await log.FlushAsync(TestContext.Current.CancellationToken);
        await hub.RunAsync<RollUpJob>();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var page = WebUtility.HtmlDecode(await lead.ReadAsync($"/usage/items/{clip.Id}"));
        foreach (var text in new[] { "Played 4 times by 4 people", "1 person has seen at least 80 %", "of 4 people who ever played", "Fewer than half go on after 30 s", "Sales Europe", "4 of 5", "price cfo" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Rita", page, StringComparison.Ordinal);
        Assert.Contains(",4,0", await lead.ReadAsync($"/usage/items/{clip.Id}.csv?days=7"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Item_IsForThoseWhoMaySeeUsage_AndOfTheirAudience()
    {
        await using var hub = await TestHub.StartAsync();
        var clip = await TestData.In(hub).Clip("Price to a CFO").PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.Equal(HttpStatusCode.Forbidden, (await rep.GetAsync($"/usage/items/{clip.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/usage/items/999999")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/usage/items/999999.csv")).StatusCode);
        foreach (var odd in new[] { "?days=8", "?days=abc", "?days=-1" }) Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync($"/usage/items/{clip.Id}{odd}")).StatusCode);
        Assert.Contains("Nobody has played the present recording yet", await lead.ReadAsync($"/usage/items/{clip.Id}"), StringComparison.Ordinal);
    }
}
