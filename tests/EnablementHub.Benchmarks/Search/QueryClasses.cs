using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Benchmarks.Search;

/// <summary>The kinds of questions that the limits in numbers were measured with, picked by how much they find in the corpus at hand.</summary>
public sealed class QueryClasses
{
    public QueryClasses(ISearchEngine engine, int size)
    {
        var common = Nearest(Enumerable.Range(0, 300), rank => SearchCorpus.Word(rank), word => Count(engine, Ask(word)), size * 0.099);
        var medium = Nearest(Enumerable.Range(500, 2000), rank => SearchCorpus.Word(rank), word => Count(engine, Ask(word)), size * 0.009);
        var other = SearchCorpus.Word(400);
        Prefix = Nearest(Enumerable.Range(0, 1500), rank => SearchCorpus.Word(rank)[..3], prefix => Count(engine, Ask(prefix) with { LastWordUnfinished = true }), size * 0.28);
        Common = Ask(common);

        // Together they find nothing, so each of the rare words brings its own.
        var never = SearchCorpus.Word(39_000);
        All =
        [
            ("common word", Common),
            ("medium word", Ask(medium)),
            ("two words, both", Ask($"{common} {other}")),
            ("three words, any", Ask($"{medium} {other} {never}x")),
            ("phrase", Ask($"\"{SearchCorpus.Word(2)} {SearchCorpus.Word(5)}\"")),
            ("three-letter prefix", Ask(Prefix) with { LastWordUnfinished = true }),
        ];
    }

    public SearchQuery Common { get; }

    public string Prefix { get; }

    public IReadOnlyList<(string Name, SearchQuery Query)> All { get; }

    private static SearchQuery Ask(string text) => new() { Text = text, Viewer = Visibility.Everything, Now = SearchCorpus.Now, ForgiveTypos = false };

    private static int Count(ISearchEngine engine, SearchQuery query) => engine.Search(query with { Limit = 0 }).Total;

    private static string Nearest(IEnumerable<int> ranks, Func<int, string> text, Func<string, int> count, double wanted)
    {
        // Every eighth is near enough and keeps the search short.
        return ranks.Where(rank => rank % 8 == 0).Select(text).Distinct().MinBy(candidate => Math.Abs(count(candidate) - wanted))!;
    }
}
