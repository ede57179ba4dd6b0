using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Library;

/// <summary>The edges of trust (FIELD, Lifecycle): due within 14 days of the review date, unverified after it; the same in the program and in the database.</summary>
public sealed class ItemTrustTests(SharedHub shared) : IClassFixture<SharedHub>
{
    [Theory]
    [InlineData(400, TrustStatus.Verified)]
    [InlineData(15, TrustStatus.Verified)]
    [InlineData(14, TrustStatus.Due)]
    [InlineData(0, TrustStatus.Due)]
    [InlineData(-1, TrustStatus.Unverified)]
    [InlineData(-365, TrustStatus.Unverified)]
    public async Task Trust_ChangesOnTheDayThatTheFieldNames(int reviewDueInDays, TrustStatus expected)
    {
        var today = new DateOnly(2026, 3, 10);
        var item = await TestData.In(shared.Hub).Playbook($"Due in {reviewDueInDays}").Saying("Text").Verified(daysAgo: 500, reviewDueInDays: reviewDueInDays).PublishedAsync();
        Assert.Equal(expected, item.TrustOn(today));
        await using var database = shared.Hub.OpenDatabase();
        foreach (var trust in Enum.GetValues<TrustStatus>())
            Assert.Equal(trust == expected, await database.Items.WithTrust(trust, today).AnyAsync(row => row.Id == item.Id, TestContext.Current.CancellationToken));
    }
}
