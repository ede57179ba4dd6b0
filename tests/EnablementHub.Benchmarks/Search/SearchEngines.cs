using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Engine.Fts5;
#if WITH_LUCENE
using EnablementHub.Features.Search.Engine.Lucene;
#endif

namespace EnablementHub.Benchmarks.Search;

/// <param name="Open">Takes the directory of the index.</param>
/// <param name="SlowestCommonWord">What the slowest of a hundred answers to a common word may take, in milliseconds.</param>
/// <param name="ItemsACoreSecond">What indexing must reach; null: only shown.</param>
/// <param name="TimesFasterThanSql">How many times faster than facets in SQL it must be; null: only shown.</param>
public sealed record MeasuredEngine(string Name, Func<string, ISearchEngine> Open, double SlowestCommonWord, double? ItemsACoreSecond, double? TimesFasterThanSql);

/// <summary>The engines of this build.</summary>
public static class SearchEngines
{
    public static IReadOnlyList<MeasuredEngine> All { get; } =
    [
#if WITH_LUCENE
        new("Lucene.Net", LuceneEngine.Open, SlowestCommonWord: 5, ItemsACoreSecond: 5000, TimesFasterThanSql: 30),
#endif
        new("FTS5", Fts5Engine.Open, SlowestCommonWord: 50, ItemsACoreSecond: null, TimesFasterThanSql: null),
    ];
}
