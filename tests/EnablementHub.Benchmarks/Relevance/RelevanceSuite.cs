using EnablementHub.Benchmarks.Search;
using EnablementHub.Data;
using EnablementHub.Features.Search.Cards;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Index;
using EnablementHub.Features.Search.Judging;
using EnablementHub.Features.Seed;
using EnablementHub.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Benchmarks.Relevance;

/// <summary>How well each engine ranks the seed content, by questions that people judged.</summary>
public static class RelevanceSuite
{
    private const int WorstShown = 5;

    public static async Task<IReadOnlyList<Gate>> RunAsync(bool isShort)
    {
        _ = isShort;
        var root = Directory.CreateTempSubdirectory("hub-relevance-").FullName;
        try
        {
            await using var app = HubApplication.Create(new HubArguments { Data = Path.Combine(root, "hub"), Urls = "http://127.0.0.1:0", Settings = ["Logging:LogLevel:Default=Error"] }, _ => { });
            await HubApplication.PrepareAsync(app.Services);
            await using (var scope = app.Services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<LoadSeed>().RunAsync(new SeedFiles(SeedFeature.Folder), CancellationToken.None);
            var gates = new List<Gate>();
            foreach (var measured in SearchEngines.All) gates.AddRange(await JudgeAsync(measured, app.Services, Path.Combine(root, measured.Name)));
            return gates;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Gate>> JudgeAsync(MeasuredEngine measured, IServiceProvider services, string directory)
    {
        await using var engine = measured.Open(directory);
        await FillAsync(engine, services);
        var queries = JudgedQueries.Read(Path.Combine(AppContext.BaseDirectory, "Relevance", "judged-queries.txt"), await IdsByKeyAsync(services));
        var answers = new SearchJudge(engine, Visibility.Everything, TimeProvider.System.GetUtcNow()).Ask(queries);
        foreach (var answer in answers.OrderBy(answer => answer.Quality.Gain).Take(WorstShown))
            Console.WriteLine(FormattableString.Invariant($"   {measured.Name}: {answer.Quality.Gain:0.00} for {answer.Query.Text}"));
        var mean = RankingQuality.Mean([.. answers.Select(answer => answer.Quality)]);
        var detail = $"{queries.Count} judged questions of the seed content";
        return
        [
            new Gate($"{measured.Name}: nDCG@10", mean.Gain, "", 0.8, AtLeast: true, Detail: detail),
            new Gate($"{measured.Name}: MRR", mean.ReciprocalRank, "", 0.9, AtLeast: true, Detail: "first item that answers well"),
            new Gate($"{measured.Name}: success@3", mean.Success, "", 0.9, AtLeast: true, Detail: "what was looked for among the first three"),
        ];
    }

    private static async Task FillAsync(ISearchEngine engine, IServiceProvider services)
    {
        var databases = services.GetRequiredService<IDbContextFactory<HubDbContext>>();
        await new VocabularySource(databases, engine, new FacetNames(), services.GetRequiredService<ContentCards>()).RefreshAsync(CancellationToken.None);
        await engine.RebuildAsync(services.GetRequiredService<IndexSource>().StreamAsync(CancellationToken.None), 1);
    }

    /// <summary>The hub numbers its items, so they are found by their titles, which the seed content has once each.</summary>
    private static async Task<Dictionary<string, int>> IdsByKeyAsync(IServiceProvider services)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var item in services.GetRequiredService<IndexSource>().StreamAsync(CancellationToken.None)) ids[item.Title] = item.Id;
        return new SeedFiles(SeedFeature.Folder).ReadItems().Where(item => ids.ContainsKey(item.Front.Title)).ToDictionary(item => item.Key, item => ids[item.Front.Title], StringComparer.Ordinal);
    }
}
