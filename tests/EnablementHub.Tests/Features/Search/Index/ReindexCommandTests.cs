using EnablementHub.Features.Library;
using EnablementHub.Features.Search.Index;
using EnablementHub.Platform.Hosting;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Search.Index;

public sealed class ReindexCommandTests
{
    [Fact]
    public async Task BesideARunningServer_TheServerDoesIt()
    {
        await using var hub = await TestHub.StartAsync();
        await TestData.In(hub).Clip("Budget season").PublishedAsync();
        await hub.IndexedAsync();
        Assert.Equal(ExitCode.Done, await RunAsync("--data", hub.Folder));
        await using var database = hub.OpenDatabase();
        Assert.Single(await database.Changes.Where(change => change.ItemId == ChangeRow.Everything).ToListAsync());
        using var rep = await hub.SignInAsAsync("Rita Rep");
        Assert.Equal(1, (await rep.FindAsync("q=budget")).Total());
    }

    [Fact]
    public async Task WithoutAServer_ItDoesItItself_AndTheServerGoesOnFromThere()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));
        try
        {
            var first = await TestHub.StartAsync(folder);
            await TestData.In(first).Clip("Budget season").PublishedAsync();
            await first.IndexedAsync();
            var time = first.Time;
            await first.DisposeAsync();
            var files = Directory.EnumerateFiles(Path.Combine(folder, "index"), "*", SearchOption.AllDirectories).ToList();
            Assert.True(files.Count > 1, "There was no index yet.");
            files.ForEach(File.Delete);
            Assert.Equal(ExitCode.Done, await RunAsync("--data", folder));

            await using var second = await TestHub.StartAsync(folder, time: time);
            await second.UntilAsync(state => state.WasCurrent);
            using var rep = await second.SignInAsAsync("Rita Rep");
            Assert.Equal(1, (await rep.FindAsync("q=budget")).Total());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task FolderWithoutAHub_IsWrongUse_AndStaysEmpty()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));
        Assert.Equal(ExitCode.WrongUse, await RunAsync("--data", folder));
        Assert.False(Directory.Exists(folder));
    }

    private static Task<int> RunAsync(params string[] arguments) => ReindexCommand.Create().Parse(arguments).InvokeAsync();
}
