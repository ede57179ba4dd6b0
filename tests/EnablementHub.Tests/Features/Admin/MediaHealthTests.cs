using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Admin;

public sealed class MediaHealthTests
{
    [Fact]
    public async Task WithoutFfprobe_TheHubRunsAndSaysSo()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Media:Ffprobe=/nowhere/ffprobe"]);
        await hub.IndexedAsync();
        using var anybody = hub.Anonymous();
        var answer = await anybody.GetAsync("/health/ready");
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Contains("ffprobe is not installed: lengths are read from the headers of files.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutFfprobe_SaysSo()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-probe-test-" + Guid.NewGuid().ToString("N"));
        try
        {
            await using var served = await ServedHub.StartAsync(folder, "Media:Ffprobe=/nowhere/ffprobe");
            await served.SaysAsync("ffprobe is not installed");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
