using EnablementHub.Features.Usage;
using EnablementHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Usage;

public sealed class UsageLogTests
{
    [Fact]
    public async Task Stop_RightAfterTenThousandRecords_LosesNone()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));
        try
        {
            await using (var hub = await TestHub.StartAsync(folder))
            {
                var log = hub.App.Services.GetRequiredService<UsageLog>();
                for (var i = 0; i < 10_000; i++) log.Record(i % 10 == 0 ? UsageKind.Download : UsageKind.View, personId: 1 + (i % 7), itemId: i % 50);
                await hub.App.StopAsync(TestContext.Current.CancellationToken);
                Assert.Equal(0, log.Dropped);
            }

            await using var again = await TestHub.StartAsync(folder);
            await using var database = again.OpenDatabase();
            Assert.Equal(10_000, await database.UsageEvents.CountAsync(TestContext.Current.CancellationToken));
            Assert.Equal(9_000, await database.ItemDays.SumAsync(day => day.Views, TestContext.Current.CancellationToken));
            Assert.Equal(1_000, await database.ItemDays.SumAsync(day => day.Downloads, TestContext.Current.CancellationToken));
            Assert.Equal(50, await database.ItemDays.CountAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task DatabaseLocked_KeepsEntriesAndWritesThemLater_WhileReadingGoesOn()
    {
        Assert.SkipWhen(TestServer.IsThere, TestServer.EmbeddedOnly);
        await using var hub = await TestHub.StartAsync();
        var log = hub.App.Services.GetRequiredService<UsageLog>();
        await using (var locker = new SqliteConnection($"Data Source={Path.Combine(hub.Folder, "hub.db")};Pooling=False"))
        {
            await locker.OpenAsync(TestContext.Current.CancellationToken);
            await ExecuteAsync(locker, "BEGIN IMMEDIATE");
            for (var i = 0; i < 100; i++) log.Record(UsageKind.View, 1, 1);
            var flush = log.FlushAsync(TestContext.Current.CancellationToken);
            await Task.Delay(500, TestContext.Current.CancellationToken);
            Assert.False(flush.IsCompleted);
            await using (var reader = hub.OpenDatabase()) Assert.Equal(0, await reader.UsageEvents.CountAsync(TestContext.Current.CancellationToken));
            await ExecuteAsync(locker, "ROLLBACK");
            await flush;
        }

        await using var database = hub.OpenDatabase();
        Assert.Equal(100, await database.UsageEvents.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, log.Dropped);
    }

    [Fact]
    public async Task FullQueue_DropsAndCounts_WithoutWaiting()
    {
        await using var hub = await TestHub.StartAsync();
        var log = hub.App.Services.GetRequiredService<UsageLog>();
        await hub.App.StopAsync(TestContext.Current.CancellationToken);
        using var idle = ActivatorUtilities.CreateInstance<UsageLog>(hub.App.Services);
        for (var i = 0; i < UsageLog.Capacity + 25; i++) idle.Record(UsageKind.View, 1, 1);
        Assert.Equal(25, idle.Dropped);
        log.Record(UsageKind.View, 1, 1);
        Assert.Equal(1, log.Dropped);
    }

    [Fact]
    public async Task EntryThatTheDatabaseRefuses_SpoilsNoOther()
    {
        await using var hub = await TestHub.StartAsync();
        var log = hub.App.Services.GetRequiredService<UsageLog>();
        var search = Search(hub, personId: 1);
        log.Record(search);
        await log.FlushAsync(TestContext.Current.CancellationToken);
        log.Record(Search(hub, personId: 2, id: search.Id));
        log.Record(UsageKind.View, 1, 1);
        await log.FlushAsync(TestContext.Current.CancellationToken);
        await using var database = hub.OpenDatabase();
        Assert.Equal(1, await database.UsageEvents.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, (await database.SearchRecords.SingleAsync(TestContext.Current.CancellationToken)).PersonId);
        Assert.Equal(1, log.Dropped);
    }

    [Fact]
    public async Task Search_KeepsItsFirstClickAndFirstPlay_OfItsOwnPersonOnly()
    {
        await using var hub = await TestHub.StartAsync();
        var log = hub.App.Services.GetRequiredService<UsageLog>();
        var search = Search(hub, personId: 1);
        log.Record(search);
        log.RecordClick(search.Id, personId: 2, itemId: 9, rank: 9);
        log.RecordClick(search.Id, personId: 1, itemId: 4, rank: 2);
        log.RecordClick(search.Id, personId: 1, itemId: 5, rank: 3);
        hub.Time.Advance(TimeSpan.FromSeconds(7));
        await log.RecordProgressAsync(Report(4, 0, 5) with { SearchId = search.Id }, TestContext.Current.CancellationToken);
        hub.Time.Advance(TimeSpan.FromSeconds(7));
        await log.RecordProgressAsync(Report(5, 0, 5) with { SearchId = search.Id }, TestContext.Current.CancellationToken);
        await using var database = hub.OpenDatabase();
        var stored = await database.SearchRecords.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((2, 4, 7d), (stored.RankClicked, stored.ItemClickedId, stored.SecondsToFirstPlay));
    }

    [Fact]
    public async Task TwoNodesOnOneDatabase_CountAndMergeEverything()
    {
        await using var hub = await TestHub.StartAsync();
        var first = hub.App.Services.GetRequiredService<UsageLog>();
        using var second = ActivatorUtilities.CreateInstance<UsageLog>(hub.App.Services);
        await second.StartAsync(TestContext.Current.CancellationToken);
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), TestContext.Current.CancellationToken, async (i, cancellationToken) =>
        {
            var log = i % 2 == 0 ? first : second;
            log.Record(UsageKind.View, 1, 1);
            await log.RecordProgressAsync(Report(1, i, i + 1), cancellationToken);
        });
        await first.FlushAsync(TestContext.Current.CancellationToken);
        await second.StopAsync(TestContext.Current.CancellationToken);
        await using var database = hub.OpenDatabase();
        var day = await database.ItemDays.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((60, 1, 60d), (day.Views, day.Plays, day.SecondsPlayed));
        Assert.Equal(60, (await database.WatchProgress.SingleAsync(TestContext.Current.CancellationToken)).UniqueSeconds);
    }

    private static ProgressReport Report(int itemId, double start, double end) =>
        new() { PersonId = 1, ItemId = itemId, MediaFileId = 1, DurationSeconds = 120, Spans = [(start, end)] };

    private static SearchRecord Search(TestHub hub, int personId, Guid? id = null) =>
        new() { Id = id ?? Guid.NewGuid(), At = hub.Time.GetUtcNow(), PersonId = personId, Text = "Price", FoldedText = "price", Hits = 3 };

    private static async Task ExecuteAsync(SqliteConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
