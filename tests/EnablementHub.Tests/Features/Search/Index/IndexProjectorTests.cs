using System.Diagnostics;
using EnablementHub.Features.Library;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Features.Usage;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EnablementHub.Tests.Features.Search.Index;

public sealed class IndexProjectorTests
{
    [Fact]
    public async Task Publish_IsFindable_WithinASecond()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await TestData.In(hub).Clip("Warm up").PublishedAsync();
        await hub.IndexedAsync();
        await rep.FindAsync("q=warm");

        var item = await TestData.In(hub).Clip("Handling the procurement gatekeeper").PublishedAsync();
        var published = Stopwatch.GetTimestamp();
        while ((await rep.FindAsync("q=gatekeeper")).Total() == 0)
            Assert.True(Stopwatch.GetElapsedTime(published) < TimeSpan.FromSeconds(1), "Not findable after a second.");
        Assert.Equal([item.Id], (await rep.FindAsync("q=gatekeeper")).Ids());
    }

    [Fact]
    public async Task Archive_TakesOut_AndPendingText_StaysHidden()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var item = await TestData.In(hub).Playbook("Renewal talk").Saying("About loyalty.").PublishedWithPendingAsync("Renewal secrets");
        await TestData.In(hub).Playbook("Unfinished draft").DraftAsync();
        await hub.IndexedAsync();
        Assert.Equal([item.Id], (await rep.FindAsync("q=loyalty")).Ids());
        Assert.Empty((await rep.FindAsync("q=secrets")).Ids());
        Assert.Empty((await rep.FindAsync("q=unfinished")).Ids());

        await using (var database = hub.OpenDatabase())
        {
            var stored = await database.Items.SingleAsync(i => i.Id == item.Id);
            stored.Archive(hub.Time.GetUtcNow());
            database.Changes.Add(new ChangeRow { ItemId = item.Id, At = hub.Time.GetUtcNow() });
            await database.SaveChangesAsync();
        }

        await hub.IndexedAsync();
        Assert.Empty((await rep.FindAsync("q=loyalty")).Ids());
    }

    [Fact]
    public async Task Expiry_AndRelease_HoldAtOnce_WithoutAnyWrite()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Organisation:TimeZone=America/New_York"]);
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var today = new DateOnly(2026, 3, 10);
        await TestData.In(hub).Clip("Spring offer").ExpiringOn(today).PublishedAsync();
        await TestData.In(hub).Clip("Summer offer").ReleasedOn(today.AddDays(1)).PublishedAsync();
        await hub.IndexedAsync();
        Assert.Equal(1, (await rep.FindAsync("q=offer")).Total());
        Assert.Equal(1, (await rep.FindAsync("q=spring")).Total());

        // The organisation's day ends at four in the morning, UTC.
        hub.Time.Set(new DateTimeOffset(2026, 3, 11, 3, 59, 59, TimeSpan.Zero));
        Assert.Equal(1, (await rep.FindAsync("q=spring")).Total());
        hub.Time.Set(new DateTimeOffset(2026, 3, 11, 4, 0, 0, TimeSpan.Zero));
        Assert.Equal(0, (await rep.FindAsync("q=spring")).Total());
        Assert.Equal(1, (await rep.FindAsync("q=summer")).Total());
        Assert.DoesNotContain("Spring offer", await rep.ReadAsync("/search?q=offer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangeOfEverything_RebuildsTheIndex_AndLosesNothingWrittenMeanwhile()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        for (var number = 0; number < 30; number++) await TestData.In(hub).Clip($"Objection number{number}").PublishedAsync();
        await using (var database = hub.OpenDatabase())
        {
            database.Changes.Add(new ChangeRow { ItemId = ChangeRow.Everything, At = hub.Time.GetUtcNow() });
            await database.SaveChangesAsync();
        }

        for (var number = 30; number < 40; number++) await TestData.In(hub).Clip($"Objection number{number}").PublishedAsync();
        await hub.IndexedAsync();
        Assert.Equal(40, (await rep.FindAsync("q=objection&limit=100")).Total());
        Assert.Equal(40, hub.App.Services.GetRequiredService<ISearchEngine>().Items);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("corrupt")]
    public async Task IndexGoneOrCorrupt_AtStart_IsRebuiltByItself(string how)
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));
        try
        {
            var first = await TestHub.StartAsync(folder);
            await TestData.In(first).Clip("Pricing for hospitals").WithCues().PublishedAsync();
            await first.IndexedAsync();
            var time = first.Time;
            await first.DisposeAsync();
            foreach (var file in FilesOf(folder))
            {
                if (how == "gone") File.Delete(file);
                else await File.WriteAllBytesAsync(file, TestItem.Bytes(8192));
            }

            using var log = new KeptLog();
            await using var second = await TestHub.StartAsync(folder, settings: ["Logging:LogLevel:EnablementHub.Features.Search=Information"], replace: services => services.AddSingleton<ILoggerProvider>(log), time: time);
            await second.IndexedAsync();
            Assert.Contains(log.All, line => line.Contains("The search index is rebuilt: 1 items", StringComparison.Ordinal));
            using var rep = await second.SignInAsAsync("Rita Rep");
            Assert.Equal(1, (await rep.FindAsync("q=hospitals")).Total());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Restart_GoesOn_FromTheWatermark()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));
        try
        {
            var first = await TestHub.StartAsync(folder);
            var item = await TestData.In(first).Clip("First words").PublishedAsync();
            await first.IndexedAsync();
            var time = first.Time;
            await first.App.StopAsync();
            await using (var database = first.OpenDatabase())
            {
                var stored = await database.Items.SingleAsync(i => i.Id == item.Id);
                stored.SetTags(["renamed"]);
                database.Changes.Add(new ChangeRow { ItemId = item.Id, At = time.GetUtcNow() });
                await database.SaveChangesAsync();
            }

            await first.DisposeAsync();
            await using var second = await TestHub.StartAsync(folder, time: time);
            await second.IndexedAsync();
            using var rep = await second.SignInAsAsync("Rita Rep");
            Assert.Equal([item.Id], (await rep.FindAsync("q=renamed")).Ids());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Synonyms_HoldAsSoonAsTheLeadSavesThem()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await TestData.In(hub).Playbook("Purchase orders without pain").PublishedAsync();
        await hub.IndexedAsync();
        await using (var database = hub.OpenDatabase())
        {
            database.SynonymLists.Add(new SynonymList { Terms = "PO, purchase order" });
            await database.SaveChangesAsync();
        }

        var saved = Stopwatch.GetTimestamp();
        while ((await rep.FindAsync("q=PO")).Total() == 0) Assert.True(Stopwatch.GetElapsedTime(saved) < TimeSpan.FromSeconds(3), "The synonym does not hold.");
    }

    [Fact]
    public async Task Plays_MoveTheOrderByUse_WithoutAChangeRow()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var quiet = await TestData.In(hub).Clip("Discount rules one").PublishedAsync();
        var loved = await TestData.In(hub).Clip("Discount rules two").PublishedAsync();
        await hub.IndexedAsync();
        await using (var database = hub.OpenDatabase())
        {
            database.ItemDays.Add(new ItemDay { ItemId = loved.Id, Day = new DateOnly(2026, 3, 10), Plays = 12 });
            await database.SaveChangesAsync();
        }

        await hub.App.Services.GetRequiredService<EnablementHub.Features.Search.Index.UseRefresh>().RunAsync(CancellationToken.None);
        Assert.Equal([loved.Id, quiet.Id], (await rep.FindAsync("q=discount&sort=most-played")).Ids());
    }

    [Fact]
    public async Task TroubleOfTheEngine_IsTold_AndGoesAway()
    {
        var engine = new StubbornEngine();
        await using var hub = await TestHub.StartAsync(replace: services => services.AddSingleton<ISearchEngine>(engine));
        using var rep = await hub.SignInAsAsync("Rita Rep");
        engine.Refuses = true;
        await TestData.In(hub).Clip("Anything").PublishedAsync();
        await hub.UntilAsync(state => state.Error == StubbornEngine.Sentence && state.BehindSince is not null);
        await rep.ReadAsync("/search?q=anything");
        engine.Refuses = false;
        await hub.UntilAsync(state => state.Error is null && state.Lag == 0);
        Assert.NotEqual(0, engine.Watermark);
    }

    /// <summary>An engine whose disk is full for a while.</summary>
    private sealed class StubbornEngine : ISearchEngine
    {
        public const string Sentence = "The disk is full.";

        public volatile bool Refuses;

        public long Watermark { get; private set; }

        public long Generation => Watermark;

        public int Items => 0;

        public bool NeedsRebuild => false;

        public string? RebuildReason => null;

        public Task ApplyAsync(IReadOnlyCollection<IndexedItem> upserts, IReadOnlyCollection<int> deletes, long watermark, CancellationToken cancellationToken = default)
        {
            if (Refuses) throw new IndexWriteException(IndexWriteFault.DiskFull, Sentence);
            Watermark = watermark;
            return Task.CompletedTask;
        }

        public Task RebuildAsync(IAsyncEnumerable<IndexedItem> items, long watermark, IProgress<int>? progress = null, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public SearchOutcome Search(SearchQuery query, CancellationToken cancellationToken = default) => new() { Total = 0, Hits = [] };

        public IReadOnlyList<Suggestion> Suggest(SuggestQuery query, CancellationToken cancellationToken = default) => [];

        public void SetVocabulary(SearchVocabulary vocabulary)
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>What either engine keeps there, its hold apart.</summary>
    private static List<string> FilesOf(string folder)
    {
        var files = Directory.EnumerateFiles(Path.Combine(folder, "index"), "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "index.lock").ToList();
        Assert.NotEmpty(files);
        return files;
    }
}
