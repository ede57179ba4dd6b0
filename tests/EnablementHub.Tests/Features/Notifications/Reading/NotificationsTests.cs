using System.Net;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Notifications.Reading;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Notifications.Reading;

public sealed class NotificationsTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Bell_Counts_ThePageLists_AndMarkingAllHolds()
    {
        using var browser = await _hub.SignInAsAsync("Bella Bell");
        Assert.Contains("aria-label=\"Notifications\"", await browser.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Nothing yet", await browser.ReadAsync("/notifications"), StringComparison.Ordinal);
        var person = await _hub.AddPersonAsync("Bella Bell");
        await TellAsync(person.Id, "bell:1", "“Price <b>to</b> a CFO” was changed");
        await TellAsync(person.Id, "bell:2", "You were asked something");
        _hub.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("aria-label=\"Notifications, 2 unread\"", await browser.ReadAsync("/"), StringComparison.Ordinal);
        var page = await browser.ReadAsync("/notifications");
        Assert.Contains("Price &lt;b&gt;to&lt;/b&gt; a CFO", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("You were asked", StringComparison.Ordinal) < page.IndexOf("was changed", StringComparison.Ordinal));

        var newest = await IdAsync("bell:2");
        await TellAsync(person.Id, "bell:3", "Came while the page was open");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/notifications", "/notifications/read-all", ("newest", $"{newest}"))).StatusCode);
        Assert.Contains("aria-label=\"Notifications, 1 unread\"", await browser.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal("/notifications?show=unread", (await browser.PostAsync("/notifications", $"/notifications/{await IdAsync("bell:3")}/read", ("show", "unread"))).Headers.Location!.ToString());
        Assert.Contains("Nothing unread", await browser.ReadAsync("/notifications?show=unread"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoticeOfAnother_IsNotFound_AndStaysUnread()
    {
        using var browser = await _hub.SignInAsAsync("Olga Own");
        var other = await _hub.AddPersonAsync("Otis Other");
        await TellAsync(other.Id, "other:1", "For Otis only");
        var id = await IdAsync("other:1");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/notifications", $"/notifications/{id}/read")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/notifications", "/notifications/987654321/read")).StatusCode);
        await browser.PostAsync("/notifications", "/notifications/read-all", ("newest", $"{long.MaxValue}"));
        await using var database = _hub.OpenDatabase();
        Assert.Null(await database.Notices.Where(notice => notice.Id == id).Select(notice => notice.ReadAt).SingleAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain("For Otis only", await browser.ReadAsync("/notifications"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("all")]
    [InlineData("99999999999999999999")]
    public async Task WrongNewest_IsRefused(string newest)
    {
        using var browser = await _hub.SignInAsAsync("Wanda Wrong");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/notifications", "/notifications/read-all", ("newest", newest))).StatusCode);
    }

    [Fact]
    public async Task LongLists_ArePaged_AndOddPagesAreTheNearest()
    {
        using var browser = await _hub.SignInAsAsync("Paula Pages");
        var person = await _hub.AddPersonAsync("Paula Pages");
        for (var number = 1; number <= 60; number++) await TellAsync(person.Id, $"page:{number}", $"Notice number {number}.");
        Assert.Contains("1 to 25 of 60", await browser.ReadAsync("/notifications"), StringComparison.Ordinal);
        Assert.Contains("51 to 60 of 60", await browser.ReadAsync("/notifications?page=3"), StringComparison.Ordinal);
        Assert.Contains("51 to 60 of 60", await browser.ReadAsync("/notifications?page=99999"), StringComparison.Ordinal);
        foreach (var odd in new[] { "0", "-3", "x", "99999999999999999999" }) Assert.Contains("1 to 25 of 60", await browser.ReadAsync($"/notifications?page={odd}"), StringComparison.Ordinal);
        Assert.Contains("/notifications?show=unread&amp;page=2", await browser.ReadAsync("/notifications?show=unread"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyUnread_AreCountedToAHundred()
    {
        using var browser = await _hub.SignInAsAsync("Mona Many");
        var person = await _hub.AddPersonAsync("Mona Many");
        await using var database = _hub.OpenDatabase();
        for (var number = 0; number < UnreadCounts.Most + 20; number++) new Notices(database, _hub.Time).Tell([person.Id], Of($"many:{number}", "One of many"));
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        _hub.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("aria-label=\"Notifications, 99&#x2B; unread\"", await browser.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TitleOfWhatOneMayNoLongerSee_IsHidden()
    {
        var item = await TestData.In(_hub).Playbook("Secret plan of the board").PublishedAsync();
        using var browser = await _hub.SignInAsAsync("Sina Seen");
        var person = await _hub.AddPersonAsync("Sina Seen");
        await using (var database = _hub.OpenDatabase())
        {
            new Notices(database, _hub.Time).Tell([person.Id], Of("seen:1", "“Secret plan of the board” was changed") with { ItemId = item.Id });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("Secret plan of the board", await browser.ReadAsync("/notifications"), StringComparison.Ordinal);
        await using (var database = _hub.OpenDatabase())
        {
            var stored = await database.Items.Include(i => i.Audience).SingleAsync(i => i.Id == item.Id, TestContext.Current.CancellationToken);
            stored.SetAudience(["role:lead"]);
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var hidden = await browser.ReadAsync("/notifications");
        Assert.DoesNotContain("Secret plan of the board", hidden, StringComparison.Ordinal);
        Assert.Contains("something that you can no longer open", hidden, StringComparison.Ordinal);
    }

    private static Notice Of(string key, string text) => new() { Kind = NoticeKind.Commented, Key = key, Text = text, Address = "/library" };

    private async Task TellAsync(int personId, string key, string text)
    {
        await using var database = _hub.OpenDatabase();
        new Notices(database, _hub.Time).Tell([personId], Of(key, text));
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task<long> IdAsync(string key)
    {
        await using var database = _hub.OpenDatabase();
        return await database.Notices.Where(notice => notice.Key == key).Select(notice => notice.Id).SingleAsync(TestContext.Current.CancellationToken);
    }
}
