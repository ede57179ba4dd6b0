using System.Net;
using System.Text.RegularExpressions;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Usage;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Reviews.Health;

public sealed partial class HealthTests
{
    [Fact]
    public async Task Page_SaysTheHeadline_AndEveryNumberIsTheLengthOfItsList()
    {
        await using var hub = await TestHub.StartAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", "lead");
        var empty = await lead.ReadAsync("/reviews/health");
        Assert.Contains("Nothing was played in the last 90 days. 0 of 0 published items are verified.", empty, StringComparison.Ordinal);
        var left = await hub.AddPersonAsync("Gone Gustav", "expert");
        var data = TestData.In(hub);
        var verified = await data.Clip("Verified and played").WithMedia().WithCues().Verified(reviewDueInDays: 90).PublishedAsync();
        var due = await data.Clip("Due and played").WithMedia().WithCues().Verified(reviewDueInDays: 5).PublishedAsync();
        var stale = await data.Clip("Stale and played").WithMedia().WithCues().Verified(daysAgo: 200, reviewDueInDays: -20).PublishedAsync();
        await data.Clip("Never checked, silent").WithMedia().ExpiringOn(new DateOnly(2026, 4, 1)).PublishedAsync();
        await data.Playbook("Unused").Verified().OwnedBy(left).ExpiringOn(new DateOnly(2026, 5, 20)).PublishedAsync();
        await data.Playbook("With a gap").Saying($"::: say\n![Good]({"item:" + verified.Id})\n:::\n\n::: say\n![Stale](item:{stale.Id})\n:::\n\n::: say\nNothing to hear.\n:::\n").Verified().PublishedAsync();
        await using (var database = hub.OpenDatabase())
        {
            foreach (var (item, plays) in new[] { (verified, 80), (due, 4), (stale, 16) }) database.Add(new ItemDay { ItemId = item.Id, Day = new DateOnly(2026, 3, 1), Plays = plays });
            database.Add(new ItemDay { ItemId = stale.Id, Day = new DateOnly(2025, 11, 1), Plays = 1_000 });
            await database.Users.Where(person => person.Id == left.Id).ExecuteUpdateAsync(set => set.SetProperty(person => person.DisabledAt, hub.Time.GetUtcNow()), TestContext.Current.CancellationToken);
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var page = WebUtility.HtmlDecode(await lead.ReadAsync("/reviews/health"));
        Assert.Contains("84 of 100 plays in the last 90 days were on content that is verified today: 84 %. The target is 85 %.", page, StringComparison.Ordinal);
        Assert.Contains("With a gap</a> <span class=\"quiet\">2 say blocks without a verified clip", page, StringComparison.Ordinal);
        var links = Counted().Matches(page).Select(match => (Href: match.Groups["href"].Value, Count: int.Parse(match.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(9, links.Count);
        foreach (var (trust, items, plays) in new[] { ("verified", 3, 80), ("due", 1, 4), ("unverified", 2, 16) })
        {
            Assert.Contains($"href=\"/library?status=published&trust={trust}\" aria-label=\"{(trust == "due" ? "Review due" : char.ToUpperInvariant(trust[0]) + trust[1..])}: {items} item", page, StringComparison.Ordinal);
            Assert.Contains($"&sort=most-played\" aria-label=\"{(trust == "due" ? "Review due" : char.ToUpperInvariant(trust[0]) + trust[1..])}: {plays} plays", page, StringComparison.Ordinal);
            Assert.Contains($">{items} {(items == 1 ? "item" : "items")}<", await lead.ReadAsync($"/library?status=published&trust={trust}"), StringComparison.Ordinal);
        }

        foreach (var (href, count) in links) Assert.Contains($">{count} {(count == 1 ? "item" : "items")}<", await lead.ReadAsync(href), StringComparison.Ordinal);
        Assert.Equal(2, links.Single(link => link.Href.EndsWith("fresh-used", StringComparison.Ordinal)).Count);
        Assert.Equal(1, links.Single(link => link.Href.EndsWith("stale-used", StringComparison.Ordinal)).Count);
        Assert.Equal(1, links.Single(link => link.Href.EndsWith("expiring-30", StringComparison.Ordinal)).Count);
        Assert.Equal(2, links.Single(link => link.Href.EndsWith("expiring-90", StringComparison.Ordinal)).Count);
        Assert.Equal(1, links.Single(link => link.Href.EndsWith("orphans", StringComparison.Ordinal)).Count);
        Assert.Equal(1, links.Single(link => link.Href.EndsWith("without-captions", StringComparison.Ordinal)).Count);
    }

    [Fact]
    public async Task SuggestedInterval_ComesFromTheReviewsOfAYear_AndThePlaysOfHalfAYear()
    {
        await using var hub = await TestHub.StartAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", "lead");
        Assert.Contains("Nothing has been reviewed in the last year.", await lead.ReadAsync("/reviews/health"), StringComparison.Ordinal);
        var clip = await TestData.In(hub).Clip("Changed at every second check").WithCues().Verified().PublishedAsync();
        await using (var database = hub.OpenDatabase())
        {
            var now = hub.Time.GetUtcNow();
            for (var review = 0; review < 6; review++)
                database.Add(new TrustEvent { ItemId = clip.Id, At = now.AddDays(-30 * review), Kind = review < 3 ? TrustEventKind.Verified : TrustEventKind.Kept });

            // Older than a year: it counts no more.
            database.Add(new TrustEvent { ItemId = clip.Id, At = now.AddDays(-400), Kind = TrustEventKind.Kept });
            database.Add(new ItemDay { ItemId = clip.Id, Day = new DateOnly(2026, 3, 1), Plays = 7, Views = 3 });
            database.Add(new ItemDay { ItemId = clip.Id, Day = new DateOnly(2025, 10, 1), Plays = 40 });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var page = WebUtility.HtmlDecode(await lead.ReadAsync("/reviews/health"));
        Assert.Contains("3 of 6 reviews changed something; used 10 times in 90 days, 40 in the 90 days before", page, StringComparison.Ordinal);

        // 180 days, halved for what the reviews changed, and a quarter less since people stopped playing it.
        Assert.Contains("<td class=\"number\">180 days</td><td class=\"number\"><strong>70 days</strong></td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slices_AreForLeads_AndUnknownOnesAreLeftOut()
    {
        await using var hub = await TestHub.StartAsync();
        await TestData.In(hub).Playbook("Any playbook").Verified().PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        Assert.Contains("Any playbook", await rep.ReadAsync("/library?slice=orphans"), StringComparison.Ordinal);
        using var lead = await hub.SignInAsAsync("Lena Lead", "lead");
        Assert.Contains("Any playbook", await lead.ReadAsync("/library?slice=nonsense"), StringComparison.Ordinal);
        var orphans = await lead.ReadAsync("/library?slice=orphans");
        Assert.DoesNotContain("Any playbook", orphans, StringComparison.Ordinal);
        Assert.Contains("Remove filter Owner has left", orphans, StringComparison.Ordinal);
    }

    [GeneratedRegex("href=\"(?<href>/library[^\"]*slice=[^\"]*)\"[^>]*>(?<count>[0-9]+)")]
    private static partial Regex Counted();
}
