using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Tests.Features.Search.Engine;

public abstract partial class SearchEngineContract
{
    [Fact]
    public async Task NewDirectory_OpensEmptyAndAsksForARebuild()
    {
        Assert.Equal((0L, 0, true), (Engine.Watermark, Engine.Items, Engine.NeedsRebuild));
        Assert.NotNull(Engine.RebuildReason);
        Assert.Equal(0, Search("anything").Total);
        Assert.Equal(0, Search("").Total);

        await Engine.RebuildAsync(Stream([]), 7, cancellationToken: Stop);

        Assert.Equal((7L, false), (Engine.Watermark, Engine.NeedsRebuild));
    }

    [Fact]
    public async Task Apply_AddsChangesAndRemoves_AtOnce()
    {
        await PutAsync(Item(1, "Price talk"), Item(2, "Price list"));
        await PutAsync(Item(1, "Renewal talk"));

        Assert.Equal([2], Found("price"));
        Assert.Equal([1], Found("renewal"));

        await RemoveAsync(2, 99);

        Assert.Equal(0, Search(Query("price") with { ForgiveTypos = false }).Total);
        Assert.Equal(1, Engine.Items);
    }

    [Fact]
    public async Task Apply_SameItemTwiceOrAlsoRemoved_LastOneWinsAndRemovalWins()
    {
        await Engine.ApplyAsync([Item(1, "First"), Item(1, "Second"), Item(2, "Third")], [2], 5, Stop);

        Assert.Equal(["Second"], Search("").Hits.Select(hit => MarkedText.Unmark(hit.Title)));
        Assert.Equal((5L, 1), (Engine.Watermark, Engine.Items));
    }

    [Fact]
    public async Task Reopen_AfterAClose_AnswersTheSame()
    {
        Engine.SetVocabulary(SearchVocabulary.Empty);
        await Engine.RebuildAsync(Stream([Item(1, "Price talk") with { Audience = ["role:rep"], Plays = 3, Facets = Values(("topic", ["pricing"])), Cues = Transcript }, Item(2, "Gone")]), 11, cancellationToken: Stop);
        await RemoveAsync(2);
        await Engine.ApplyAsync([Item(3, "Verhandlungen") with { Language = "de" }], [], 13, Stop);
        await CloseAsync();

        Assert.Equal((13L, 2, false), (Engine.Watermark, Engine.Items, Engine.NeedsRebuild));
        var outcome = Search(Query("price") with { WithFacets = true, Viewer = Visibility.Of(["role:rep"]) });
        Assert.Equal([1], outcome.Hits.Select(hit => hit.Id));
        Assert.Equal("pricing:1", Counts(outcome, "topic"));
        Assert.Equal(0, Search(Query("price") with { Viewer = Visibility.Public }).Total);
        Assert.Equal([3], Found("verhandlung"));
        Assert.Equal("price", Search("prize").Corrected);

        await PutAsync(Item(4, "Price list"));
        Assert.Equal([1, 4], Found("price"));
    }

    [Fact]
    public async Task Rebuild_ReplacesEverythingWhileTheOldOneServes()
    {
        await PutAsync(Item(1, "Old price"), Item(2, "Old renewal"));
        var during = new List<int>();
        var reports = new List<int>();

        await Engine.RebuildAsync(Items(), 40, new Progress(reports.Add), Stop);

        Assert.All(during, found => Assert.Equal(1, found));
        Assert.Equal([10, 11], Found("price"));
        Assert.Empty(Found(Query("renewal") with { ForgiveTypos = false }));
        Assert.Equal((40L, 2, false), (Engine.Watermark, Engine.Items, Engine.NeedsRebuild));
        Assert.Equal(3, reports[^1]);

        async IAsyncEnumerable<IndexedItem> Items()
        {
            yield return Item(10, "New price");
            await Task.Yield();
            during.Add(Search("price").Total);
            yield return Item(11, "Draft price");
            yield return Item(11, "Newer price");
        }
    }

    [Fact]
    public async Task Rebuild_ThatFails_LeavesTheOldOneServing()
    {
        await PutAsync(Item(1, "Old price"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Engine.RebuildAsync(Items(), 40, cancellationToken: Stop));

        Assert.Equal([1], Found("price"));
        Assert.Equal(1, Engine.Watermark);
        await PutAsync(Item(2, "Another price"));
        Assert.Equal([1, 2], Found("price"));

        static async IAsyncEnumerable<IndexedItem> Items()
        {
            yield return Item(10, "New price");
            await Task.Yield();
            throw new InvalidOperationException("The source broke.");
        }
    }

    [Fact]
    public async Task Rebuild_WithChangesMeanwhile_GoesBackToItsWatermarkSoThatTheyAreReadAgain()
    {
        await PutAsync(Item(1, "Old price"));

        await Engine.RebuildAsync(Items(), 1, cancellationToken: Stop);

        Assert.Equal(1, Engine.Watermark);
        Assert.Equal([1], Found("price"));

        async IAsyncEnumerable<IndexedItem> Items()
        {
            yield return Item(1, "Old price");
            await PutAsync(Item(2, "Price of the meantime"));
            Assert.Equal([1, 2], Found("price"));
        }
    }

    [Fact]
    public async Task Generation_ChangesWithEveryChange()
    {
        var seen = new HashSet<long> { Engine.Generation };
        await PutAsync(Item(1, "Price"));
        Assert.True(seen.Add(Engine.Generation));
        await RemoveAsync(1);
        Assert.True(seen.Add(Engine.Generation));
        Engine.SetVocabulary(SearchVocabulary.Empty);
        Assert.True(seen.Add(Engine.Generation));
        await Engine.RebuildAsync(Stream([]), 3, cancellationToken: Stop);
        Assert.True(seen.Add(Engine.Generation));
        Search("price");
        Assert.False(seen.Add(Engine.Generation));
    }

    [Fact]
    public void SecondEngineOnTheDirectory_IsToldThatItIsHeld()
    {
        Assert.NotNull(Engine);

        var held = Assert.Throws<IndexHeldException>(() => Open(IndexDirectory));

        Assert.Equal(IndexDirectory, held.Directory);
    }

    [Fact]
    public async Task Readers_DuringWrites_SeeWholeCommitsOnly()
    {
        // Every commit moves all items to another word, so a reader that saw half of one would count fewer.
        string[] words = ["alpha", "bravo", "charlie"];
        await PutAsync([.. Enumerable.Range(1, 20).Select(id => Item(id, "Round alpha") with { Facets = Values(("topic", ["alpha"])) })]);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                var outcome = Search(Query("round") with { WithFacets = true });
                Assert.Equal(20, outcome.Total);
                Assert.Equal(20, outcome.Facets["topic"][0].Count);
                Assert.All(outcome.Hits, hit => Assert.Contains(outcome.Facets["topic"][0].Value, hit.Title, StringComparison.Ordinal));
            }
        }, Stop)).ToArray();

        for (var round = 1; round <= 30; round++)
        {
            var word = words[round % words.Length];
            await PutAsync([.. Enumerable.Range(1, 20).Select(id => Item(id, $"Round {word}") with { Facets = Values(("topic", [word])) })]);
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    /// <summary>What one search reads with must not be another one's at the same time, whichever thread made it.</summary>
    [Fact]
    public async Task SearchesSideBySide_EachReadWhatTheyFound()
    {
        await PutAsync([.. Enumerable.Range(1, 100).Select(id => Item(id, $"Round {Name(id)}", string.Join(' ', Enumerable.Repeat($"word{id}", 20 + (id * 7 % 300)))))]);
        for (var round = 1; round <= 40; round++)
        {
            // Each commit is read with something new, which the searches that begin together make and pass on.
            await PutAsync(Item(1000 + round, "Another one"));
            using var together = new Barrier(4);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(task => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait(Stop);
                    for (var search = 0; search < 8; search++)
                    {
                        var hits = Search(Query("round") with { Offset = ((task * 13) + search) % 80 }).Hits;
                        Assert.NotEmpty(hits);
                        Assert.All(hits, hit => Assert.EndsWith($" {Name(hit.Id)}", hit.Title, StringComparison.Ordinal));
                    }
                },
                Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        }

        static string Name(int id) => new((char)('a' + (id % 26)), 3 + (id % 60));
    }

    private sealed class Progress(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
