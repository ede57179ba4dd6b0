using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Reviews.Reminding;

/// <summary>Time travels over both changes of daylight saving in Amsterdam: 29 March and 25 October 2026.</summary>
public sealed class NoteOverdueTests
{
    private const string Job = "note-overdue-reviews";

    [Theory]
    [InlineData("2026-03-28", "2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z")]
    [InlineData("2026-03-29", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z")]
    [InlineData("2026-10-24", "2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z")]
    public async Task TurnOfTheDay_IsTheOrganisations_AlsoWhenTheClocksChange(string dueOn, string lastMoment, string firstMoment)
    {
        var due = DateOnly.Parse(dueOn, System.Globalization.CultureInfo.InvariantCulture);
        var time = new ManualTime(Moment(lastMoment));
        await using var hub = await TestHub.StartAsync(settings: ["Organisation:TimeZone=Europe/Amsterdam"], time: time);
        var days = due.DayNumber - DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).DayNumber;
        var item = await TestData.In(hub).Playbook("Due today").Verified(daysAgo: 30, reviewDueInDays: days).PublishedAsync();
        await hub.RunJobAsync(Job);
        Assert.Null((await ReadAsync(hub, item.Id)).UntrustedReason);
        time.Set(Moment(firstMoment));
        await hub.RunJobAsync(Job);
        var noted = await ReadAsync(hub, item.Id);
        Assert.Equal(TrustReason.IntervalOver, noted.UntrustedReason);
        Assert.Equal(item.ChangedAt, noted.ChangedAt);
    }

    [Fact]
    public async Task Note_IsWrittenOnce_WithHistoryAndAChangeRow_AndEndsWithTheNextVerification()
    {
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).Playbook("Overdue").Saying("Text").Verified(daysAgo: 100, reviewDueInDays: 1).PublishedAsync();
        var fresh = await TestData.In(hub).Playbook("Fresh").Verified(daysAgo: 1, reviewDueInDays: 80).PublishedAsync();
        var never = await TestData.In(hub).Playbook("Never checked").PublishedAsync();
        var changes = await ChangesAsync(hub, item.Id);
        hub.Time.Advance(TimeSpan.FromDays(2));
        await hub.RunJobAsync(Job);
        await hub.RunJobAsync(Job);
        Assert.Equal(changes + 1, await ChangesAsync(hub, item.Id));
        await using var database = hub.OpenDatabase();
        var lost = Assert.Single(await database.TrustEvents.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal((item.Id, TrustEventKind.Lost, TrustReason.IntervalOver, null), (lost.ItemId, lost.Kind, lost.Reason, lost.PersonId));
        Assert.Null((await ReadAsync(hub, fresh.Id)).UntrustedReason);
        Assert.Null((await ReadAsync(hub, never.Id)).UntrustedReason);
        using var lead = await hub.SignInAsAsync("Lena Lead", "lead");
        var page = await lead.ReadAsync($"/items/{item.Id}");
        Assert.Contains("No longer verified: its review is overdue.", page, StringComparison.Ordinal);
        Assert.Contains("since 12 March 2026", page, StringComparison.Ordinal);
        Assert.Contains("The hub ended the verification because its review is overdue", page, StringComparison.Ordinal);
        await lead.PostAsync("/studio/new", $"/studio/{item.Id}/verify", ("revision", $"{(await ReadAsync(hub, item.Id)).Revision}"));
        var verified = await ReadAsync(hub, item.Id);
        Assert.Null(verified.UntrustedReason);
        Assert.Equal(TrustStatus.Verified, verified.TrustOn(new DateOnly(2026, 3, 12)));
        Assert.Contains("Lena Lead verified it as it is until 10 June 2026", await lead.ReadAsync($"/items/{item.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyAtOnce_AreAllNoted()
    {
        await using var hub = await TestHub.StartAsync();
        var one = await TestData.In(hub).Playbook("One of many").Verified(daysAgo: 10, reviewDueInDays: -1).PublishedAsync();
        await using (var database = hub.OpenDatabase())
        {
            for (var number = 0; number < 450; number++)
            {
                var item = new Item(ItemKind.Link, one.OwnerId, hub.Time.GetUtcNow());
                item.Verify(one.OwnerId, hub.Time.GetUtcNow().AddDays(-50), new DateOnly(2026, 2, 1).AddDays(number % 30));
                database.Add(item);
            }

            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await hub.RunJobAsync(Job);
        await using var after = hub.OpenDatabase();
        Assert.Equal(451, await after.TrustEvents.CountAsync(TestContext.Current.CancellationToken));
        Assert.False(await after.Items.AnyAsync(item => item.UntrustedReason == null, TestContext.Current.CancellationToken));
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<Item> ReadAsync(TestHub hub, int id)
    {
        await using var database = hub.OpenDatabase();
        return await database.Items.AsNoTracking().SingleAsync(item => item.Id == id, TestContext.Current.CancellationToken);
    }

    private static async Task<int> ChangesAsync(TestHub hub, int id)
    {
        await using var database = hub.OpenDatabase();
        return await database.Changes.CountAsync(change => change.ItemId == id, TestContext.Current.CancellationToken);
    }
}
