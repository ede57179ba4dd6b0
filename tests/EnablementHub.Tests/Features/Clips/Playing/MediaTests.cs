using System.Net;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Storage;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Clips.Playing;

public sealed class MediaTests
{
    private const int Length = 100_000;
    private static readonly byte[] Bytes = TestItem.Bytes(Length);

    [Fact]
    public async Task Recording_IsServedWholeWithItsHashAndDate_AndByHead()
    {
        await using var hub = await TestHub.StartAsync();
        var media = await MediaOf(hub, await TestData.In(hub).Clip("Price to a CFO").WithMedia(Length).PublishedAsync());
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var whole = await rep.GetAsync($"/media/{media.Id}");
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal(Bytes, await whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"\"{media.Sha256}\"", whole.Headers.ETag!.Tag);
        Assert.Equal(media.UploadedAt, whole.Content.Headers.LastModified);
        Assert.Equal("audio/mp4", whole.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", whole.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(whole.Headers.CacheControl!.Private);
        Assert.Equal("bytes", whole.Headers.AcceptRanges.Single());
        Assert.Null(whole.Content.Headers.ContentDisposition);
        using var head = await rep.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/media/{media.Id}"), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, (long?)Length, $"\"{media.Sha256}\""), (head.StatusCode, head.Content.Headers.ContentLength, head.Headers.ETag!.Tag));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("bytes=0-0", 206, 0, 0)]
    [InlineData("bytes=1000-1999", 206, 1000, 1999)]
    [InlineData("bytes=99990-", 206, 99_990, 99_999)]
    [InlineData("bytes=-500", 206, 99_500, 99_999)]
    [InlineData("bytes=-200000", 206, 0, 99_999)]
    [InlineData("bytes=99990-200000", 206, 99_990, 99_999)]
    [InlineData("bytes=100000-", 416, 0, 0)]
    [InlineData("bytes=200000-300000", 416, 0, 0)]
    [InlineData("bytes=-0", 416, 0, 0)]
    [InlineData("bytes=5-1", 200, 0, 99_999)]
    [InlineData("bytes=0-9,20-29", 200, 0, 99_999)]
    [InlineData("lines=0-9", 200, 0, 99_999)]
    [InlineData("bytes=abc", 200, 0, 99_999)]
    public async Task Ranges_GiveExactlyTheirBytes(string range, int status, int from, int to)
    {
        await using var hub = await TestHub.StartAsync();
        var media = await MediaOf(hub, await TestData.In(hub).Clip("Price to a CFO").WithMedia(Length).PublishedAsync());
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var answer = await GetAsync(rep, media.Id, ("Range", range));
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 416)
        {
            Assert.Equal($"bytes */{Length}", answer.Content.Headers.GetValues("Content-Range").Single());
            return;
        }

        Assert.Equal(Bytes[from..(to + 1)], await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        if (status == 206) Assert.Equal($"bytes {from}-{to}/{Length}", answer.Content.Headers.GetValues("Content-Range").Single());
    }

    [Fact]
    public async Task Conditions_AreKept()
    {
        await using var hub = await TestHub.StartAsync();
        var media = await MediaOf(hub, await TestData.In(hub).Clip("Price to a CFO").WithMedia(Length).PublishedAsync());
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var tag = $"\"{media.Sha256}\"";
        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(rep, media.Id, ("If-None-Match", tag))).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(rep, media.Id, ("If-Modified-Since", media.UploadedAt.ToString("R")))).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await GetAsync(rep, media.Id, ("If-Match", "\"other\""))).StatusCode);
        Assert.Equal(HttpStatusCode.PartialContent, (await GetAsync(rep, media.Id, ("Range", "bytes=0-9"), ("If-Range", tag))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(rep, media.Id, ("Range", "bytes=0-9"), ("If-Range", "\"other\""))).StatusCode);
    }

    [Fact]
    public async Task Document_IsAnAttachmentUnderItsOwnName_AndCountsAsDownload()
    {
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).Document("Price list").WithFile("Preisliste für „Acme“ 2026.pdf", "application/pdf").PublishedAsync();
        var media = await MediaOf(hub, item);
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var answer = await rep.GetAsync($"/media/{media.Id}?download=1");
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", "Preisliste für „Acme“ 2026.pdf"), (disposition.DispositionType, disposition.FileNameStar));
        using var plain = await rep.GetAsync($"/media/{media.Id}");
        Assert.Equal("attachment", plain.Content.Headers.ContentDisposition!.DispositionType);
        using var rest = await GetAsync(rep, media.Id, ("Range", "bytes=100-"));
        await hub.App.Services.GetRequiredService<EnablementHub.Features.Usage.UsageLog>().FlushAsync(TestContext.Current.CancellationToken);
        await using var database = hub.OpenDatabase();
        Assert.Equal(2, (await database.ItemDays.SingleAsync(TestContext.Current.CancellationToken)).Downloads);
    }

    [Fact]
    public async Task OnlyThoseWhoMaySeeTheItem_GetItsFile()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var today = new DateOnly(2026, 3, 10);
        var draft = await MediaOf(hub, await data.Clip("Draft").WithMedia(Length).DraftAsync());
        var scheduled = await MediaOf(hub, await data.Clip("Later").WithMedia(Length).ReleasedOn(today.AddDays(1)).PublishedAsync());
        var expired = await MediaOf(hub, await data.Clip("Gone").WithMedia(Length).ExpiringOn(today.AddDays(-1)).PublishedAsync());
        var archived = await MediaOf(hub, await data.Clip("Put away").WithMedia(Length).ArchivedAsync());
        var others = await MediaOf(hub, await data.Clip("For managers").WithMedia(Length).OnlyForRole(HubRoles.Manager).PublishedAsync());
        var own = await MediaOf(hub, await data.Clip("Own draft").WithMedia(Length).OwnedBy(await hub.AddPersonAsync("Eva Expert", HubRoles.Expert)).DraftAsync());
        var everyone = await MediaOf(hub, await data.Clip("For all").WithMedia(Length).PublishedAsync());
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var expert = await hub.SignInAsAsync("Eva Expert", HubRoles.Expert);
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        foreach (var hidden in new[] { draft, scheduled, expired, archived, others })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/media/{hidden.Id}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await expert.GetAsync($"/media/{hidden.Id}")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync($"/media/{hidden.Id}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/media/{own.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await expert.GetAsync($"/media/{own.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rep.GetAsync($"/media/{everyone.Id}")).StatusCode);
        using var stranger = hub.Anonymous();
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync($"/media/{everyone.Id}")).StatusCode);
        foreach (var unknown in new[] { "/media/0", "/media/999999", "/media/-1", "/media/abc", "/media/99999999999999999999" })
            Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync(unknown)).StatusCode);
    }

    [Fact]
    public async Task Archiving_TakesTheRecordingAwayAtOnce()
    {
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).Clip("Price to a CFO").WithMedia(Length).PublishedAsync();
        var media = await MediaOf(hub, item);
        using var rep = await hub.SignInAsAsync("Rita Rep");
        Assert.Equal(HttpStatusCode.OK, (await rep.GetAsync($"/media/{media.Id}")).StatusCode);
        await using (var scope = hub.App.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<EnablementHub.Data.HubDbContext>();
            var stored = await database.Items.SingleAsync(i => i.Id == item.Id, TestContext.Current.CancellationToken);
            stored.Archive(hub.Time.GetUtcNow());
            database.Changes.Add(new ChangeRow { ItemId = item.Id, At = hub.Time.GetUtcNow() });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/media/{media.Id}")).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MissingOrTornFile_IsSaidOnItsAddressAndOnThePage(bool torn)
    {
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).Clip("Price to a CFO").WithMedia(Length).WithCues().PublishedAsync();
        var media = await MediaOf(hub, item);
        var path = Directory.EnumerateFiles(Path.Combine(hub.Folder, "store"), "*", SearchOption.AllDirectories).Single(file => file.Replace('\\', '/').EndsWith(media.StoreKey, StringComparison.Ordinal));
        if (torn) await File.WriteAllBytesAsync(path, Bytes[..500], TestContext.Current.CancellationToken);
        else await hub.App.Services.GetRequiredService<IFileStore>().DeleteAsync(media.StoreKey, TestContext.Current.CancellationToken);
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var answer = await rep.GetAsync($"/media/{media.Id}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("recording is missing", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var page = await rep.ReadAsync($"/items/{item.Id}");
        Assert.Contains("Its file is missing or damaged", page, StringComparison.Ordinal);
        Assert.Contains("That is more than we planned.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<audio", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Captions_ComeAsWebVtt_ForThoseWhoMaySeeTheItem()
    {
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).Clip("Price to a CFO").By("Maria Weber").WithMedia(Length).WithCues((0.5, 3.25, "Maria Weber", "Is <that> too much & too soon?")).PublishedAsync();
        var others = await TestData.In(hub).Clip("For managers").WithCues().OnlyForRole(HubRoles.Manager).PublishedAsync();
        var silent = await TestData.In(hub).Clip("Without captions").WithMedia(Length).PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var answer = await rep.GetAsync($"/items/{item.Id}/captions.vtt");
        Assert.Equal("text/vtt", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("WEBVTT\n\n00:00:00.500 --> 00:00:03.250\n<v Maria Weber>Is &lt;that&gt; too much &amp; too soon?\n", (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace("\r", "", StringComparison.Ordinal));
        var later = await TestData.In(hub).Clip("Later").WithCues().ReleasedOn(new DateOnly(2026, 3, 11)).PublishedAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync($"/items/{later.Id}/captions.vtt?version=pending")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/items/{later.Id}/captions.vtt")).StatusCode);
        foreach (var id in new[] { others.Id, silent.Id, 0, 99_999 }) Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/items/{id}/captions.vtt")).StatusCode);
    }

    internal static async Task<MediaFile> MediaOf(TestHub hub, Item item)
    {
        await using var database = hub.OpenDatabase();
        return await database.MediaFiles.AsNoTracking().SingleAsync(file => file.ItemId == item.Id);
    }

    private static Task<HttpResponseMessage> GetAsync(TestBrowser browser, int id, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/media/{id}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return browser.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
