using System.Net;
using System.Text.Json;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Clips.Playing;

public sealed class ProgressTests
{
    [Fact]
    public async Task Beacons_FromTwoTabsInAnyOrder_CountEachSecondOnce_LikeABruteForceModel()
    {
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).Clip("Price to a CFO").WithMedia(duration: 120).PublishedAsync();
        var media = (await MediaTests.MediaOf(hub, item)).Id;
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var token = await rep.TokenAsync("/");
        var random = new Random(7);
        var seen = new HashSet<int>();
        for (var round = 0; round < 6; round++)
        {
            var beacons = Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(0, 118)).Select(from => ((double)from, (double)(from + random.Next(1, 12)))).ToArray()).ToList();
            foreach (var (start, end) in beacons.SelectMany(beacon => beacon)) seen.UnionWith(Enumerable.Range((int)start, (int)(Math.Min(end, 120) - start)));
            var answers = await Task.WhenAll(beacons.Concat(beacons.Take(2)).Select(beacon => rep.SendJsonAsync($"/items/{item.Id}/progress", TestBeacon.Report(media, beacon), token)));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
            await using var database = hub.OpenDatabase();
            var stored = await database.WatchProgress.SingleAsync(TestContext.Current.CancellationToken);
            Assert.Equal((seen.Count, 1), ((int)Math.Round(stored.UniqueSeconds), stored.Plays));
        }

        await using var days = hub.OpenDatabase();
        var day = await days.ItemDays.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, seen.Count), (day.Plays, (int)Math.Round(day.SecondsPlayed)));
        Assert.Equal(1, await days.UsageEvents.CountAsync(used => used.Kind == UsageKind.Play, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task APlay_CountsOnceASitting_AndAgainAfterAPause()
    {
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).Clip("Price to a CFO").WithMedia(duration: 120).PublishedAsync();
        var media = (await MediaTests.MediaOf(hub, item)).Id;
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await rep.BeaconAsync(item.Id, media, (0, 10));
        hub.Time.Advance(TimeSpan.FromMinutes(29));
        await rep.BeaconAsync(item.Id, media, (0, 10));
        Assert.Equal((1, 10d), await TotalsAsync(hub));
        hub.Time.Advance(TimeSpan.FromMinutes(31));
        await rep.BeaconAsync(item.Id, media, (5, 15));
        Assert.Equal((2, 20d), await TotalsAsync(hub));
        var answer = await rep.BeaconAsync(item.Id, media, (5, 15));
        var state = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal((15, 120, 2), (state.GetProperty("uniqueSeconds").GetDouble(), state.GetProperty("durationSeconds").GetDouble(), state.GetProperty("plays").GetInt32()));
    }

    [Fact]
    public async Task FirstPlayFromASearch_SaysHowLongItTook()
    {
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).Clip("Price to a CFO").WithMedia(duration: 120).PublishedAsync();
        var media = (await MediaTests.MediaOf(hub, item)).Id;
        var person = await hub.AddPersonAsync("Rita Rep");
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var search = new SearchRecord { Id = Guid.NewGuid(), At = hub.Time.GetUtcNow(), PersonId = person.Id, Text = "price", FoldedText = "price", Hits = 1 };
        hub.App.Services.GetRequiredService<UsageLog>().Record(search);
        hub.Time.Advance(TimeSpan.FromSeconds(8));
        await rep.SendJsonAsync($"/items/{item.Id}/progress", TestBeacon.Report(media, [(0, 3)], 3, search.Id));
        await using var database = hub.OpenDatabase();
        Assert.Equal(8, (await database.SearchRecords.SingleAsync(TestContext.Current.CancellationToken)).SecondsToFirstPlay);
    }

    [Fact]
    public async Task ABeaconByForm_WithItsTokenInTheBody_IsTaken()
    {
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).Clip("Price to a CFO").WithMedia(duration: 120).PublishedAsync();
        var media = (await MediaTests.MediaOf(hub, item)).Id;
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var taken = await rep.PostAsync("/", $"/items/{item.Id}/progress", ("report", TestBeacon.Report(media, [(0, 4)])));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal((1, 4d), await TotalsAsync(hub));
    }

    [Fact]
    public async Task BadReports_AreRefusedInWords_AndChangeNothing()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var item = await data.Clip("Price to a CFO").WithMedia(duration: 120).PublishedAsync();
        var media = (await MediaTests.MediaOf(hub, item)).Id;
        var others = await data.Clip("For managers").WithMedia().OnlyForRole(HubRoles.Manager).PublishedAsync();
        var othersMedia = (await MediaTests.MediaOf(hub, others)).Id;
        var draft = await data.Clip("Draft").WithMedia().DraftAsync();
        var draftMedia = (await MediaTests.MediaOf(hub, draft)).Id;
        var document = await data.Document("Price list").WithFile("list.pdf", "application/pdf").PublishedAsync();
        var documentMedia = (await MediaTests.MediaOf(hub, document)).Id;
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var url = $"/items/{item.Id}/progress";
        string[] bad =
        [
            "", "null", "[]", "{", "\"text\"", "{}", "{\"mediaId\":0}", "{\"mediaId\":\"x\"}", "{\"mediaId\":1.5}", "{\"mediaId\":99999999999}",
            $"{{\"mediaId\":{media},\"spans\":5}}", $"{{\"mediaId\":{media},\"spans\":[[1]]}}", $"{{\"mediaId\":{media},\"spans\":[[1,2,3]]}}", $"{{\"mediaId\":{media},\"spans\":[null]}}",
            $"{{\"mediaId\":{media},\"spans\":[[\"a\",2]]}}", $"{{\"mediaId\":{media},\"spans\":[[0,1e999]]}}", $"{{\"mediaId\":{media},\"position\":-1}}", $"{{\"mediaId\":{media},\"position\":\"x\"}}",
            $"{{\"mediaId\":{media},\"spans\":[{string.Join(',', Enumerable.Repeat("[0,1]", ProgressReport.MaxSpans + 1))}]}}",
        ];
        foreach (var json in bad)
        {
            using var answer = await rep.SendJsonAsync(url, json);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{json}: {(int)answer.StatusCode}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await rep.SendJsonAsync(url, new string(' ', 60_000) + "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.BeaconAsync(item.Id, 99_999, (0, 5))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.BeaconAsync(99_999, media, (0, 5))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.BeaconAsync(item.Id, othersMedia, (0, 5))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.BeaconAsync(others.Id, othersMedia, (0, 5))).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await rep.BeaconAsync(draft.Id, draftMedia, (0, 5))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.BeaconAsync(document.Id, documentMedia, (0, 5))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await rep.SendJsonAsync(url, TestBeacon.Report(media, [(0, 5)]), token: "")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rep.SendJsonAsync(url, TestBeacon.Report(media, [(0, -5), (300, 400), (7, 7)]))).StatusCode);
        Assert.Equal((0, 0d), await TotalsAsync(hub));
    }

    [Fact]
    public async Task DatabaseLocked_AnswersBusyWithATime_AndTheSecondsAreNotLost()
    {
        Assert.SkipWhen(TestServer.IsThere, TestServer.EmbeddedOnly);
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).Clip("Price to a CFO").WithMedia(duration: 120).PublishedAsync();
        var media = (await MediaTests.MediaOf(hub, item)).Id;
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var token = await rep.TokenAsync("/");
        await using (var locker = new SqliteConnection($"Data Source={Path.Combine(hub.Folder, "hub.db")};Pooling=False"))
        {
            await locker.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = locker.BeginTransaction(deferred: false);
            using var answer = await rep.SendJsonAsync($"/items/{item.Id}/progress", TestBeacon.Report(media, [(0, 9)]), token);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (answer.StatusCode, answer.Headers.GetValues("Retry-After").Single()));
            Assert.Equal(HttpStatusCode.OK, (await rep.GetAsync($"/items/{item.Id}")).StatusCode);
        }

        await hub.App.Services.GetRequiredService<UsageLog>().FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, 9d), await TotalsAsync(hub));
    }

    private static async Task<(int Plays, double Seconds)> TotalsAsync(TestHub hub)
    {
        await using var database = hub.OpenDatabase();
        return (await database.ItemDays.SumAsync(day => day.Plays), await database.ItemDays.SumAsync(day => day.SecondsPlayed));
    }
}
