using EnablementHub.Data;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Admin;

public sealed class MigrateCommandTests : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        TestServer.Use(_folder);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await TestServer.DropAsync(_folder);
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task TwoAtOnce_OnAFolderWithoutAHub_MakeOneTogether()
    {
        var answers = await Task.WhenAll(HubProcess.RunAsync("migrate", "--data", _folder), HubProcess.RunAsync("migrate", "--data", _folder));
        Assert.All(answers, answer => Assert.True(answer.Code == ExitCode.Done, answer.Errors));
        Assert.All(answers, answer => Assert.Equal("The database has this program's schema.", answer.Lines[^1]));
        Assert.Contains(answers, answer => answer.Lines.Any(line => line.StartsWith("applied ", StringComparison.Ordinal)));
        var again = await HubProcess.RunAsync("migrate", "--data", _folder);
        Assert.Equal(["The database has this program's schema."], again.Lines);
    }

    [Fact]
    public async Task ManyStartsAtOnce_OnAFreshHub_ApplyEachMigrationOnce_AndEachRoleOnce()
    {
        var nodes = Enumerable.Range(0, 4).Select(_ => HubApplication.Build(new HubArguments { Data = _folder, Settings = ["Logging:LogLevel:Default=Error"] })).ToList();
        await Task.WhenAll(nodes.Select(node => Task.Run(() => HubApplication.PrepareAsync(node.Services, Cancel), Cancel)));
        await using (var database = Open(nodes[0]))
        {
            Assert.Equal(database.Database.GetMigrations(), await database.Database.GetAppliedMigrationsAsync(Cancel));
            Assert.Equal(HubRoles.All.Order(), await database.Roles.Select(role => role.Name!).OrderBy(name => name).ToListAsync(Cancel));
        }

        foreach (var node in nodes) await node.DisposeAsync();
    }

    [Fact]
    public async Task LockThatADeadProcessLeft_HoldsNobodyUp()
    {
        Assert.SkipWhen(TestServer.IsThere, TestServer.EmbeddedOnly);
        await using var node = HubApplication.Build(new HubArguments { Data = _folder });
        await using var database = Open(node);
        await database.Database.ExecuteSqlRawAsync("CREATE TABLE __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL); INSERT INTO __EFMigrationsLock VALUES (1, '2026-03-10 09:00:00');", Cancel);
        await node.Services.MigrateHubAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(database.Database.GetMigrations(), await database.Database.GetAppliedMigrationsAsync(Cancel));
    }

    [Fact]
    public async Task Script_IsForSqlServer_ChangesNothing_AndMayRunTwice()
    {
        var file = Path.Combine(Directory.CreateDirectory(_folder).FullName, "hub.sql");
        Assert.Equal(ExitCode.Done, (await HubProcess.RunAsync("migrate", "--script", file)).Code);
        var script = await File.ReadAllTextAsync(file, Cancel);
        Assert.Contains("CREATE TABLE [Items]", script, StringComparison.Ordinal);
        Assert.Contains("IF NOT EXISTS (", script, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "hub.db")));
        Assert.Equal(script, (await HubProcess.RunAsync("migrate", "--script")).Output);
        Assert.Contains("--script", (await HubProcess.RunAsync("migrate", "--help")).Output, StringComparison.Ordinal);
    }

    private static HubDbContext Open(Microsoft.AspNetCore.Builder.WebApplication node) => node.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContext();
}
