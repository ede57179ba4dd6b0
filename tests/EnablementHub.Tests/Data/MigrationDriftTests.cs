using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Data;

public sealed class MigrationDriftTests
{
    [Fact]
    public async Task Model_HasNoChangeThatNoMigrationCarries()
    {
        await using var hub = await TestHub.StartAsync();
        await using var database = hub.OpenDatabase();
        Assert.False(database.Database.HasPendingModelChanges(), "The model changed: run ./add-migration.sh NAME.");
        Assert.Equal(0, await database.Items.CountAsync(TestContext.Current.CancellationToken));
    }
}
