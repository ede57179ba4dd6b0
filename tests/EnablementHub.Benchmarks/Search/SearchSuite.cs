using System.Diagnostics;
using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Benchmarks.Search;

/// <summary>The search engine without the web around it: what facets and audiences cost, how long the slowest answers take, and whether they are right.</summary>
public static class SearchSuite
{
    private const int FullSize = 100_000;
    private const int ShortSize = 10_000;
    private const int ReopenSize = 10_000;
    private const int PublishingRounds = 3;

    public static async Task<IReadOnlyList<Gate>> RunAsync(MeasuredEngine measured, bool isShort)
    {
        var size = isShort ? ShortSize : FullSize;
        var calls = isShort ? 20 : 50;
        var root = Directory.CreateTempSubdirectory("hub-search-benchmark-").FullName;
        try
        {
            var gates = new List<Gate>();
            await using (var engine = measured.Open(Path.Combine(root, "large")))
            {
                // In a short run compiling the program takes longer than indexing.
                gates.Add(await BuildAsync(engine, size, isShort ? null : measured.ItemsACoreSecond));
                var classes = new QueryClasses(engine, size);
                gates.AddRange(await FacetsAsync(engine, classes, calls));
                gates.Add(await AudienceAsync(engine, classes, calls));
                gates.Add(await AgainstSqlAsync(measured, engine, classes, Path.Combine(root, "bare.db"), size, isShort ? 10 : 20));
                gates.Add(await SlowestAsync("Search p99, common word, all facets, snippets and cues", measured.SlowestCommonWord, classes.Common with { WithFacets = true }, engine, calls * 20));
                gates.Add(await SuggestAsync(engine, classes, calls * 8));
                gates.Add(await FindableAsync(engine, calls * 4));
                gates.Add(await WhilePublishingAsync(engine, classes, isShort ? 2 : 5));
            }

            gates.Add(await ReopenAsync(measured, Path.Combine(root, "small")));
            gates.Add(await SearchOracleCheck.RunAsync(measured, Path.Combine(root, "oracle"), isShort ? 400 : 1500, isShort ? 60 : 300));
            return gates.ConvertAll(gate => gate with { Name = $"{measured.Name}: {gate.Name}" });
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<Gate> BuildAsync(ISearchEngine engine, int size, double? limit)
    {
        var items = new SearchCorpus().Items(size).ToList();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await engine.RebuildAsync(SearchCorpus.Stream(items), 1);
        process.Refresh();
        var coreSeconds = (process.TotalProcessorTime - before).TotalSeconds;
        return new Gate(
            "Items indexed a second of a core", size / coreSeconds, "items/s", limit, AtLeast: true,
            Detail: FormattableString.Invariant($"{size} items in {watch.Elapsed.TotalSeconds:0.0} s, {coreSeconds:0.0} s of processor time"));
    }

    private static async Task<IReadOnlyList<Gate>> FacetsAsync(ISearchEngine engine, QueryClasses classes, int calls)
    {
        var gates = new List<Gate>();
        var logarithms = 0.0;
        var isVoid = false;
        foreach (var (name, query) in classes.All)
        {
            var result = await Ratio.MeasureAsync(() => Ask(engine, query with { WithFacets = true }), () => Ask(engine, query), callsARun: calls);
            logarithms += Math.Log(result.Value);
            isVoid |= result.IsVoid;
            gates.Add(new Gate($"Facets on against off, {name}", result.Value, "×", Limit: null, IsVoid: result.IsVoid, Detail: $"{result.Detail}, {engine.Search(query).Total} hits"));
        }

        gates.Add(new Gate("Facets on against off, all query classes", Math.Exp(logarithms / classes.All.Count), "×", 1.6, IsVoid: isVoid, Detail: "geometric mean"));
        return gates;
    }

    private static async Task<Gate> AudienceAsync(ISearchEngine engine, QueryClasses classes, int calls)
    {
        var query = classes.Common with { WithFacets = true };
        var viewer = Visibility.Of(["role:1", "team:3", "team:17"]);
        var result = await Ratio.MeasureAsync(() => Ask(engine, query with { Viewer = viewer }), () => Ask(engine, query), callsARun: calls);
        return new Gate("Audience filter on against off", result.Value, "×", 1.25, IsVoid: result.IsVoid, Detail: result.Detail);
    }

    private static async Task<Gate> AgainstSqlAsync(MeasuredEngine measured, ISearchEngine engine, QueryClasses classes, string path, int size, int calls)
    {
        using var sql = new SqlFacets(path, new SearchCorpus().Items(size));
        var query = classes.Common with { WithFacets = true };
        var result = await Ratio.MeasureAsync(
            () =>
            {
                sql.Ask(query.Text);
                return Task.CompletedTask;
            },
            () => Ask(engine, query),
            callsARun: calls);
        return new Gate("SQLite FTS5 with facets in SQL against this engine, common word", result.Value, "×", measured.TimesFasterThanSql, AtLeast: true, result.IsVoid, result.Detail);
    }

    private static async Task<Gate> SlowestAsync(string name, double limit, SearchQuery query, ISearchEngine engine, int calls)
    {
        var times = await Ratio.TimesAsync(() => Ask(engine, query), calls);
        return new Gate(name, Ratio.Percentile(times, 0.99), "ms", limit, Detail: FormattableString.Invariant($"p50 {Ratio.Median(times):0.##} ms, {engine.Search(query).Total} hits"));
    }

    private static async Task<Gate> SuggestAsync(ISearchEngine engine, QueryClasses classes, int calls)
    {
        var viewer = Visibility.Of(["role:1", "team:3"]);
        var typed = new[] { classes.Prefix[..1], classes.Prefix[..2], classes.Prefix, classes.Common.Text, $"{classes.Common.Text} {classes.Prefix[..2]}" };
        var number = 0;
        var times = await Ratio.TimesAsync(
            () =>
            {
                engine.Suggest(new SuggestQuery { Text = typed[number++ % typed.Length], Viewer = viewer, Now = SearchCorpus.Now });
                return Task.CompletedTask;
            },
            calls);
        return new Gate("Suggestions p99, one letter to two words", Ratio.Percentile(times, 0.99), "ms", 20, Detail: FormattableString.Invariant($"p50 {Ratio.Median(times):0.##} ms"));
    }

    private static async Task<Gate> FindableAsync(ISearchEngine engine, int calls)
    {
        var corpus = new SearchCorpus();
        var number = 0;
        var times = await Ratio.TimesAsync(
            async () =>
            {
                number++;
                await engine.ApplyAsync([corpus.Item(number) with { Title = $"arrived{number}" }], [], 2);
                if (engine.Search(Question($"arrived{number}")).Total != 1)
                {
                    throw new InvalidOperationException("An item that was applied is not found.");
                }
            },
            calls);
        return new Gate("Applied to findable p99", Ratio.Percentile(times, 0.99), "ms", 100, Detail: FormattableString.Invariant($"p50 {Ratio.Median(times):0.##} ms"));
    }

    private static async Task<Gate> WhilePublishingAsync(ISearchEngine engine, QueryClasses classes, int seconds)
    {
        var query = classes.Common with { WithFacets = true };
        List<double> idle = [], busy = [], control = [];
        var published = 0;
        for (var round = 0; round < PublishingRounds; round++)
        {
            idle.AddRange(await TimesForAsync(engine, query, seconds));
            using var done = new CancellationTokenSource();
            var publishing = PublishAsync(engine, done.Token);
            busy.AddRange(await TimesForAsync(engine, query, seconds * 2));
            await done.CancelAsync();
            published += await publishing;
            control.AddRange(await TimesForAsync(engine, query, seconds));
        }

        var difference = Ratio.Percentile(idle, 0.99) / Ratio.Percentile(control, 0.99);
        var idleSlowest = Ratio.Percentile([.. idle, .. control], 0.99);
        var busySlowest = Ratio.Percentile(busy, 0.99);
        return new Gate(
            "Search p99 while items are published against idle", busySlowest / idleSlowest, "×", 2, IsVoid: Math.Max(difference, 1 / difference) > 1.15,
            Detail: FormattableString.Invariant($"{busySlowest:0.##} ms against {idleSlowest:0.##} ms, p50 {Ratio.Median(busy):0.##} against {Ratio.Median(idle):0.##} ms, {published / (PublishingRounds * seconds * 2.0):0} items/s published"));
    }

    /// <summary>50 items a second, in the batches of ten that a projection makes of them.</summary>
    private static async Task<int> PublishAsync(ISearchEngine engine, CancellationToken done)
    {
        var corpus = new SearchCorpus();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var published = 0;
        var random = new Random(3);
        while (!done.IsCancellationRequested)
        {
            await engine.ApplyAsync([.. Enumerable.Range(0, 10).Select(_ => corpus.Item(random.Next(1, engine.Items)))], [], 3, CancellationToken.None);
            published += 10;
            try
            {
                await timer.WaitForNextTickAsync(done);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return published;
    }

    private static async Task<List<double>> TimesForAsync(ISearchEngine engine, SearchQuery query, int seconds)
    {
        var times = new List<double>();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            times.AddRange(await Ratio.TimesAsync(() => Ask(engine, query), 10));
            await Task.Delay(10);
        }

        return times;
    }

    private static async Task<Gate> ReopenAsync(MeasuredEngine measured, string directory)
    {
        await using (var engine = measured.Open(directory))
        {
            await engine.RebuildAsync(SearchCorpus.Stream(new SearchCorpus().Items(ReopenSize)), 1);
        }

        var times = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var reopened = measured.Open(directory);
            reopened.Search(Question("anything"));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new Gate($"Reopened and asked, {ReopenSize} items", Ratio.Median(times), "ms", 300);
    }

    private static SearchQuery Question(string text) => new() { Text = text, Viewer = Visibility.Everything, Now = SearchCorpus.Now, ForgiveTypos = false };

    private static Task Ask(ISearchEngine engine, SearchQuery query)
    {
        engine.Search(query);
        return Task.CompletedTask;
    }
}
