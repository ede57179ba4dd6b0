using System.Net;
using EnablementHub.Features.Clips;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Storage;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Clips.Playing;

/// <summary>Recordings come from the blob store itself, for those whom the hub sends there.</summary>
public sealed class StorePlaybackTests(Azurite azurite)
{
    private const int Length = 100_000;
    private static readonly byte[] Bytes = TestItem.Bytes(Length);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARecording_IsPlayedFromTheStore_WholeAndInRanges()
    {
        await using var hub = await StartAsync();
        var media = await MediaTests.MediaOf(hub, await TestData.In(hub).Clip("Price to a CFO").WithMedia(Length).PublishedAsync());
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var answer = await rep.GetAsync($"/media/{media.Id}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Token));

        using var browser = new HttpClient();
        Assert.Equal(Bytes, await browser.GetByteArrayAsync(answer.Headers.Location, Token));
        using var part = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, answer.Headers.Location) { Headers = { Range = new(1000, 1999) } }, Token);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(Bytes[1000..2000], await part.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("audio/mp4", part.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline", part.Content.Headers.ContentDisposition!.ToString());
        using var head = await rep.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/media/{media.Id}"), Token);
        Assert.Equal(HttpStatusCode.Redirect, head.StatusCode);
    }

    [Fact]
    public async Task ADocument_IsAnAttachmentUnderItsOwnName_AndCountsAsDownload()
    {
        await using var hub = await StartAsync();
        var media = await MediaTests.MediaOf(hub, await TestData.In(hub).Document("Price list").WithFile("Preisliste für „Acme“ 2026.pdf", "application/pdf").PublishedAsync());
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var answer = await rep.GetAsync($"/media/{media.Id}");
        using var browser = new HttpClient();
        using var document = await browser.GetAsync(answer.Headers.Location, Token);

        Assert.Equal("application/pdf", document.Content.Headers.ContentType!.ToString());
        Assert.Equal(("attachment", "Preisliste für „Acme“ 2026.pdf"), (document.Content.Headers.ContentDisposition!.DispositionType, document.Content.Headers.ContentDisposition.FileNameStar));
        await hub.App.Services.GetRequiredService<EnablementHub.Features.Usage.UsageLog>().FlushAsync(Token);
        await using var database = hub.OpenDatabase();
        Assert.Equal(1, Assert.Single(database.ItemDays).Downloads);
    }

    [Fact]
    public async Task AnAddress_OpensOneFile_ForReading_ForMinutes()
    {
        await using var hub = await StartAsync();
        var media = await MediaTests.MediaOf(hub, await TestData.In(hub).Clip("Price to a CFO").WithMedia(Length).PublishedAsync());
        var other = await MediaTests.MediaOf(hub, await TestData.In(hub).Clip("Another").WithMedia(Length).PublishedAsync());
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var address = (await rep.GetAsync($"/media/{media.Id}")).Headers.Location!;
        using var browser = new HttpClient();
        using var elsewhere = await browser.GetAsync(address.AbsoluteUri.Replace(media.StoreKey, other.StoreKey, StringComparison.Ordinal), Token);
        using var asPage = await browser.GetAsync(address.AbsoluteUri.Replace("audio%2Fmp4", "text%2Fhtml", StringComparison.Ordinal), Token);
        using var removal = await browser.DeleteAsync(address, Token);
        hub.Time.Advance(TimeSpan.FromMinutes(-40));
        using var late = await browser.GetAsync((await rep.GetAsync($"/media/{media.Id}")).Headers.Location, Token);

        Assert.All([elsewhere, asPage, removal, late], refused => Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode));
    }

    [Fact]
    public async Task OnlyThoseWhoMaySeeTheItem_AreSentToTheStore()
    {
        await using var hub = await StartAsync();
        var hidden = await MediaTests.MediaOf(hub, await TestData.In(hub).Clip("For managers").WithMedia(Length).OnlyForRole(HubRoles.Manager).PublishedAsync());
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var stranger = hub.Anonymous();

        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/media/{hidden.Id}")).StatusCode);
        Assert.StartsWith("/sign-in", (await stranger.GetAsync($"/media/{hidden.Id}")).Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PagesAllowMediaFromTheStore_WhereTheStoreGivesThemOut(bool direct)
    {
        await using var hub = await StartAsync($"Store:DirectUrls={direct}");
        using var answer = await hub.Anonymous().GetAsync("/sign-in");
        var origin = (await azurite.AddressAsync()).GetLeftPart(UriPartial.Authority);

        Assert.Contains($"media-src 'self' blob:{(direct ? " " + origin : "")};", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutDirectUrls_TheHubPassesTheBytesOn()
    {
        await using var hub = await StartAsync("Store:DirectUrls=false");
        var media = await MediaTests.MediaOf(hub, await TestData.In(hub).Clip("Price to a CFO").WithMedia(Length).PublishedAsync());
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var whole = await rep.GetAsync($"/media/{media.Id}");
        using var part = await rep.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/media/{media.Id}") { Headers = { Range = new(1000, 1999) } }, Token);

        Assert.Equal(Bytes, await whole.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal($"\"{media.Sha256}\"", whole.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(Bytes[1000..2000], await part.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AMissingFile_IsSaid(bool direct)
    {
        await using var hub = await StartAsync($"Store:DirectUrls={direct}");
        var item = await TestData.In(hub).Clip("Price to a CFO").WithMedia(Length).WithCues().PublishedAsync();
        var media = await MediaTests.MediaOf(hub, item);
        await hub.App.Services.GetRequiredService<IFileStore>().DeleteAsync(media.StoreKey, Token);
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var answer = await rep.GetAsync($"/media/{media.Id}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("recording is missing", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Contains("Its file is missing or damaged", await rep.ReadAsync($"/items/{item.Id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AStoreThatIsAway_IsSaid_AndTheRestOfThePageIsThere(bool direct)
    {
        await using var faults = await FaultyStore.StartAsync(await azurite.AddressAsync());
        await using var hub = await StartAsync(faults.Address, $"Store:DirectUrls={direct}");
        var item = await TestData.In(hub).Clip("Price to a CFO").WithMedia(Length).WithCues().PublishedAsync();
        var media = await MediaTests.MediaOf(hub, item);
        using var rep = await hub.SignInAsAsync("Rita Rep");
        faults.Choose = (_, _) => Fault.Busy;
        using var answer = await rep.GetAsync($"/media/{media.Id}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("That is more than we planned.", await rep.ReadAsync($"/items/{item.Id}"), StringComparison.Ordinal);
    }

    private async Task<TestHub> StartAsync(params string[] settings) => await StartAsync(await azurite.AddressAsync(), settings);

    /// <summary>By the real time: the blob server judges when an address ends.</summary>
    private static Task<TestHub> StartAsync(Uri address, params string[] settings) =>
        TestHub.StartAsync(settings: [.. Azurite.Settings(address), .. settings], time: new ManualTime(TimeProvider.System.GetUtcNow()));
}
