using EnablementHub.Features.Search.Engine;
using EnablementHub.Tests.Features.Search.Engine;

namespace EnablementHub.Benchmarks.Search;

/// <summary>Totals, facet counts and the first twenty against looking at every item.</summary>
internal static class SearchOracleCheck
{
    public static async Task<Gate> RunAsync(MeasuredEngine measured, string directory, int size, int questions)
    {
        var items = new SearchCorpus().Items(size).ToList();
        await using var engine = measured.Open(directory);
        await engine.RebuildAsync(SearchCorpus.Stream(items), 1);
        var oracle = new SearchOracle(items);
        var random = new Random(17);
        var wrong = Enumerable.Range(0, questions).Count(_ => !IsSame(oracle, engine, Ask(random)));
        return new Gate("Answers that differ from a brute-force oracle", wrong, "answers", 0, Detail: $"{questions} questions, {size} items: hits, facet counts, first 20");
    }

    private static SearchQuery Ask(Random random)
    {
        var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => SearchCorpus.Word((int)(random.NextDouble() * random.NextDouble() * 600))).Distinct());
        return new SearchQuery
        {
            Text = random.Next(5) == 0 ? $"\"{SearchCorpus.Word(random.Next(6))} {SearchCorpus.Word(random.Next(6))}\"" : text,
            Filters = random.Next(2) == 0 ? [] : new Dictionary<string, IReadOnlyList<string>> { ["topic"] = [$"topic-{random.Next(6)}", $"topic-{random.Next(20)}"], ["kind"] = ["clip", "playbook"] },
            Viewer = random.Next(2) == 0 ? Visibility.Everything : Visibility.Of([$"team:{random.Next(40)}", $"role:{random.Next(5)}"]),
            Now = SearchCorpus.Now,
            WithFacets = true,
            LastWordUnfinished = random.Next(4) == 0,
            ForgiveTypos = false,
        };
    }

    private static bool IsSame(SearchOracle oracle, ISearchEngine engine, SearchQuery query)
    {
        var expected = oracle.Ask(query);
        var actual = engine.Search(query);
        var scores = expected.Ranked.ToDictionary(hit => hit.Id, hit => hit.Score);
        return expected.Total == actual.Total
            && expected.OutsideFilters == actual.OutsideFilters
            && expected.AnyWord == actual.AnyWord
            && expected.Facets.Count == actual.Facets.Count
            && expected.Facets.All(facet => actual.Facets[facet.Key].Count == facet.Value.Count && actual.Facets[facet.Key].All(count => facet.Value[count.Value] == count.Count))
            && actual.Hits.Count == Math.Min(query.Limit, expected.Total)
            && actual.Hits.Select((hit, place) => Math.Abs(scores[hit.Id] - expected.Ranked[place].Score) <= 1e-5 * Math.Max(1, hit.Score)).All(isRight => isRight);
    }
}
