using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Engine.Fts5;
using EnablementHub.Features.Search.Engine.Fts5.Sqlite;
using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Tests.Features.Search.Engine;

/// <summary>The promises of every engine, kept by the one on SQLite FTS5, and what can befall its file.</summary>
public sealed class Fts5EngineTests : SearchEngineOracleContract
{
    private string IndexPath => Directory.GetFiles(IndexDirectory, "index-*.db").Single();

    protected override ISearchEngine Open(string directory) => Fts5Engine.Open(directory);

    private async Task BuildAndCloseAsync()
    {
        await Engine.RebuildAsync(Stream(Enumerable.Range(1, 300).Select(id => Item(id, $"Price talk {id}", "some body text"))), 9, cancellationToken: Stop);
        await CloseAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("This is no database at all, and never was one. It is long enough to look like a header of one hundred bytes, though it is not.")]
    public async Task Open_FileThatIsNoIndex_OpensEmptyAndAsksForARebuild(string content)
    {
        await BuildAndCloseAsync();
        await File.WriteAllTextAsync(IndexPath, content, Stop);

        Assert.Equal((true, 0L, 0), (Engine.NeedsRebuild, Engine.Watermark, Engine.Items));
        Assert.Empty(Found("price"));
        await Engine.RebuildAsync(Stream([Item(1, "Price talk")]), 10, cancellationToken: Stop);
        Assert.Equal([1], Found("price"));
        Assert.False(Engine.NeedsRebuild);
    }

    [Fact]
    public async Task Open_FileDamagedAnywhere_ServesOrSaysSoAndCanBeRebuilt()
    {
        await BuildAndCloseAsync();
        var whole = await File.ReadAllBytesAsync(IndexPath, Stop);
        var random = new Random(7);
        for (var round = 0; round < 25; round++)
        {
            var damaged = (byte[])whole.Clone();
            random.NextBytes(damaged.AsSpan(random.Next(damaged.Length - 4096), 4096));
            if (round % 5 == 0)
            {
                damaged = damaged[..random.Next(damaged.Length)];
            }

            await File.WriteAllBytesAsync(IndexPath, damaged, Stop);
            try
            {
                Search(Query("price talk") with { WithFacets = true });
                Engine.Suggest(new SuggestQuery { Text = "pri", Viewer = Visibility.Everything, Now = Now }, Stop);
                await Engine.ApplyAsync([Item(5, "Changed")], [], 12, Stop);
            }
            catch (SearchIndexException)
            {
                Assert.True(Engine.NeedsRebuild);
                Assert.NotNull(Engine.RebuildReason);
            }

            await Engine.RebuildAsync(Stream([Item(1, "Price talk")]), 10, cancellationToken: Stop);
            Assert.Equal([1], Found("price"));
            await CloseAsync();
        }
    }

    [Fact]
    public async Task Open_IndexOfAnotherVersion_AsksForARebuild()
    {
        await BuildAndCloseAsync();
        using (var connection = new IndexConnection(IndexPath))
        {
            connection.Run("UPDATE state SET version = 'older'");
        }

        Assert.True(Engine.NeedsRebuild);
        Assert.Equal((0L, 0), (Engine.Watermark, Engine.Items));
        Assert.Contains("version", Engine.RebuildReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AfterAKillWhileRebuilding_ServesTheOldOne()
    {
        await BuildAndCloseAsync();
        using (IndexFile.Create(Path.Combine(IndexDirectory, "index-000000099.db"), IndexState.Building))
        {
        }

        Assert.Equal((9L, false), (Engine.Watermark, Engine.NeedsRebuild));
        Assert.Equal(300, Search("price").Total);
        Assert.Single(Directory.GetFiles(IndexDirectory, "index-*.db"));
    }

    [Fact]
    public async Task Open_IndexBegunByChangesAlone_StillAsksForARebuild()
    {
        await PutAsync(Item(1, "Price talk"));
        await CloseAsync();

        Assert.True(Engine.NeedsRebuild);
        Assert.Equal([1], Found("price"));
    }

    [Fact]
    public async Task Open_AfterAKillWhileCommitting_HoldsExactlyWhatItsWatermarkSays()
    {
        await Engine.RebuildAsync(Stream([]), 0, cancellationToken: Stop);
        for (var change = 1; change <= 12; change++)
        {
            await Engine.ApplyAsync([Item(change, $"Price talk {change}")], [], change, Stop);
        }

        // What a kill leaves behind is the file and as much of its log as was written.
        var file = await ReadSharedAsync(IndexPath);
        var log = await ReadSharedAsync($"{IndexPath}-wal");
        var name = Path.GetFileName(IndexPath);
        var watermarks = new HashSet<long>();
        for (var part = 0; part <= 20; part++)
        {
            var directory = Path.Combine(IndexDirectory, $"killed-{part}");
            Directory.CreateDirectory(directory);
            await File.WriteAllBytesAsync(Path.Combine(directory, name), file, Stop);
            await File.WriteAllBytesAsync(Path.Combine(directory, $"{name}-wal"), log[..(log.Length * part / 20)], Stop);

            await using var killed = Fts5Engine.Open(directory);
            watermarks.Add(killed.Watermark);
            var found = killed.Search(Query("price") with { Limit = 50, ForgiveTypos = false }, Stop);
            Assert.Equal(Enumerable.Range(1, (int)killed.Watermark), found.Hits.Select(hit => hit.Id).Order());
            Assert.Equal(killed.Watermark, killed.Items);
        }

        Assert.Contains(12, watermarks);
        Assert.True(watermarks.Count > 3);
    }

    [Fact]
    public async Task Apply_WhileTheDiskIsFull_ChangesNothingAndWorksAgainLater()
    {
        await Engine.RebuildAsync(Stream([Item(1, "Price talk")]), 3, cancellationToken: Stop);
        var connection = ((Fts5Engine)Engine).Opened!.Connection;
        connection.Run("PRAGMA max_page_count = 1");

        var full = await Assert.ThrowsAsync<IndexWriteException>(() => Engine.ApplyAsync(
            [.. Enumerable.Range(1, 400).Select(id => Item(id, $"Renewal {id}", string.Join(' ', Enumerable.Range(0, 100).Select(word => $"w{id}x{word}"))))], [1], 4, Stop));

        Assert.Equal(IndexWriteFault.DiskFull, full.Fault);
        Assert.Equal((3L, 1, false), (Engine.Watermark, Engine.Items, Engine.NeedsRebuild));
        Assert.Equal([1], Found("price"));
        Assert.Empty(Found("renewal"));

        connection.Run("PRAGMA max_page_count = 1000000");
        await Engine.ApplyAsync([Item(2, "Renewal")], [1], 4, Stop);
        Assert.Equal([2], Found("renewal"));
        Assert.Equal((4L, 1), (Engine.Watermark, Engine.Items));
    }

    [Fact]
    public async Task Apply_WhileTheFileIsLocked_SaysSoAndReadingGoesOn()
    {
        await Engine.RebuildAsync(Stream([Item(1, "Price talk")]), 3, cancellationToken: Stop);
        using (var other = new IndexConnection(IndexPath))
        {
            other.Run("BEGIN IMMEDIATE");

            var locked = await Assert.ThrowsAsync<IndexWriteException>(() => Engine.ApplyAsync([Item(2, "Price list")], [], 4, Stop));

            Assert.Equal(IndexWriteFault.Locked, locked.Fault);
            Assert.Equal([1], Found("price"));
            other.Run("ROLLBACK");
        }

        await Engine.ApplyAsync([Item(2, "Price list")], [], 4, Stop);
        Assert.Equal([1, 2], Found("price"));
    }

    [Fact]
    public async Task Changes_OfAllItemsAgainAndAgain_LeaveOneOfEach()
    {
        for (var round = 0; round < 15; round++)
        {
            await PutAsync([.. Enumerable.Range(1, 120).Select(id => Item(id, $"Price talk round{round}", $"number{id}"))]);
        }

        Assert.Equal(120, Search("price").Total);
        Assert.Equal(120, Search("round14").Total);
        Assert.Equal(0, Search(Query("round13") with { ForgiveTypos = false }).Total);
        Assert.Equal([77], Found("number77"));
    }

    private async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[source.Length];
        await source.ReadExactlyAsync(bytes, Stop);
        return bytes;
    }
}
