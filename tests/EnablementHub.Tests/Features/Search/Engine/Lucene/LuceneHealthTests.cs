using System.Net;
using System.Text.Json;
using EnablementHub.Features.Library;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Engine.Lucene;
using EnablementHub.Features.Search.Engine.Lucene.Files;
using EnablementHub.Platform.Settings;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Search.Engine.Lucene;

/// <summary>What a whole hub says and does while its index can't be written, or is one that it may not ask.</summary>
public sealed class LuceneHealthTests
{
    private const int NoSpaceLeft = 28;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IndexOfAnotherVersion_KeepsTheNodeOutOfTurn_UntilItIsRebuilt()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));
        try
        {
            var time = await BeginAsync(folder, "Pricing for hospitals");
            var index = new DataDirectory(folder).IndexFolderOf(null);
            AgeIndex(Directory.GetDirectories(index, "lucene-*").Single());
            using var mayWrite = new ManualResetEventSlim();
            var engine = LuceneEngine.Open(index);
            engine.BeforeCreate = (_, _) => mayWrite.Wait(Stop);
            await using var hub = await StartAsync(engine, folder, time);
            using var rep = await hub.SignInAsAsync("Rita Rep");
            try
            {
                await hub.UntilAsync(state => state.IsRebuilding);
                var (status, state, says) = await HealthAsync(rep);
                Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy", "The search index is being built."), (status, state, says));
                using var asked = await rep.GetAsync("/api/v1/search?q=hospitals");
                Assert.Equal(HttpStatusCode.ServiceUnavailable, asked.StatusCode);
            }
            finally
            {
                // The hub could not end either while it waits.
                mayWrite.Set();
            }

            await hub.IndexedAsync();
            Assert.Equal((HttpStatusCode.OK, "healthy"), await StatusAsync(rep));
            Assert.Equal(1, (await rep.FindAsync("q=hospitals")).Total());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task FirstIndex_ThatFindsNoRoom_KeepsTheNodeOutOfTurn_UntilThereIs()
    {
        var folder = Directory.CreateTempSubdirectory("hub-index-").FullName;
        try
        {
            var engine = LuceneEngine.Open(folder);
            engine.BeforeCreate = (_, _) => throw Full();
            await using var hub = await StartAsync(engine);
            using var rep = await hub.SignInAsAsync("Rita Rep");
            await TestData.In(hub).Clip("Pricing for hospitals").PublishedAsync();
            await hub.UntilAsync(state => state.Error is not null);

            var (status, state, says) = await HealthAsync(rep);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy"), (status, state));
            Assert.Contains("could not be built; it tries again", says, StringComparison.Ordinal);

            engine.BeforeCreate = null;
            await hub.IndexedAsync();
            Assert.Equal((HttpStatusCode.OK, "healthy"), await StatusAsync(rep));
            Assert.Equal(1, (await rep.FindAsync("q=hospitals")).Total());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task RebuildThatFillsTheDisk_IsTold_WhileTheOldIndexServes_AndSucceedsOnceThereIsRoom()
    {
        var folder = Directory.CreateTempSubdirectory("hub-index-").FullName;
        try
        {
            var engine = LuceneEngine.Open(folder);
            await using var hub = await StartAsync(engine);
            using var rep = await hub.SignInAsAsync("Rita Rep");
            await TestData.In(hub).Clip("Pricing for hospitals").PublishedAsync();
            await hub.IndexedAsync();
            var old = engine.Opened!.Path;
            var files = 0;

            // Some of the new index fits, and the old one goes on taking changes.
            engine.BeforeCreate = (path, _) =>
            {
                if (!path.StartsWith(old, StringComparison.Ordinal) && ++files > 3) throw Full();
            };
            await using (var database = hub.OpenDatabase())
            {
                database.Changes.Add(new ChangeRow { ItemId = ChangeRow.Everything, At = hub.Time.GetUtcNow() });
                await database.SaveChangesAsync(Stop);
            }

            await hub.UntilAsync(state => state.Error is not null);
            var (status, state, says) = await HealthAsync(rep);
            Assert.Equal((HttpStatusCode.OK, "degraded"), (status, state));
            Assert.Contains("it tries again", says, StringComparison.Ordinal);
            await TestData.In(hub).Clip("Pricing for schools").PublishedAsync();
            await hub.UntilAsync(_ => engine.Items == 2);
            Assert.Equal(2, (await rep.FindAsync("q=pricing")).Total());
            Assert.Equal(old, engine.Opened!.Path);
            Assert.Single(Directory.GetDirectories(folder, "lucene-*"));

            engine.BeforeCreate = null;
            await hub.IndexedAsync();
            Assert.NotEqual(old, engine.Opened!.Path);
            Assert.Equal((HttpStatusCode.OK, "healthy"), await StatusAsync(rep));
            Assert.Equal(2, (await rep.FindAsync("q=pricing")).Total());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task MergeThatFillsTheDisk_IsTold_WhileChangesAndSearchesGoOn_AndSucceedsByItselfOnceThereIsRoom()
    {
        var folder = Directory.CreateTempSubdirectory("hub-index-").FullName;
        try
        {
            var engine = LuceneEngine.Open(folder);
            engine.BeforeCreate = (_, isMerge) =>
            {
                if (isMerge) throw Full();
            };
            await using var hub = await StartAsync(engine);
            using var rep = await hub.SignInAsAsync("Rita Rep");
            await hub.IndexedAsync();
            var published = 0;
            while (engine.Trouble is null)
            {
                Assert.True(++published < 40, "Nothing was merged.");
                await TestData.In(hub).Clip($"Objection number{published}").PublishedAsync();
                await hub.IndexedAsync();
            }

            await hub.UntilAsync(state => state.Trouble is not null);
            var (status, state, says) = await HealthAsync(rep);
            Assert.Equal((HttpStatusCode.OK, "degraded"), (status, state));
            Assert.Contains("could not be joined", says, StringComparison.Ordinal);
            Assert.DoesNotContain(folder, says, StringComparison.Ordinal);
            await TestData.In(hub).Clip("Objection after all").PublishedAsync();
            await hub.IndexedAsync();
            Assert.Equal(published + 1, (await rep.FindAsync("q=objection&limit=100")).Total());

            // Nobody changes anything any more.
            engine.BeforeCreate = null;
            var before = Segments(engine);
            await hub.UntilAsync(now => now.Trouble is null);
            Assert.Equal((HttpStatusCode.OK, "healthy"), await StatusAsync(rep));
            Assert.Equal(published + 1, (await rep.FindAsync("q=objection&limit=100")).Total());
            Assert.False(engine.NeedsRebuild);
            Assert.InRange(before, 5, 100);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Segments(LuceneEngine engine) => Directory.GetFiles(engine.Opened!.Path, "*.si").Length;

    private static IOException Full() => new("No space left on device", NoSpaceLeft);

    private static Task<TestHub> StartAsync(LuceneEngine engine, string? folder = null, ManualTime? time = null) =>
        TestHub.StartAsync(folder, replace: services => services.AddSingleton<ISearchEngine>(_ => engine), time: time);

    private static async Task<ManualTime> BeginAsync(string folder, string title)
    {
        await using var hub = await TestHub.StartAsync(folder, settings: ["Search:Engine=lucene"]);
        await TestData.In(hub).Clip(title).PublishedAsync();
        await hub.IndexedAsync();
        return hub.Time;
    }

    private static void AgeIndex(string path)
    {
        using var directory = new FileDirectory(path);
        using var writer = WriterSettings.Open(directory, isNew: false, isBuilding: false, _ => { });
        writer.SetCommitData(new Dictionary<string, string>(writer.CommitData) { ["version"] = "older" });
        writer.Commit();
    }

    private static async Task<(HttpStatusCode Code, string Index)> StatusAsync(TestBrowser browser)
    {
        var (code, index, _) = await HealthAsync(browser);
        return (code, index);
    }

    /// <summary>The answer's code, and what it says of the index.</summary>
    private static async Task<(HttpStatusCode Code, string Index, string Says)> HealthAsync(TestBrowser browser)
    {
        using var answer = await browser.GetAsync("/health/ready");
        var index = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("checks").GetProperty("index");
        return (answer.StatusCode, index.GetProperty("status").GetString()!, index.GetProperty("says").GetString()!);
    }
}
