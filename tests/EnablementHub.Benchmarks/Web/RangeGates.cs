using System.Net.Http.Headers;
using EnablementHub.Data;
using EnablementHub.Features.Clips;
using EnablementHub.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace EnablementHub.Benchmarks.Web;

/// <summary>Ranges of a recording after authorisation, against the bare static file server on the same bytes.</summary>
public static class RangeGates
{
    private const int RangeLength = 1_000_000;
    private const int FileLength = 64_000_000;

    public static async Task<IReadOnlyList<Gate>> RunAsync(bool isShort)
    {
        await using var hub = await BenchHub.StartAsync(items: 10);
        var media = await AddRecordingAsync(hub);
        await using var bare = await StartBareAsync(Path.Combine(hub.Data, "bare"));
        using var bareHttp = new HttpClient { BaseAddress = new Uri(bare.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        var turn = 0;
        var result = await Ratio.MeasureAsync(
            () => RangeAsync(hub.Http, $"/media/{media}", turn++),
            () => RangeAsync(bareHttp, "/recording.mp4", turn++),
            callsARun: isShort ? 60 : 200,
            warmCalls: 4_000);
        return [new Gate("throughput of ranges of 1 MB after authorisation against bare static files", 1 / result.Value, "×", 0.90, AtLeast: true, result.IsVoid, result.Detail)];
    }

    private static async Task RangeAsync(HttpClient http, string path, int turn)
    {
        var start = turn * 7_919_000L % (FileLength - RangeLength);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(start, start + RangeLength - 1) } };
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode != System.Net.HttpStatusCode.PartialContent) throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
        await answer.Content.CopyToAsync(Stream.Null);
    }

    /// <summary>The same bytes in the store, as the recording of item 1, and in a plain folder.</summary>
    private static async Task<int> AddRecordingAsync(BenchHub hub)
    {
        var bytes = new byte[FileLength];
        new Random(1).NextBytes(bytes);
        Directory.CreateDirectory(Path.Combine(hub.Data, "bare"));
        await File.WriteAllBytesAsync(Path.Combine(hub.Data, "bare", "recording.mp4"), bytes);
        var stored = await hub.Services.GetRequiredService<IFileStore>().SaveAsync(new MemoryStream(bytes), FileLength);
        await using var database = await hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var itemId = await database.Items.Where(item => item.Audience.Count == 0).Select(item => item.Id).FirstAsync();
        var file = new MediaFile
        {
            ItemId = itemId,
            StoreKey = stored.Key,
            Sha256 = stored.Sha256,
            Length = stored.Length,
            ContentType = "video/mp4",
            FileName = "recording.mp4",
            HasVideo = true,
            UploadedAt = TimeProvider.System.GetUtcNow(),
            UploadedById = hub.PersonId,
        };
        database.Add(file);
        await database.SaveChangesAsync();
        await database.ItemVersions.Where(version => version.ItemId == itemId).ExecuteUpdateAsync(set => set.SetProperty(version => version.MediaFileId, file.Id));
        return file.Id;
    }

    private static async Task<WebApplication> StartBareAsync(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder) });
        await app.StartAsync();
        return app;
    }
}
