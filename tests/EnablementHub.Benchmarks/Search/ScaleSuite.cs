using System.Diagnostics;
using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Benchmarks.Search;

/// <summary>Ten times the items: how much slower the slowest answers become, class by class, with all facets, snippets and cues.</summary>
public static class ScaleSuite
{
    private const int Times = 10;
    private const int FullSize = 100_000;
    private const int ShortSize = 2_000;

    /// <summary>What the slowest of a hundred answers may take with a million items, in milliseconds, on the engine that large hubs have.</summary>
    private const double SlowestOfAMillion = 50;

    private const double TimesSlower = 15;

    public static async Task<IReadOnlyList<Gate>> RunAsync(MeasuredEngine measured, bool isShort)
    {
        var size = isShort ? ShortSize : FullSize;
        var calls = isShort ? 60 : 300;
        var root = Directory.CreateTempSubdirectory("hub-scale-benchmark-").FullName;
        try
        {
            await using var usual = measured.Open(Path.Combine(root, "usual"));
            await using var large = measured.Open(Path.Combine(root, "large"));
            await BuildAsync(usual, size);
            var (seconds, bytes) = await BuildAsync(large, size * Times);
            var gates = new List<Gate> { new($"{size * Times} items indexed", size * Times / seconds, "items/s", Limit: null, Detail: FormattableString.Invariant($"{seconds:0} s, {bytes / 1e6:0} MB of memory held afterwards")) };
            var (before, after) = (new QueryClasses(usual, size).All, new QueryClasses(large, size * Times).All);
            foreach (var (small, many) in before.Zip(after)) gates.AddRange(await ClassAsync(measured, small.Name, (usual, small.Query), (large, many.Query), calls));
            return gates.ConvertAll(gate => gate with { Name = $"{measured.Name}: {gate.Name}" });
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<(double Seconds, long Bytes)> BuildAsync(ISearchEngine engine, int size)
    {
        var watch = Stopwatch.StartNew();
        await engine.RebuildAsync(SearchCorpus.Stream(new SearchCorpus().Items(size)), 1);
        return (watch.Elapsed.TotalSeconds, GC.GetTotalMemory(forceFullCollection: true));
    }

    private static async Task<IReadOnlyList<Gate>> ClassAsync(MeasuredEngine measured, string name, (ISearchEngine Engine, SearchQuery Query) usual, (ISearchEngine Engine, SearchQuery Query) large, int calls)
    {
        // A B B A: what else the machine does meanwhile falls on both.
        var first = await SlowestAsync(usual, calls);
        var second = await SlowestAsync(large, calls * 2);
        var third = await SlowestAsync(usual, calls);
        var few = (first + third) / 2;
        var difference = Math.Max(first / third, third / first);
        return
        [
            new Gate($"p99 with ten times the items, {name}", second / few, "×", TimesSlower, IsVoid: difference > 1.5, Detail: FormattableString.Invariant($"{second:0.##} ms against {few:0.##} ms, {large.Engine.Search(large.Query).Total} hits against {usual.Engine.Search(usual.Query).Total}")),
            new Gate($"p99 of the many, {name}", second, "ms", measured.ItemsACoreSecond is null ? null : SlowestOfAMillion),
        ];
    }

    private static async Task<double> SlowestAsync((ISearchEngine Engine, SearchQuery Query) side, int calls) => Ratio.Percentile(
        await Ratio.TimesAsync(
            () =>
            {
                side.Engine.Search(side.Query with { WithFacets = true });
                return Task.CompletedTask;
            },
            calls),
        0.99);
}
