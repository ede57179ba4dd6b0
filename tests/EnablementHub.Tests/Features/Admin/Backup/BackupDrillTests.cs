using EnablementHub.Data;
using EnablementHub.Features.Admin.Backup;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Api;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Admin.Backup;

/// <summary>The drill of docs/operations.md, with the real program.</summary>
public sealed class BackupDrillTests : IDisposable
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "hub-backup-" + Guid.NewGuid().ToString("N"))).FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BackupOfAHubThatServesAndWrites_IsRestoredElsewhere_WithNothingMissing()
    {
        if (TestServer.IsThere) Assert.Skip("SQL Server has backups of its own.");
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        for (var number = 0; number < 10; number++) await data.Clip($"Call {number}").WithMedia(50_000 + number).WithCues().PublishedAsync();
        using var writer = await ApiScript.StartAsync(hub, "Lara Lead", HubRoles.Lead);
        using var stop = new CancellationTokenSource();
        var acknowledged = new List<int>();
        var before = 0;
        var writing = Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                var made = await writer.PostAsync("items", new { kind = "playbook", title = $"Written {number}", body = "Text" });
                lock (acknowledged) acknowledged.Add(made.Is(System.Net.HttpStatusCode.Created).Id);
            }
        }, Cancel);
        while (before < 5)
        {
            await Task.Yield();
            lock (acknowledged) before = acknowledged.Count;
        }

        var archive = Path.Combine(_folder, "hub.backup");
        var backup = await HubProcess.RunAsync("backup", archive, "--data", hub.Folder);
        await stop.CancelAsync();
        await writing;
        Assert.True(backup.Code == 0, backup.Output + backup.Errors);
        Assert.Equal([archive], Directory.EnumerateFileSystemEntries(_folder));

        var elsewhere = Path.Combine(_folder, "restored");
        var restored = await HubProcess.RunAsync("restore", archive, "--data", elsewhere);
        Assert.True(restored.Code == 0, restored.Output + restored.Errors);
        var verified = await HubProcess.RunAsync("verify", "--data", elsewhere);
        Assert.True(verified.Code == 0, verified.Output + verified.Errors);
        await using var copy = DatabaseCopy.Open(Path.Combine(elsewhere, "hub.db"));
        await using var original = hub.OpenDatabase();
        var kept = await copy.Items.Select(item => item.Id).ToListAsync(Cancel);
        Assert.Empty(acknowledged.Take(before).Except(kept));
        var rows = await copy.ItemVersions.OrderBy(version => version.Id).Select(version => new { version.Id, version.ItemId, version.Title, version.Body, version.MediaFileId }).ToListAsync(Cancel);
        var last = rows[^1].Id;
        Assert.Equal(await original.ItemVersions.Where(version => version.Id <= last).OrderBy(version => version.Id).Select(version => new { version.Id, version.ItemId, version.Title, version.Body, version.MediaFileId }).ToListAsync(Cancel), rows);
        Assert.Equal(await original.MediaFiles.Select(file => file.Sha256).Order().ToListAsync(Cancel), await copy.MediaFiles.Select(file => file.Sha256).Order().ToListAsync(Cancel));

        // The restored hub serves, finds and knows its people.
        await copy.Database.CloseConnectionAsync();
        await using var second = await TestHub.StartAsync(elsewhere, time: hub.Time);
        await second.IndexedAsync();
        using var lead = second.Anonymous();
        await lead.SignInAsync("lara.lead@hub.example", TestHub.Password);
        Assert.Contains("Call 7", await lead.ReadAsync("/search?q=call"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DamagedOrCutArchive_AndAFolderInUse_AreRefused_AndNothingChanges()
    {
        if (TestServer.IsThere) Assert.Skip("SQL Server has backups of its own.");
        await using var hub = await TestHub.StartAsync();
        await TestData.In(hub).Clip("Call").WithMedia(50_000).PublishedAsync();
        var archive = Path.Combine(_folder, "hub.backup");
        Assert.Equal(0, (await HubProcess.RunAsync("backup", archive, "--data", hub.Folder)).Code);
        Assert.Contains("is there already", (await HubProcess.RunAsync("backup", archive, "--data", hub.Folder)).Errors, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(archive, Cancel);
        var elsewhere = Path.Combine(_folder, "restored");
        var cut = Path.Combine(_folder, "cut");
        foreach (var length in new[] { 0, 100, bytes.Length / 2, bytes.Length - 3_000 })
        {
            await File.WriteAllBytesAsync(cut, bytes[..length], Cancel);
            var refused = await HubProcess.RunAsync("restore", cut, "--data", elsewhere);
            Assert.True(refused.Code == 1 && refused.Errors.Contains("no whole backup", StringComparison.Ordinal), $"{length}: {refused.Errors}");
        }

        var flipped = (byte[])bytes.Clone();
        flipped[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(cut, flipped, Cancel);
        Assert.Contains("altered or damaged", (await HubProcess.RunAsync("restore", cut, "--data", elsewhere)).Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(elsewhere));
        Assert.False(Directory.Exists(elsewhere + ".restoring"));

        Directory.CreateDirectory(elsewhere);
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "mine.txt"), "keep", Cancel);
        var full = await HubProcess.RunAsync("restore", archive, "--data", elsewhere);
        Assert.True(full.Code == 2 && full.Errors.Contains("--replace", StringComparison.Ordinal), full.Errors);
        var replaced = await HubProcess.RunAsync("restore", archive, "--data", elsewhere, "--replace");
        Assert.True(replaced.Code == 0, replaced.Errors);
        Assert.Equal("keep", await File.ReadAllTextAsync(Path.Combine(elsewhere + ".before-restore", "mine.txt"), Cancel));
        Assert.Contains("There is no file", (await HubProcess.RunAsync("restore", Path.Combine(_folder, "nothing"), "--data", elsewhere)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_NamesWhatIsMissingDamagedOrDiffersInTheIndex()
    {
        if (TestServer.IsThere) Assert.Skip("SQL Server has backups of its own.");
        var folder = Path.Combine(_folder, "data");
        int gone, there;
        await using (var hub = await TestHub.StartAsync(folder))
        {
            there = (await TestData.In(hub).Clip("Stays").WithMedia(50_000).PublishedAsync()).Id;
            gone = (await TestData.In(hub).Clip("Vanishes").WithMedia(50_001).PublishedAsync()).Id;
            await hub.IndexedAsync();
        }

        Assert.Equal(0, (await HubProcess.RunAsync("verify", "--data", folder, "--set", "Search:Engine=" + new EnablementHub.Platform.Settings.SearchOptions().Engine)).Code);
        await using (var database = DatabaseCopy.Open(Path.Combine(folder, "hub.db"), isReadOnly: false))
        {
            var file = await database.MediaFiles.SingleAsync(row => row.ItemId == gone, Cancel);
            File.Delete(Path.Combine(folder, "store", "files", file.StoreKey));
            var flipped = Path.Combine(folder, "store", "files", (await database.MediaFiles.SingleAsync(row => row.ItemId == there, Cancel)).StoreKey);
            var bytes = await File.ReadAllBytesAsync(flipped, Cancel);
            bytes[1] ^= 1;
            await File.WriteAllBytesAsync(flipped, bytes, Cancel);
            await database.ItemVersions.Where(version => version.ItemId == there).ExecuteUpdateAsync(set => set.SetProperty(version => version.Title, "Renamed behind its back"), Cancel);
        }

        var verified = await HubProcess.RunAsync("verify", "--data", folder);
        Assert.Equal(1, verified.Code);
        Assert.Contains($"Item {gone}: the file", verified.Output, StringComparison.Ordinal);
        Assert.Contains("is missing from the store", verified.Output, StringComparison.Ordinal);
        Assert.Contains("was altered or damaged", verified.Output, StringComparison.Ordinal);
        Assert.Contains($"Item {there} is called “Renamed behind its back”", verified.Output, StringComparison.Ordinal);
        var backup = await HubProcess.RunAsync("backup", Path.Combine(_folder, "damaged.backup"), "--data", folder);
        Assert.Equal(1, backup.Code);
        Assert.Contains("missing from the store, and so from the backup", backup.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherStores_AreRefused_WithWhatToUse()
    {
        if (TestServer.IsThere) Assert.Skip("SQL Server has backups of its own.");
        await using var hub = await TestHub.StartAsync();
        var answer = await HubProcess.RunAsync("backup", Path.Combine(_folder, "hub.backup"), "--data", hub.Folder, "--set", "Store:Provider=azure", "--set", "Store:ServiceUri=https://acme.blob.core.windows.net");
        Assert.Equal(2, answer.Code);
        Assert.Contains("hub store copy", answer.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
