using EnablementHub.Benchmarks.Search;
using EnablementHub.Features.Search;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Benchmarks.Web;

/// <summary>What a person waits for: the whole search page and the suggestions, over a real connection.</summary>
public static class SearchPageGates
{
    private const int ShortSize = 3_000;
    private const int FullSize = 100_000;

    public static async Task<IReadOnlyList<Gate>> RunAsync(bool isShort)
    {
        var items = isShort ? ShortSize : FullSize;
        await using var hub = await BenchHub.StartAsync(items);
        var words = Enumerable.Range(0, 12).Select(SearchCorpus.Word).ToArray();
        var rows = new List<Gate> { await PageAgainstFixedAsync(hub, words) };
        rows.Add(await UsageEventAsync(hub));
        rows.AddRange(await SlowestAsync(hub, words, items, isShort));
        return rows;
    }

    private static async Task<Gate> PageAgainstFixedAsync(BenchHub hub, string[] words)
    {
        var engine = hub.Services.GetRequiredService<ISearchEngine>();
        var visibility = Visibility.Of(["role:rep"]);
        var turn = 0;
        var page = await Ratio.MeasureAsync(
            () => hub.GetAsync($"/search?q={words[turn++ % words.Length]}"),
            async () =>
            {
                engine.Search(new SearchQuery { Text = words[turn++ % words.Length], Viewer = visibility, Now = TimeProvider.System.GetUtcNow(), WithFacets = true });
                await hub.GetAsync("/bench/search");
            });
        return new Gate("search page against engine + the same page from a fixed model", page.Value, "×", 1.5, IsVoid: page.IsVoid, Detail: page.Detail);
    }

    private static async Task<Gate> UsageEventAsync(BenchHub hub)
    {
        var usage = hub.Services.GetRequiredService<UsageLog>();
        var item = 1;
        var view = await Ratio.MeasureAsync(
            async () =>
            {
                await hub.GetAsync("/bench/search");
                usage.Record(UsageKind.View, hub.PersonId, item++ % 100 + 1);
            },
            () => hub.GetAsync("/bench/search"),
            callsARun: 200);
        return new Gate("a page with a usage event against without", view.Value, "×", 1.05, IsVoid: view.IsVoid, Detail: view.Detail);
    }

    /// <summary>Those that stand in about a tenth of the items, as the common word does that the limits were measured with.</summary>
    private static string[] CommonWords(BenchHub hub, int count, int items)
    {
        var engine = hub.Services.GetRequiredService<ISearchEngine>();
        return
        [
            .. Enumerable.Range(1, 60)
                .Select(step => SearchCorpus.Word(step * 5))
                .OrderBy(word => Math.Abs(engine.Search(new SearchQuery { Text = word, Viewer = Visibility.Everything, Now = SearchCorpus.Now, Limit = 0, ForgiveTypos = false }).Total - (items * 0.099)))
                .Take(count),
        ];
    }

    private static async Task<IEnumerable<Gate>> SlowestAsync(BenchHub hub, string[] words, int items, bool isShort)
    {
        var calls = isShort ? 150 : 600;
        var turn = 0;
        var common = CommonWords(hub, words.Length, items);
        foreach (var word in words.Concat(common)) await hub.GetAsync($"/search?q={word}");
        var pages = await Ratio.TimesAsync(() => hub.GetAsync($"/search?q={common[turn++ % common.Length]}"), calls);
        var everywhere = await Ratio.TimesAsync(() => hub.GetAsync($"/search?q={words[turn++ % words.Length]}"), calls / 2);
        var suggestions = await Ratio.TimesAsync(() => hub.GetAsync($"/search/suggest?q={words[turn++ % words.Length][..(1 + (turn % 4))]}"), calls);
        var size = FormattableString.Invariant($"{items:N0} items");
        return
        [
            new Gate($"search page p99, common words, all facets, {size}", Ratio.Percentile(pages, 0.99), "ms", 50, Detail: FormattableString.Invariant($"p50 {Ratio.Median(pages):0.#} ms")),
            new Gate($"search page p99, the {words.Length} commonest words, in nearly every item, {size}", Ratio.Percentile(everywhere, 0.99), "ms", null, Detail: FormattableString.Invariant($"p50 {Ratio.Median(everywhere):0.#} ms")),
            new Gate($"suggestions p99, {size}", Ratio.Percentile(suggestions, 0.99), "ms", 20, Detail: FormattableString.Invariant($"p50 {Ratio.Median(suggestions):0.##} ms")),
        ];
    }
}
