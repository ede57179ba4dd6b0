using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Tests.Features.Search.Engine;

public abstract partial class SearchEngineContract
{
    private Task PutAudiencesAsync() => PutAsync(
        Item(1, "Price talk for all") with { Facets = Values(("topic", ["open"])) },
        Item(2, "Price talk for reps") with { Audience = ["role:rep"], Facets = Values(("topic", ["reps"])) },
        Item(3, "Price talk for team three") with { Audience = ["team:3", "role:lead"], Facets = Values(("topic", ["team"])), Speaker = "Tamara Three" },
        Item(4, "Price talk for team thirty") with { Audience = ["team:30"], Facets = Values(("topic", ["thirty"])) });

    [Fact]
    public async Task Search_ByAViewer_FindsOnlyWhatTheAudienceAllows()
    {
        await PutAudiencesAsync();

        Assert.Equal([1], Found(Query("price") with { Viewer = Visibility.Public }));
        Assert.Equal([1, 2], Found(Query("price") with { Viewer = Visibility.Of(["role:rep"]) }));
        Assert.Equal([1, 2, 3], Found(Query("price") with { Viewer = Visibility.Of(["role:rep", "team:3"]) }));
        Assert.Equal([1, 3], Found(Query("price") with { Viewer = Visibility.Of(["role:lead"]) }));
        Assert.Equal([1, 2, 3, 4], Found(Query("price") with { Viewer = Visibility.Everything }));
    }

    [Fact]
    public async Task Counts_ForAViewer_HoldNothingHidden()
    {
        await PutAudiencesAsync();

        var outcome = Search(Query("price") with { Viewer = Visibility.Of(["role:rep"]), WithFacets = true, Filters = Values(("topic", ["reps"])) });

        Assert.Equal((1, 1), (outcome.Total, outcome.OutsideFilters));
        Assert.Equal("open:1 reps:1", Counts(outcome, "topic"));
        Assert.Equal("clip:1", Counts(outcome, "kind"));
    }

    [Fact]
    public async Task Search_WithoutWordsByAViewer_CountsNothingHidden()
    {
        await PutAudiencesAsync();

        var outcome = Search(Query("") with { Viewer = Visibility.Of(["role:rep"]), WithFacets = true });

        Assert.Equal(2, outcome.Total);
        Assert.Equal("open:1 reps:1", Counts(outcome, "topic"));
    }

    [Fact]
    public async Task Search_AudienceChanged_HoldsAtOnce()
    {
        await PutAudiencesAsync();
        await PutAsync(Item(1, "Price talk for all") with { Audience = ["team:9"] });

        Assert.Equal([2], Found(Query("price") with { Viewer = Visibility.Of(["role:rep"]) }));
    }

    [Fact]
    public async Task Search_BeforeReleaseAndFromExpiry_FindsNothing()
    {
        var release = Now.AddHours(1);
        var expiry = Now.AddHours(2);
        await PutAsync(Item(1, "Price talk") with { VisibleFrom = release, VisibleUntil = expiry, Facets = Values(("topic", ["pricing"])) });

        Assert.Empty(At(release.AddTicks(-1)).Hits);
        Assert.Empty(At(release.AddTicks(-1)).Facets);
        Assert.Single(At(release).Hits);
        Assert.Single(At(release.ToOffset(TimeSpan.FromHours(5))).Hits);
        Assert.Single(At(expiry.AddTicks(-1)).Hits);
        Assert.Empty(At(expiry).Hits);

        SearchOutcome At(DateTimeOffset now) => Search(Query("price") with { Now = now, WithFacets = true });
    }

    [Fact]
    public void Visibility_OfTheSameGrants_IsTheSame()
    {
        Assert.Equal(Visibility.Of(["role:rep", "team:3"]), Visibility.Of(["team:3", "role:rep", "role:rep"]));
        Assert.NotEqual(Visibility.Of(["role:rep"]), Visibility.Of(["role:rep", "team:3"]));
        Assert.NotEqual(Visibility.Public, Visibility.Everything);
    }
}
