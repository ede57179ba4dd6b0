using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Tests.Features.Search.Engine;

public abstract partial class SearchEngineContract
{
    private Task PutCatalogueAsync() => PutAsync(
        Item(1, "Price talk") with { Kind = "clip", Facets = Values(("topic", ["pricing"]), ("persona", ["cfo"])) },
        Item(2, "Price talk") with { Kind = "clip", Facets = Values(("topic", ["pricing", "renewal"]), ("persona", ["cio"])) },
        Item(3, "Price talk") with { Kind = "playbook", Facets = Values(("topic", ["renewal"]), ("persona", ["cfo"])) },
        Item(4, "Price talk") with { Kind = "playbook" },
        Item(5, "Welcome") with { Kind = "link", Facets = Values(("topic", ["pricing"])) });

    private static string Counts(SearchOutcome outcome, string dimension) =>
        string.Join(' ', outcome.Facets.GetValueOrDefault(dimension, []).Select(count => $"{count.Value}:{count.Count}"));

    [Fact]
    public async Task Facets_OfWhatWasFound_CountEachValue()
    {
        await PutCatalogueAsync();

        var outcome = Search(Query("price") with { WithFacets = true });

        Assert.Equal("clip:2 playbook:2", Counts(outcome, "kind"));
        Assert.Equal("pricing:2 renewal:2", Counts(outcome, "topic"));
        Assert.Equal("cfo:2 cio:1", Counts(outcome, "persona"));
        Assert.Empty(Search("price").Facets);
    }

    [Fact]
    public async Task Facets_OfTheChosenDimension_StillShowItsAlternatives()
    {
        await PutCatalogueAsync();

        var outcome = Search(Query("price") with { WithFacets = true, Filters = Values(("topic", ["renewal"])) });

        Assert.Equal(2, outcome.Total);
        Assert.Equal("pricing:2 renewal:2", Counts(outcome, "topic"));
        Assert.Equal("clip:1 playbook:1", Counts(outcome, "kind"));
        Assert.Equal("cfo:1 cio:1", Counts(outcome, "persona"));
        Assert.Equal(2, outcome.OutsideFilters);
    }

    [Fact]
    public async Task Facets_OfTwoChosenDimensions_CountEachUnderTheOther()
    {
        await PutCatalogueAsync();

        var outcome = Search(Query("price") with { WithFacets = true, Filters = Values(("topic", ["renewal"]), ("kind", ["clip"])) });

        Assert.Equal([2], outcome.Hits.Select(hit => hit.Id));
        Assert.Equal("pricing:2 renewal:1", Counts(outcome, "topic"));
        Assert.Equal("clip:1 playbook:1", Counts(outcome, "kind"));
        Assert.Equal("cio:1", Counts(outcome, "persona"));
    }

    [Fact]
    public async Task Filter_SeveralValues_MeansAnyOfThem()
    {
        await PutCatalogueAsync();

        Assert.Equal([1, 2, 3], Found(Query("price") with { Filters = Values(("topic", ["renewal", "pricing"])) }));
        Assert.Equal([1, 3], Found(Query("price") with { Filters = Values(("topic", ["renewal", "pricing"]), ("persona", ["cfo"])) }));
        Assert.Equal([1, 2, 3, 4], Found(Query("price") with { Filters = Values(("topic", [])) }));
    }

    [Fact]
    public async Task Filter_UnknownValueOrDimension_FindsNothingAndTellsHowManyAreOutside()
    {
        await PutCatalogueAsync();

        var unknownValue = Search(Query("price") with { Filters = Values(("topic", ["nonsense"])), WithFacets = true });
        var unknownDimension = Search(Query("price") with { Filters = Values(("planet", ["mars"])), WithFacets = true });

        Assert.Equal((0, 4), (unknownValue.Total, unknownValue.OutsideFilters));
        Assert.Equal("pricing:2 renewal:2", Counts(unknownValue, "topic"));
        Assert.Equal((0, 4), (unknownDimension.Total, unknownDimension.OutsideFilters));
    }

    [Fact]
    public async Task Search_WithoutWords_ShowsAllThatTheFiltersLeave()
    {
        await PutCatalogueAsync();

        var outcome = Search(Query("  ") with { Filters = Values(("topic", ["pricing"])), WithFacets = true });

        Assert.Equal([1, 2, 5], outcome.Hits.Select(hit => hit.Id).Order());
        Assert.Equal("clip:2 link:1", Counts(outcome, "kind"));
    }

    [Fact]
    public async Task Facets_AfterAChange_CountTheNewValues()
    {
        await PutCatalogueAsync();
        await PutAsync(Item(1, "Price talk") with { Facets = Values(("topic", ["discounts"]), ("season", ["spring"])) });
        await RemoveAsync(2);

        var outcome = Search(Query("price") with { WithFacets = true });

        Assert.Equal("discounts:1 renewal:1", Counts(outcome, "topic"));
        Assert.Equal("spring:1", Counts(outcome, "season"));
        Assert.Equal(3, outcome.Total);
    }

    [Fact]
    public async Task Pages_ThroughAllHits_ShowEachOnce()
    {
        await PutAsync([.. Enumerable.Range(1, 95).Select(id => Item(id, "Price talk") with { PublishedAt = Now.AddDays(-(id % 7)), Plays = id % 5 })]);

        foreach (var sort in Enum.GetValues<SearchSort>())
        {
            var seen = new List<int>();
            for (var offset = 0; offset < 110; offset += 10)
            {
                var outcome = Search(Query("price") with { Offset = offset, Limit = 10, Sort = sort });
                Assert.Equal(95, outcome.Total);
                seen.AddRange(outcome.Hits.Select(hit => hit.Id));
            }

            Assert.Equal(Enumerable.Range(1, 95), seen.Order());
        }
    }

    [Fact]
    public async Task Page_BeyondAllHits_IsEmptyButCounts()
    {
        await PutAsync(Item(1, "Price talk"));

        var outcome = Search(Query("price") with { Offset = 100 });
        var none = Search(Query("price") with { Limit = 0 });

        Assert.Equal((1, 0), (outcome.Total, outcome.Hits.Count));
        Assert.Equal((1, 0), (none.Total, none.Hits.Count));
    }
}
