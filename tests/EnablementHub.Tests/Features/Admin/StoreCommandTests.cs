using System.Net;
using System.Security.Cryptography;
using EnablementHub.Platform.Storage;
using EnablementHub.Tests.Features.Clips.Playing;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Admin;

/// <summary>A hub moves between stores, and its checks look into the one that it has.</summary>
public sealed class StoreCommandTests(Azurite azurite)
{
    private const int Length = 300_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ACopy_GoesThereAndBack_AndCopiesOnlyWhatIsNotThere()
    {
        var azure = Azurite.Settings(await azurite.AddressAsync());
        await using var hub = await TestHub.StartAsync();
        var media = await MediaTests.MediaOf(hub, await TestData.In(hub).Clip("Price to a CFO").WithMedia(Length).PublishedAsync());

        var first = await CopyAsync(hub, [], azure);
        Assert.Equal("1 files copied, 0 were there already: nothing wrong.", Assert.Single(first.Lines));
        Assert.Contains("1 of 1 files done, 1 copied, 0.3 MB", first.Errors, StringComparison.Ordinal);
        await TestData.In(hub).Clip("Another").WithMedia(Length).PublishedAsync();
        Assert.Equal("1 files copied, 1 were there already: nothing wrong.", Assert.Single((await CopyAsync(hub, [], azure)).Lines));

        // As after a move: the files of the directory are gone.
        Assert.True(await hub.App.Services.GetRequiredService<IFileStore>().DeleteAsync(media.StoreKey, Token));
        var verified = await HubProcess.RunAsync(["verify", "--data", hub.Folder, .. azure.SelectMany(setting => new[] { "--set", setting })]);
        Assert.True(verified.Code == 0, verified.Output + verified.Errors);
        Assert.Equal(1, (await HubProcess.RunAsync("verify", "--data", hub.Folder)).Code);
        Assert.Equal("1 files copied, 1 were there already: nothing wrong.", Assert.Single((await CopyAsync(hub, azure, ["Store:Provider=directory"])).Lines));
        Assert.Equal(0, (await HubProcess.RunAsync("verify", "--data", hub.Folder)).Code);
    }

    [Fact]
    public async Task ADamagedFile_AndOneThatDiffers_AreNamed_AndNotCopied()
    {
        var azure = Azurite.Settings(await azurite.AddressAsync());
        await using var hub = await TestHub.StartAsync();
        var damaged = await MediaTests.MediaOf(hub, await TestData.In(hub).Clip("Damaged").WithMedia(Length).PublishedAsync());
        var different = await MediaTests.MediaOf(hub, await TestData.In(hub).Clip("Different").WithMedia(Length).PublishedAsync());
        await using var other = await TestHub.StartAsync(settings: azure);
        var target = other.App.Services.GetRequiredService<IFileStore>();
        await target.TakeOverAsync(different.StoreKey, Convert.ToHexStringLower(SHA256.HashData("other"u8)), new MemoryStream("other"u8.ToArray()), Token);
        await File.WriteAllTextAsync(Path.Combine(hub.Folder, "store", "files", damaged.StoreKey), "damaged", Token);

        var answer = await CopyAsync(hub, [], azure);

        Assert.Equal(1, answer.Code);
        Assert.Contains($"{damaged.StoreKey} was altered or damaged in the hub's store; it was not copied.", answer.Lines);
        Assert.Contains($"{different.StoreKey} is in the other store with other content; it was left as it is.", answer.Lines);
        Assert.Equal("0 files copied, 0 were there already: 2 findings.", answer.Lines[^1]);
        Assert.Null(await target.StatAsync(damaged.StoreKey, Token));
        Assert.Equal(5, (await target.StatAsync(different.StoreKey, Token))!.Length);
    }

    [Fact]
    public async Task ACopyThatIsKilledAgainAndAgain_GoesOnWhereItWas_AndLeavesNothingHalf()
    {
        const int Files = 12;
        await using var faults = await FaultyStore.StartAsync(await azurite.AddressAsync());
        var azure = Azurite.Settings(faults.Address);
        await using var hub = await TestHub.StartAsync();
        for (var file = 1; file <= Files; file++) await TestData.In(hub).Clip($"Recording {file}").WithMedia(Length).PublishedAsync();
        await using var other = await TestHub.StartAsync(settings: azure);
        var target = other.App.Services.GetRequiredService<IFileStore>();
        var own = hub.App.Services.GetRequiredService<IFileStore>();
        var before = 0;
        foreach (var fatal in new[] { 9, 17, 25 })
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            faults.Requests = 0;
            faults.Choose = (number, _) =>
            {
                if (number < fatal) return Fault.None;
                reached.TrySetResult();
                return Fault.Hang;
            };
            await KilledHub.RunAsync(["store", "copy", "--data", hub.Folder, .. azure.SelectMany(setting => new[] { "--to", setting })], reached.Task);
            faults.Choose = (_, _) => Fault.None;
            var there = await target.ListAsync(Token).ToListAsync(Token);
            Assert.InRange(there.Count, before, Files - 1);
            foreach (var file in there) Assert.Equal(await HashAsync(own, file.Key), await HashAsync(target, file.Key));
            before = there.Count;
        }

        Assert.InRange(before, 1, Files - 1);
        var last = await CopyAsync(hub, [], azure);
        Assert.Equal($"{Files - before} files copied, {before} were there already: nothing wrong.", Assert.Single(last.Lines));
        var verified = await HubProcess.RunAsync(["verify", "--data", hub.Folder, .. azure.SelectMany(setting => new[] { "--set", setting })]);
        Assert.True(verified.Code == 0, verified.Output + verified.Errors);
    }

    [Fact]
    public async Task WrongUse_SaysWhatIsWrong()
    {
        await using var hub = await TestHub.StartAsync();
        var same = await CopyAsync(hub, [], ["Store:Provider=directory"]);
        Assert.Equal((2, true), (same.Code, same.Errors.Contains("the store that the hub uses already", StringComparison.Ordinal)));
        var half = await CopyAsync(hub, [], ["Store:Provider=azure"]);
        Assert.Equal((2, true), (half.Code, half.Errors.Contains("give one of the two: Store:ServiceUri", StringComparison.Ordinal)));
        var unknown = await CopyAsync(hub, [], ["Search:Engine=fts5"]);
        Assert.Equal((2, true), (unknown.Code, unknown.Errors.Contains("here the settings are Store:", StringComparison.Ordinal)));
        Assert.Equal(2, (await HubProcess.RunAsync("store", "copy", "--data", hub.Folder)).Code);
        Assert.Contains("--to", (await HubProcess.RunAsync("store", "copy", "--help")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readiness_TellsOfTheStore()
    {
        await using var faults = await FaultyStore.StartAsync(await azurite.AddressAsync());
        await using var hub = await TestHub.StartAsync(settings: Azurite.Settings(faults.Address));
        await hub.IndexedAsync();
        using var monitor = hub.Anonymous();
        Assert.Contains("The file store is writable.", await monitor.ReadAsync("/health/ready"), StringComparison.Ordinal);
        faults.Choose = (_, _) => Fault.Busy;

        using var answer = await monitor.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("uploads are refused", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static async Task<string> HashAsync(IFileStore store, string key)
    {
        await using var content = await store.OpenReadAsync(key, Token);
        return Convert.ToHexString(await SHA256.HashDataAsync(content!, Token));
    }

    private static Task<HubProcess.Answer> CopyAsync(TestHub hub, IEnumerable<string> settings, IEnumerable<string> target) =>
        HubProcess.RunAsync(["store", "copy", "--data", hub.Folder, .. settings.SelectMany(setting => new[] { "--set", setting }), .. target.SelectMany(setting => new[] { "--to", setting })]);
}
