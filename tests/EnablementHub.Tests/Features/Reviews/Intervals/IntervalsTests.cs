using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Reviews.Intervals;

public sealed class IntervalsTests(StudioHub studio) : IClassFixture<StudioHub>
{
    private const string Page = "/admin/review-intervals";

    [Theory]
    [InlineData("kind:clip", "", "Clip: enter a number of days from 7 to 730.")]
    [InlineData("kind:clip", "6", "from 7 to 730")]
    [InlineData("kind:clip", "731", "from 7 to 730")]
    [InlineData("kind:clip", "-30", "from 7 to 730")]
    [InlineData("kind:clip", "99999999999999999999", "from 7 to 730")]
    [InlineData("topic:intervals", "a month", "Intervals: enter a number of days from 7 to 730, or leave it empty.")]
    [InlineData("competitor:any", "0", "Competitors: enter")]
    public async Task Save_OfWhatIsNoNumberOfDays_KeepsWhatWasTyped_AndChangesNothing(string scope, string typed, string sentence)
    {
        await TestData.In(studio.Hub).FacetAsync("topic", "intervals", "Intervals");
        studio.Hub.Time.Advance(TimeSpan.FromSeconds(4));
        var answer = await studio.Lead.PostAsync(Page, Page, ("kind:playbook", "77"), (scope, typed));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await TextAsync(answer), StringComparison.Ordinal);
        if (typed.Length > 0) Assert.Contains($"value=\"{typed}\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await using var database = studio.Hub.OpenDatabase();
        Assert.False(await database.ReviewIntervals.AnyAsync(interval => interval.Days == 77, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("kind:poem")]
    [InlineData("topic:nothing-like-it")]
    [InlineData("speaker:maria")]
    public async Task Save_ForAScopeThatDoesNotExist_IsRefused(string scope) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.PostAsync(Page, Page, (scope, "30"))).StatusCode);

    [Fact]
    public async Task Save_HoldsFromTheNextReviewOn_AndNeverChangesTrust()
    {
        var clip = await TestData.In(studio.Hub).Clip("Interval").WithCues().Verified(daysAgo: 100, reviewDueInDays: 80).PublishedAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync(Page, Page, ("kind:clip", "30"))).StatusCode);
        var same = await studio.ReadAsync(clip.Id);
        Assert.Equal(clip.ReviewDueOn, same.ReviewDueOn);
        Assert.Equal(TrustStatus.Verified, same.TrustOn(new DateOnly(2026, 3, 10)));
        await VerifyAsync(clip.Id);
        Assert.Equal(new DateOnly(2026, 4, 9), (await studio.ReadAsync(clip.Id)).ReviewDueOn);
        await using var database = studio.Hub.OpenDatabase();
        Assert.Equal("kind:clip: 180 → 30", (await database.Audit.OrderByDescending(entry => entry.Id).FirstAsync(entry => entry.Action == "review-intervals.changed", TestContext.Current.CancellationToken)).Detail);
        await studio.Lead.PostAsync(Page, Page, ("kind:clip", "180"));
    }

    [Fact]
    public async Task Pricing_AndCompetitors_AreCheckedMonthly_AndATopicsOwnIntervalGoesBeforeTheKind()
    {
        var pricing = await TestData.In(studio.Hub).Playbook("Prices").Saying("Text").About("topic", "pricing").About("topic", "other").PublishedAsync();
        var competitor = await TestData.In(studio.Hub).Playbook("Against them").Saying("Text").About("competitor", "rivals-inc").PublishedAsync();
        var evergreen = await TestData.In(studio.Hub).Playbook("Our story").Saying("Text").About("topic", "story").PublishedAsync();
        studio.Hub.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync(Page, Page, ("topic:story", "365"))).StatusCode);
        foreach (var (item, due) in new[] { (pricing, new DateOnly(2026, 4, 9)), (competitor, new DateOnly(2026, 4, 9)), (evergreen, new DateOnly(2027, 3, 10)) })
        {
            await VerifyAsync(item.Id);
            Assert.Equal(due, (await studio.ReadAsync(item.Id)).ReviewDueOn);
        }

        // Emptied, the kind's own interval holds again.
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync(Page, Page, ("topic:pricing", ""))).StatusCode);
        await VerifyAsync(pricing.Id);
        Assert.Equal(new DateOnly(2026, 6, 8), (await studio.ReadAsync(pricing.Id)).ReviewDueOn);
        await studio.Lead.PostAsync(Page, Page, ("topic:pricing", "30"));
    }

    [Fact]
    public void Defaults_AreTheFieldsOwn()
    {
        var table = new IntervalTable(new Dictionary<string, int>());
        Assert.Equal([180, 90, 180, 90, 365, 365], ItemKinds.All.Select(kind => table.Of(IntervalScopes.Of(kind))));
        Assert.Equal(30, table.Of(IntervalScopes.OfTopic("pricing")));
        Assert.Equal(30, table.Of(IntervalScopes.AnyCompetitor));
    }

    private async Task VerifyAsync(int id)
    {
        var answer = await studio.Lead.PostAsync("/studio/new", $"/studio/{id}/verify", ("revision", $"{await studio.RevisionAsync(id)}"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
