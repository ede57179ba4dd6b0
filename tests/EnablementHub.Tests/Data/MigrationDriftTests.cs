using EnablementHub.Data;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Data;

public sealed class MigrationDriftTests
{
    private const string Advice = "The model changed: run ./add-migration.sh NAME.";

    [Fact]
    public async Task Model_HasNoChangeThatNoMigrationCarries()
    {
        await using var hub = await TestHub.StartAsync();
        await using var database = hub.OpenDatabase();
        Assert.False(database.Database.HasPendingModelChanges(), Advice);
        Assert.Equal(0, await database.Items.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void EveryProvider_HasTheSameMigrations_AndNoneIsMissing()
    {
        using var sqlite = new SqliteDesignTimeFactory().CreateDbContext([]);
        using var server = new SqlServerDesignTimeFactory().CreateDbContext([]);
        Assert.False(sqlite.Database.HasPendingModelChanges(), Advice);
        Assert.False(server.Database.HasPendingModelChanges(), Advice);
        Assert.Equal(Names(sqlite), Names(server));
    }

    private static string[] Names(HubDbContext database) => [.. database.Database.GetMigrations().Select(migration => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..])];
}
