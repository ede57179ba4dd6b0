using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Tests.Features.Search.Engine;

public abstract partial class SearchEngineContract
{
    [Fact]
    public async Task Ranking_TitleThenSummaryAndTagsThenBodyThenTranscript()
    {
        await PutAsync(
            Item(5, "E") with { Cues = [new IndexedCue(0, 1, "", "procurement")] },
            Item(4, "D", body: "procurement"),
            Item(3, "C") with { Tags = ["procurement"] },
            Item(2, "B", summary: "procurement"),
            Item(1, "Procurement"));

        var order = InOrder("procurement");

        Assert.Equal(1, order[0]);
        Assert.Equal([2, 3], order[1..3].Order());
        Assert.Equal([4, 5], order[3..]);
    }

    [Fact]
    public async Task Ranking_ManyMentionsInTheBody_DoNotBeatTheTitle()
    {
        await PutAsync(Item(1, "Something", string.Join(' ', Enumerable.Repeat("procurement", 50))) with { Plays = 5000, PublishedAt = Now }, Item(2, "Procurement") with { PublishedAt = Now.AddYears(-3) });

        Assert.Equal([2, 1], InOrder("procurement"));
    }

    [Fact]
    public async Task Ranking_OfEquals_FreshVerifiedAndUsedComeFirst()
    {
        await PutAsync(
            Item(1, "Price talk"),
            Item(2, "Price talk") with { VerifiedUntil = Now.AddDays(10) },
            Item(3, "Cost talk"),
            Item(4, "Cost talk") with { PublishedAt = Now.AddDays(-1) },
            Item(5, "Fee talk"),
            Item(6, "Fee talk") with { Plays = 400 },
            Item(7, "Rate talk") with { VerifiedUntil = Now.AddDays(-1) },
            Item(8, "Rate talk") with { VerifiedUntil = Now.AddDays(1) });

        Assert.Equal([2, 1], InOrder("price"));
        Assert.Equal([4, 3], InOrder("cost"));
        Assert.Equal([6, 5], InOrder("fee"));
        Assert.Equal([8, 7], InOrder("rate"));
    }

    [Fact]
    public async Task Ranking_WordsSideBySide_ComeBeforeWordsFarApart()
    {
        await PutAsync(
            Item(1, "A", "discovery is a thing that takes time and many people do not like to make a call"),
            Item(2, "B", "the discovery call is a thing that takes time and many people do not like it"));

        Assert.Equal([2, 1], InOrder("discovery call"));
    }

    [Fact]
    public async Task Ranking_RareWord_CountsMoreThanACommonOne()
    {
        await PutAsync([
            .. Enumerable.Range(10, 40).Select(id => Item(id, $"Filler {id}", "pricing")),
            Item(1, "A", "pricing pricing welcome"), Item(2, "B", "escrow welcome")]);

        var outcome = Search("pricing escrow zebra");

        Assert.True(outcome.AnyWord);
        Assert.Equal(2, outcome.Hits[0].Id);
    }

    [Fact]
    public async Task Sort_ByNewestAndMostPlayed_OrdersAllHits()
    {
        await PutAsync(
            Item(1, "Price") with { PublishedAt = Now.AddDays(-3), Plays = 10 },
            Item(2, "Other", "price") with { PublishedAt = Now.AddDays(-1), Plays = 5 },
            Item(3, "Other", "price") with { PublishedAt = Now.AddDays(-2), Plays = 20 });

        Assert.Equal([2, 3, 1], Search(Query("price") with { Sort = SearchSort.Newest }).Hits.Select(hit => hit.Id));
        Assert.Equal([3, 1, 2], Search(Query("price") with { Sort = SearchSort.MostPlayed }).Hits.Select(hit => hit.Id));
        Assert.Equal([3, 1, 2], Search(Query("") with { Sort = SearchSort.MostPlayed }).Hits.Select(hit => hit.Id));
    }

    [Fact]
    public async Task Why_NamesFieldsAndWhatElseSpokeForIt()
    {
        await PutAsync(Item(1, "Price talk", "the price") with { VerifiedUntil = Now.AddDays(1), Plays = 50 }, Item(2, "Price talk") with { PublishedAt = Now.AddYears(-9) });

        var hits = Search("price").Hits;
        var best = hits[0].Why;

        Assert.Equal(SearchField.Title, best[0].Field);
        Assert.Contains(best, why => why is { Reason: WhyReason.Matched, Field: SearchField.Body });
        Assert.Contains(best, why => why.Reason == WhyReason.Fresh);
        Assert.Contains(best, why => why.Reason == WhyReason.Verified);
        Assert.Contains(best, why => why.Reason == WhyReason.WellUsed);
        Assert.Equal([WhyReason.Matched], hits[1].Why.Select(why => why.Reason));
        Assert.Contains(Search("price talk").Hits[0].Why, why => why.Reason == WhyReason.Close);
    }

    [Fact]
    public async Task Ranking_SecondLanguageWithFewItems_DoesNotComeFirstForThat()
    {
        await PutAsync([
            .. Enumerable.Range(1, 30).Select(id => Item(id, "Call planning")),
            Item(100, "Notizen", "ein call") with { Language = "de" }]);

        Assert.Equal(100, Search(Query("call") with { Limit = 50 }).Hits[^1].Id);
    }
}
