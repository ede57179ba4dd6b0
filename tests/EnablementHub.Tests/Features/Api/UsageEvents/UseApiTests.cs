using System.Net;
using EnablementHub.Features.Usage.Outside;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Api.UsageEvents;

public sealed class UseApiTests
{
    [Fact]
    public async Task Events_CountOnce_MergeTheirRanges_AndAreReadByItemAndDay()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await ApiScript.StartAsync(hub, "Rita Rep", HubRoles.Rep);
        using var lead = await ApiScript.StartAsync(hub, "Lara Lead", HubRoles.Lead, TokenScopes.Read);
        var clip = await TestData.In(hub).Clip("Price to a CFO").WithMedia(duration: 30).PublishedAsync();
        var batch = new
        {
            events = new object[]
            {
                new { id = "v1", type = "view", itemId = clip.Id },
                new { id = "p1", type = "play", itemId = clip.Id, ranges = new[] { new[] { 0, 10.5 }, [20, 25] }, position = 25 },
                new { id = "p2", type = "play", itemId = clip.Id, ranges = new[] { new[] { 5.0, 15 } } },
                new { id = "d1", type = "download", itemId = clip.Id, at = hub.Time.GetUtcNow().AddDays(-1) },
            },
        };
        var first = (await rep.PostAsync("events", batch)).Is(HttpStatusCode.OK);
        Assert.Equal((4, 0, 0), Counts(first));
        Assert.Equal((0, 4, 0), Counts((await rep.PostAsync("events", batch)).Is(HttpStatusCode.OK)));
        await using var database = hub.OpenDatabase();
        var progress = await database.WatchProgress.AsNoTracking().SingleAsync(row => row.ItemId == clip.Id, TestContext.Current.CancellationToken);
        Assert.Equal(("0-15,20-25", 20.0, 25.0, 1), (progress.Spans, progress.UniqueSeconds, progress.PositionSeconds, progress.Plays));

        var days = (await lead.GetAsync($"usage?item={clip.Id}")).Is(HttpStatusCode.OK)["items"].EnumerateArray().ToList();
        Assert.Equal(["2026-03-09", "2026-03-10"], days.Select(day => day.GetProperty("day").GetString()));
        Assert.Equal((1, 1, 1, 20.0), (days[1].GetProperty("views").GetInt32(), days[1].GetProperty("plays").GetInt32(), days[1].GetProperty("viewers").GetInt32(), days[1].GetProperty("seconds").GetDouble()));
        Assert.Equal(1, days[0].GetProperty("downloads").GetInt32());
        var page = (await lead.GetAsync("usage?limit=1")).Is(HttpStatusCode.OK);
        Assert.Equal("2026-03-10", (await lead.GetAsync("usage?limit=1&cursor=" + page["next"].GetString()))["items"][0].GetProperty("day").GetString());

        // Another person's names are theirs, and the hub forgets names when nobody may send them any more.
        using var other = await ApiScript.StartAsync(hub, "Otto Rep", HubRoles.Rep);
        Assert.Equal((4, 0, 0), Counts((await other.PostAsync("events", batch)).Is(HttpStatusCode.OK)));
        hub.Time.Advance(TimeSpan.FromDays(61));
        await hub.RunAsync<RemoveTakenEventsJob>();
        Assert.False(await database.TakenEvents.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task EventsThatCantCount_AreRefusedOneByOne_WithTheirReason()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await ApiScript.StartAsync(hub, "Rita Rep", HubRoles.Rep);
        var clip = await TestData.In(hub).Clip("Price to a CFO").WithMedia(duration: 30).PublishedAsync();
        var page = await TestData.In(hub).Playbook("Text only").PublishedAsync();
        var secret = await TestData.In(hub).Clip("For leads").WithMedia().OnlyForRole(HubRoles.Lead).PublishedAsync();
        var now = hub.Time.GetUtcNow();
        var reply = (await rep.PostAsync("events", new
        {
            events = new object[]
            {
                new { id = "1", type = "view", itemId = clip.Id },
                new { id = "", type = "view", itemId = clip.Id },
                new { id = "3", type = "view" },
                new { id = "4", type = "view", itemId = secret.Id },
                new { id = "5", type = "view", itemId = clip.Id, at = now.AddHours(1) },
                new { id = "6", type = "view", itemId = clip.Id, at = now.AddDays(-31) },
                new { id = "7", type = "play", itemId = page.Id, ranges = new[] { new[] { 0, 1 } } },
                new { id = "8", type = "play", itemId = clip.Id },
                new { id = "9", type = "play", itemId = clip.Id, ranges = new[] { new[] { 3, 1 } } },
                new { id = "10", type = "play", itemId = clip.Id, ranges = new[] { new[] { 300, 310 } } },
                new { id = "11", type = "view", externalId = "nobody's" },
            },
        })).Is(HttpStatusCode.OK);
        Assert.Equal((1, 0, 10), Counts(reply));
        Assert.Equal(Enumerable.Range(1, 10), reply["refused"].EnumerateArray().Select(refused => refused.GetProperty("index").GetInt32()));
        Assert.All(reply["refused"].EnumerateArray(), refused => Assert.EndsWith(".", refused.GetProperty("reason").GetString(), StringComparison.Ordinal));
        (await rep.PostAsync("events", new { events = Array.Empty<object>() })).IsProblem(HttpStatusCode.BadRequest, "1 to 500", "events");
        (await rep.PostAsync("events", new { events = new[] { new { id = "1", type = "dance", itemId = 1 } } })).IsProblem(HttpStatusCode.BadRequest, "one of: view", "events[0].type");
        (await rep.PostAsync("events", """{"events":[{"id":"1","type":"play","itemId":1,"ranges":[["a",2]]}]}""")).IsProblem(HttpStatusCode.BadRequest, "a number", "events[0].ranges[0][0]");
        (await rep.GetAsync("usage")).IsProblem(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("from=2026-03-10&to=2026-03-01", "from")]
    [InlineData("from=2025-03-10&to=2026-03-01", "from")]
    [InlineData("to=tomorrow", "to")]
    [InlineData("limit=1000", "limit")]
    [InlineData("cursor=x", "cursor")]
    public async Task WrongSpan_IsNamed(string parameters, string field)
    {
        await using var hub = await TestHub.StartAsync();
        using var lead = await ApiScript.StartAsync(hub, "Lara Lead", HubRoles.Lead, TokenScopes.Read);
        (await lead.GetAsync("usage?" + parameters)).IsProblem(HttpStatusCode.BadRequest, "", field);
    }

    private static (int Taken, int Known, int Refused) Counts(ApiReply reply) => (reply["taken"].GetInt32(), reply["known"].GetInt32(), reply["refused"].GetArrayLength());
}
