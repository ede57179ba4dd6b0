using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Tests.Features.Search.Engine;

/// <summary>Random items, changes and questions: an engine that ranks as the hub means it gives the same totals, counts and first twenty as looking at every item.</summary>
public abstract class SearchEngineOracleContract : SearchEngineContract
{
    private static readonly string[] Vocabulary =
    [
        "price", "prices", "pricing", "call", "calls", "discovery", "champion", "champions", "renewal", "renewals", "budget", "discount", "discounts", "objection", "objections",
        "procurement", "negotiation", "negotiate", "contract", "contracts", "vertrag", "gesprach", "gesprache", "kunden", "kunde", "preis", "preise", "webinar", "pipeline", "forecast",
        "quota", "territory", "stakeholder", "security", "review", "legal", "onboarding", "value", "roi", "churn", "expansion", "upsell", "outbound", "inbound", "persona", "battlecard",
    ];

    private static readonly DateTimeOffset Today = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Search_OfRandomItemsAndChanges_EqualsLookingAtEveryItem(int seed)
    {
        var random = new Random(seed);
        var items = Enumerable.Range(1, 250).ToDictionary(id => id, id => RandomItem(random, id));
        await Engine.RebuildAsync(Stream(items.Values), 1, cancellationToken: Stop);
        for (var round = 0; round < 6; round++)
        {
            var oracle = new SearchOracle(items.Values);
            for (var question = 0; question < 40; question++)
            {
                AssertSame(oracle, RandomQuery(random));
            }

            await ChangeAsync(random, items, watermark: 2 + round);
            if (round == 3)
            {
                await CloseAsync();
            }
        }
    }

    private async Task ChangeAsync(Random random, Dictionary<int, IndexedItem> items, long watermark)
    {
        var upserts = Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(1, 320)).Distinct().Select(id => RandomItem(random, id)).ToArray();
        var deletes = Enumerable.Range(0, random.Next(0, 25)).Select(_ => random.Next(1, 320)).Except(upserts.Select(item => item.Id)).ToArray();
        await Engine.ApplyAsync(upserts, deletes, watermark, Stop);
        foreach (var item in upserts)
        {
            items[item.Id] = item;
        }

        foreach (var id in deletes)
        {
            items.Remove(id);
        }
    }

    private void AssertSame(SearchOracle oracle, SearchQuery query)
    {
        var expected = oracle.Ask(query);
        var actual = Search(query);

        Assert.True(expected.Total == actual.Total, $"[{query.Text}] {query.LastWordUnfinished} {string.Join(";", query.Filters.Select(filter => filter.Key + "=" + string.Join(",", filter.Value)))}: {expected.Total} expected, {actual.Total} found");
        Assert.Equal(expected.OutsideFilters, actual.OutsideFilters);
        Assert.Equal(expected.AnyWord, actual.AnyWord);
        Assert.Equal(
            expected.Facets.OrderBy(facet => facet.Key).Select(facet => $"{facet.Key}: {string.Join(", ", facet.Value.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}"))}"),
            actual.Facets.OrderBy(facet => facet.Key).Select(facet => $"{facet.Key}: {string.Join(", ", facet.Value.OrderBy(count => count.Value).Select(count => $"{count.Value} {count.Count}"))}"));

        // Equal scores may differ in the last digits, and so in their order.
        var scores = expected.Ranked.ToDictionary(hit => hit.Id, hit => hit.Score);
        Assert.Equal(Math.Min(query.Limit, expected.Total), actual.Hits.Count);
        for (var place = 0; place < actual.Hits.Count; place++)
        {
            var (id, score) = expected.Ranked[place];
            var hit = actual.Hits[place];
            Assert.True(hit.Id == id || query.Sort == SearchSort.Relevance && Math.Abs(scores[hit.Id] - score) < 1e-5 * Math.Max(1, score), $"{query.Text} at {place}: {hit.Id} instead of {id}");
            Assert.Equal(scores[hit.Id], hit.Score, 1e-5 * Math.Max(1, score));
        }
    }

    private static string Text(Random random, int words)
    {
        // The product of two numbers makes the first words of the list common and the last ones rare.
        return string.Join(' ', Enumerable.Range(0, words).Select(_ => Vocabulary[(int)(random.NextDouble() * random.NextDouble() * Vocabulary.Length)]));
    }

    private static IndexedItem RandomItem(Random random, int id) => new()
    {
        Id = id,
        Kind = random.Next(3) == 0 ? "playbook" : "clip",
        Language = random.Next(4) == 0 ? "de" : "en",
        Title = Text(random, random.Next(1, 6)),
        Summary = Text(random, random.Next(0, 12)),
        Tags = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text(random, random.Next(1, 3)))],
        Body = Text(random, random.Next(0, 40)),
        Cues = [.. Enumerable.Range(0, random.Next(4)).Select(number => new IndexedCue(number, number + 1, "", Text(random, random.Next(1, 8))))],
        Facets = new Dictionary<string, IReadOnlyList<string>>
        {
            ["topic"] = [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"t{random.Next(6)}").Distinct()],
            ["persona"] = [.. Enumerable.Range(0, random.Next(2)).Select(_ => $"p{random.Next(3)}")],
        },
        Audience = random.Next(3) == 0 ? [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"team:{random.Next(4)}").Distinct()] : [],
        VisibleFrom = random.Next(8) == 0 ? Today.AddDays(random.Next(-3, 3)) : null,
        VisibleUntil = random.Next(8) == 0 ? Today.AddDays(random.Next(-3, 3)) : null,
        PublishedAt = Today.AddDays(-random.Next(400)),
        VerifiedUntil = random.Next(2) == 0 ? Today.AddDays(random.Next(-20, 60)) : null,
        Plays = random.Next(3) == 0 ? random.Next(1500) : 0,
    };

    private static SearchQuery RandomQuery(Random random)
    {
        var words = Enumerable.Range(0, random.Next(0, 4)).Select(_ => Text(random, 1)).Distinct().ToList();
        if (random.Next(4) == 0)
        {
            words.Insert(0, $"\"{Text(random, 2)}\"");
        }

        var unfinished = random.Next(3) == 0 && words.Count > 0 && words[^1][0] != '"';
        if (unfinished)
        {
            words[^1] = words[^1][..Math.Max(2, words[^1].Length - random.Next(4))];
        }

        var filters = new Dictionary<string, IReadOnlyList<string>>();
        if (random.Next(2) == 0)
        {
            filters["topic"] = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"t{random.Next(6)}")];
        }

        if (random.Next(3) == 0)
        {
            filters[random.Next(2) == 0 ? "kind" : "persona"] = [random.Next(2) == 0 ? "clip" : "p1"];
        }

        return new SearchQuery
        {
            Text = string.Join(' ', words),
            Filters = filters,
            Viewer = random.Next(3) == 0 ? Visibility.Everything : Visibility.Of([$"team:{random.Next(4)}", $"team:{random.Next(4)}"]),
            Now = Today,
            WithFacets = true,
            LastWordUnfinished = unfinished,
            ForgiveTypos = false,
            Sort = random.Next(4) == 0 ? (SearchSort)random.Next(3) : SearchSort.Relevance,
        };
    }
}
