using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Engine.Lucene;
using EnablementHub.Features.Search.Engine.Lucene.Files;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Directory = System.IO.Directory;

namespace EnablementHub.Tests.Features.Search.Engine.Lucene;

/// <summary>The promises of every engine, kept by the one on Lucene.Net, and what can befall its directory.</summary>
public sealed class LuceneEngineTests : SearchEngineOracleContract
{
    private const int NoSpaceLeft = 28;

    private string IndexPath => Directory.GetDirectories(IndexDirectory, "lucene-*").Single();

    protected override ISearchEngine Open(string directory) => LuceneEngine.Open(directory);

    private async Task BuildAndCloseAsync()
    {
        await Engine.RebuildAsync(Stream(Enumerable.Range(1, 300).Select(id => Item(id, $"Price talk {id}", "some body text"))), 9, cancellationToken: Stop);
        await CloseAsync();
    }

    [Fact]
    public async Task Open_AnyFileDamagedOrGone_SaysSoAndCanBeRebuilt()
    {
        await BuildAndCloseAsync();
        var whole = Directory.GetFiles(IndexPath).ToDictionary(file => file, File.ReadAllBytes);
        var random = new Random(7);
        foreach (var (path, bytes) in whole.Where(file => file.Value.Length > 0))
        {
            foreach (var damage in new[] { "altered", "cut", "gone" })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                foreach (var (other, content) in whole)
                {
                    await File.WriteAllBytesAsync(other, content, Stop);
                }

                var damaged = (byte[])bytes.Clone();
                damaged[random.Next(damaged.Length)] ^= 0x55;
                await File.WriteAllBytesAsync(path, damage == "cut" ? bytes[..random.Next(bytes.Length)] : damaged, Stop);
                if (damage == "gone")
                {
                    File.Delete(path);
                }

                // The list of segments is found without this file too.
                var isNeeded = Path.GetFileName(path) != "segments.gen";
                Assert.True(Engine.NeedsRebuild == isNeeded, $"{Path.GetFileName(path)} {damage}");
                Assert.Equal(isNeeded, Engine.RebuildReason is not null);
                Assert.Equal(isNeeded ? 0 : 300, Search("price").Total);
                await Engine.RebuildAsync(Stream([Item(1, "Price talk")]), 10, cancellationToken: Stop);
                Assert.Equal([1], Found("price"));
                await CloseAsync();
                Directory.Delete(IndexPath, recursive: true);
            }
        }
    }

    [Fact]
    public async Task Open_IndexOfAnotherVersion_AsksForARebuild()
    {
        await BuildAndCloseAsync();
        using (var directory = new FileDirectory(IndexPath))
        using (var writer = WriterSettings.Open(directory, isNew: false, isBuilding: false, _ => { }))
        {
            writer.SetCommitData(new Dictionary<string, string>(writer.CommitData) { ["version"] = "older" });
            writer.Commit();
        }

        Assert.True(Engine.NeedsRebuild);
        Assert.Equal((0L, 0), (Engine.Watermark, Engine.Items));
        Assert.Contains("version", Engine.RebuildReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AfterAKillWhileRebuilding_ServesTheOldOne()
    {
        await BuildAndCloseAsync();
        Directory.CreateDirectory(Path.Combine(IndexDirectory, "lucene-000000099"));
        await File.WriteAllTextAsync(Path.Combine(IndexDirectory, "lucene-000000099", "_0.fdt"), "half a file", Stop);

        Assert.Equal((9L, false), (Engine.Watermark, Engine.NeedsRebuild));
        Assert.Equal(300, Search("price").Total);
        Assert.Single(Directory.GetDirectories(IndexDirectory));
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
    public async Task Open_WhatAKillLeavesAtAnyCommit_HoldsExactlyWhatItsWatermarkSays()
    {
        await Engine.RebuildAsync(Stream([]), 0, cancellationToken: Stop);
        for (var change = 1; change <= 12; change++)
        {
            await Engine.ApplyAsync([Item(change, $"Price talk {change}")], change > 6 ? [change - 6] : [], change, Stop);
            var killed = Path.Combine(IndexDirectory, $"killed-{change}");
            var copy = Directory.CreateDirectory(Path.Combine(killed, Path.GetFileName(IndexPath))).FullName;
            foreach (var file in Directory.GetFiles(IndexPath))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }

            await using var reopened = LuceneEngine.Open(killed);
            Assert.Equal((change, false), (reopened.Watermark, reopened.NeedsRebuild));
            var found = reopened.Search(Query("price") with { Limit = 50, ForgiveTypos = false }, Stop);
            Assert.Equal(Enumerable.Range(Math.Max(1, change - 5), Math.Min(change, 6)), found.Hits.Select(hit => hit.Id).Order());
        }
    }

    [Fact]
    public async Task Apply_WhileTheDiskIsFull_ChangesNothingAndWorksAgainLater()
    {
        await Engine.RebuildAsync(Stream([Item(1, "Price talk")]), 3, cancellationToken: Stop);
        var files = ((LuceneEngine)Engine).Opened!.Files;
        files.BeforeCreate = (_, _) => throw new IOException("No space left on device", NoSpaceLeft);

        var full = await Assert.ThrowsAsync<IndexWriteException>(() => Engine.ApplyAsync([Item(2, "Renewal")], [1], 4, Stop));

        Assert.Equal(IndexWriteFault.DiskFull, full.Fault);
        Assert.Equal((3L, 1, false), (Engine.Watermark, Engine.Items, Engine.NeedsRebuild));
        Assert.Equal([1], Found("price"));
        Assert.Empty(Found("renewal"));

        files.BeforeCreate = null;
        await Engine.ApplyAsync([Item(2, "Renewal")], [1], 4, Stop);
        Assert.Equal([2], Found("renewal"));
        Assert.Equal((4L, 1), (Engine.Watermark, Engine.Items));
    }

    [Fact]
    public async Task Rebuild_WhileTheDiskIsFull_LeavesTheOldOneServing()
    {
        await Engine.RebuildAsync(Stream([Item(1, "Price talk")]), 3, cancellationToken: Stop);

        // The writer of the new index can't take a lock in a directory that is a file.
        var failing = Assert.ThrowsAsync<IndexWriteException>(() => Engine.RebuildAsync(Blocked(), 5, cancellationToken: Stop));

        Assert.NotEqual(IndexWriteFault.Damaged, (await failing).Fault);
        Assert.Equal([1], Found("price"));
        Assert.Equal((3L, false), (Engine.Watermark, Engine.NeedsRebuild));

        async IAsyncEnumerable<IndexedItem> Blocked()
        {
            await File.WriteAllTextAsync(Path.Combine(IndexDirectory, "lucene-000000002"), "in the way", Stop);
            yield return Item(1, "Price talk");
        }
    }

    [Fact]
    public async Task Apply_WhileAnotherHoldsTheWriteLock_SaysSoAndReadingGoesOn()
    {
        await BuildAndCloseAsync();
        Assert.Equal(300, Search("price").Total);
        using (var other = new FileDirectory(IndexPath))
        {
            var held = other.MakeLock(IndexWriter.WRITE_LOCK_NAME);
            Assert.True(held.Obtain());

            var locked = await Assert.ThrowsAsync<IndexWriteException>(() => Engine.ApplyAsync([Item(400, "Renewal")], [], 10, Stop));

            Assert.Equal(IndexWriteFault.Locked, locked.Fault);
            Assert.Equal((9L, false), (Engine.Watermark, Engine.NeedsRebuild));
            Assert.Equal(300, Search("price").Total);
            held.Dispose();
        }

        await Engine.ApplyAsync([Item(400, "Renewal")], [], 10, Stop);
        Assert.Equal([400], Found("renewal"));
    }

    [Fact]
    public async Task Changes_OfAllItemsAgainAndAgain_LeaveOneOfEachAndFewSegments()
    {
        for (var round = 0; round < 40; round++)
        {
            await PutAsync([.. Enumerable.Range(1, 120).Select(id => Item(id, $"Price talk round{round}", $"number{id}"))]);
        }

        Assert.Equal(120, Search("price").Total);
        Assert.Equal(120, Search("round39").Total);
        Assert.Equal(0, Search(Query("round38") with { ForgiveTypos = false }).Total);
        Assert.Equal([77], Found("number77"));
        Assert.InRange(Directory.GetFiles(IndexPath, "*.si").Length, 1, 15);
    }

    [Fact]
    public async Task Item_WithMoreValuesThanACardHolds_IsFoundCountedAndReadAgain()
    {
        var grants = Enumerable.Range(0, 6000).Select(number => $"person:{number}").ToArray();
        await Engine.RebuildAsync(Stream([Item(1, "Price talk") with { Audience = grants, Facets = Values(("topic", ["pricing"])) }]), 1, cancellationToken: Stop);
        await CloseAsync();

        var outcome = Search(Query("price") with { Viewer = Visibility.Of(["person:5999"]), WithFacets = true });

        Assert.Equal([1], outcome.Hits.Select(hit => hit.Id));
        Assert.Equal("pricing", outcome.Facets["topic"][0].Value);
        Assert.Equal(0, Search(Query("price") with { Viewer = Visibility.Of(["person:6000"]) }).Total);
        Assert.Single(Engine.Suggest(new SuggestQuery { Text = "pri", Viewer = Visibility.Everything, Now = Now }, Stop));
    }
}
