using System.Net;
using EnablementHub.Features.Archiving;
using EnablementHub.Features.Library;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Archiving;

public sealed class ArchiveRulesTests : IAsyncLifetime
{
    private TestHub _hub = null!;
    private TestBrowser _lead = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync(settings: ["Organisation:TimeZone=Europe/Amsterdam", "Sessions:DaysUntilExpiry=365"], time: new ManualTime(new DateTimeOffset(2025, 9, 20, 9, 0, 0, TimeSpan.Zero)));
        _lead = await _hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
    }

    public async ValueTask DisposeAsync()
    {
        _lead.Dispose();
        await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData("", "days", "Enter a number of days from 30 to 3650")]
    [InlineData("", "29", "Enter a number of days from 30 to 3650")]
    [InlineData("", "3651", "Enter a number of days from 30 to 3650")]
    [InlineData("", "-180", "Enter a number of days from 30 to 3650")]
    [InlineData("", "99999999999", "Enter a number of days from 30 to 3650")]
    [InlineData("song", "180", "Choose the kind from the list")]
    public async Task WrongFields_AreRefusedWithASentence_AndStay(string kind, string days, string sentence)
    {
        foreach (var answer in new[] { await _lead.GetAsync($"/archiving/what-if?kind={kind}&days={days}"), await _lead.PostAsync("/archiving", "/archiving/rules", ("kind", kind), ("days", days)) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains(sentence, html, StringComparison.Ordinal);
            Assert.Contains($"value=\"{days}\"", html, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _lead.PostAsync("/archiving", "/archiving/rules/987654/remove")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _lead.PostAsync("/archiving", "/archiving/items/987654/keep")).StatusCode);
    }

    /// <summary>From the twentieth of September over both ends of summer time: 180 unused days, then seven of notice, to the day.</summary>
    [Fact]
    public async Task UnverifiedAndUnused_IsAnnouncedAfter180Days_AndArchivedSevenDaysLater()
    {
        var idle = await TestData.In(_hub).Clip("Idle").WithCues().PublishedAsync();
        var verified = await TestData.In(_hub).Clip("Verified").WithCues().Verified(reviewDueInDays: 400).PublishedAsync();
        var played = await TestData.In(_hub).Clip("Played").WithCues().PublishedAsync();
        var viewed = await TestData.In(_hub).Clip("Only looked at").WithCues().PublishedAsync();
        var read = await TestData.In(_hub).Playbook("Read").PublishedAsync();
        await UseAsync(played, new DateOnly(2026, 1, 5), plays: 1);
        await UseAsync(viewed, new DateOnly(2026, 1, 5), views: 1);
        await UseAsync(read, new DateOnly(2026, 1, 5), views: 1);
        await SaveRuleAsync("", 180);

        await OnAsync("2026-03-19T22:59:59Z");
        Assert.Empty(await QueueAsync());
        Assert.Contains("It would take nothing today", await _lead.ReadAsync("/archiving/what-if?days=180"), StringComparison.Ordinal);
        await OnAsync("2026-03-19T23:00:00Z");
        Assert.Equal([idle.Id, viewed.Id], await QueueAsync());
        Assert.Contains("goes on 27 March 2026", await _lead.ReadAsync("/archiving"), StringComparison.Ordinal);

        await OnAsync("2026-03-26T22:59:59Z");
        Assert.Equal(PublicationState.Published, await StateAsync(idle));
        await OnAsync("2026-03-26T23:00:00Z");
        Assert.Equal(PublicationState.Archived, await StateAsync(idle));
        Assert.Equal(PublicationState.Archived, await StateAsync(viewed));
        foreach (var kept in new[] { verified, played, read }) Assert.Equal(PublicationState.Published, await StateAsync(kept));

        // Brought back, its days count anew: a rule doesn't take it again at once.
        await using var database = _hub.OpenDatabase();
        var revision = await database.Items.Where(item => item.Id == idle.Id).Select(item => item.Revision).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, (await _lead.PostAsync("/archiving", $"/studio/{idle.Id}/restore", ("revision", $"{revision}"))).StatusCode);
        await OnAsync("2026-04-05T10:00:00Z");
        Assert.Equal(PublicationState.Published, await StateAsync(idle));
        Assert.Empty(await QueueAsync());
    }

    [Fact]
    public async Task RemovedRule_TakesItsNoticesAlong_AndSaysSo()
    {
        var idle = await TestData.In(_hub).Clip("Idle and announced").WithCues().PublishedAsync();
        await SaveRuleAsync("clip", 120);
        await OnAsync("2026-02-10T10:00:00Z");
        Assert.Contains(idle.Id, await QueueAsync());
        await using var database = _hub.OpenDatabase();
        foreach (var rule in await database.ArchiveRules.Select(rule => rule.Id).ToListAsync(TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.Redirect, (await _lead.PostAsync("/archiving", $"/archiving/rules/{rule}/remove")).StatusCode);
        Assert.Contains("what it had announced leaves the queue", await _lead.ReadAsync("/archiving"), StringComparison.Ordinal);
        Assert.Empty(await QueueAsync());
        await OnAsync("2026-02-18T10:00:00Z");
        Assert.Equal(PublicationState.Published, await StateAsync(idle));
    }

    [Fact]
    public async Task TouchedPlayedVerifiedOrKept_DuringNotice_DropsOut_AndWhatOthersUseIsHeld()
    {
        var owner = await _hub.AddPersonAsync("Erik Expert", HubRoles.Expert);
        var names = new[] { "changed", "played", "verified", "kept", "used", "gone" };
        var items = new Dictionary<string, Item>();
        foreach (var name in names) items[name] = await TestData.In(_hub).Clip(name).OwnedBy(owner).WithCues().PublishedAsync();
        var user = await TestData.In(_hub).Playbook("The user").Saying($"![Listen](/items/{items["used"].Id})").Verified(reviewDueInDays: 400).PublishedAsync();
        await SaveRuleAsync("clip", 100);
        await OnAsync("2026-01-10T10:00:00Z");
        Assert.Equal(names.Length, (await QueueAsync()).Count);

        using var expert = await _hub.SignInAsAsync("Erik Expert");
        using var other = await _hub.SignInAsAsync("Olga Other", HubRoles.Expert);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsync("/archiving", $"/archiving/items/{items["kept"].Id}/keep")).StatusCode);
        Assert.DoesNotContain(">kept<", await other.ReadAsync("/archiving"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await expert.PostAsync("/archiving", "/archiving/rules", ("days", "180"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await expert.PostAsync("/archiving", $"/archiving/items/{items["kept"].Id}/keep")).StatusCode);
        await UseAsync(items["played"], new DateOnly(2026, 1, 11), plays: 1);
        await TouchAsync(items["changed"], (item, now) => item.Touch(now));
        await TouchAsync(items["verified"], (item, now) => item.Verify(owner.Id, now, new DateOnly(2027, 1, 1)));

        await OnAsync("2026-01-17T10:00:00Z");
        Assert.Equal([items["used"].Id], await QueueAsync());
        Assert.Equal(PublicationState.Archived, await StateAsync(items["gone"]));
        foreach (var name in names.Except(["gone"])) Assert.Equal(PublicationState.Published, await StateAsync(items[name]));
        Assert.Contains("held back: others use it", await _lead.ReadAsync("/archiving"), StringComparison.Ordinal);
        await TouchAsync(user, (item, now) => item.Archive(now));
        await OnAsync("2026-01-18T10:00:00Z");
        Assert.Equal(PublicationState.Archived, await StateAsync(items["used"]));
    }

    [Fact]
    public async Task WhatIf_ShowsExactlyWhatTheRuleTakes_AndARemovedRuleTakesNothing()
    {
        var clip = await TestData.In(_hub).Clip("Would go").WithCues().PublishedAsync();
        await TestData.In(_hub).Playbook("Another kind").PublishedAsync();
        _hub.Time.Set(new DateTimeOffset(2026, 2, 1, 9, 0, 0, TimeSpan.Zero));
        var page = await _lead.ReadAsync("/archiving/what-if?kind=clip&days=90");
        Assert.Contains("It would take 1 item today", page, StringComparison.Ordinal);
        Assert.Contains("Would go", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Another kind", page, StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        Assert.False(await database.ArchiveRules.AnyAsync(TestContext.Current.CancellationToken));

        await SaveRuleAsync("clip", 90);
        await SaveRuleAsync("clip", 90);
        await RunAsync();
        Assert.Equal([clip.Id], await QueueAsync());
        var rule = await database.ArchiveRules.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, (await _lead.PostAsync("/archiving", $"/archiving/rules/{rule.Id}/remove")).StatusCode);
        await OnAsync("2026-03-01T10:00:00Z");
        Assert.Empty(await QueueAsync());
        Assert.Equal(PublicationState.Published, await StateAsync(clip));
    }

    private async Task SaveRuleAsync(string kind, int days) =>
        Assert.Equal(HttpStatusCode.Redirect, (await _lead.PostAsync("/archiving", "/archiving/rules", ("kind", kind), ("days", $"{days}"))).StatusCode);

    private async Task OnAsync(string instant)
    {
        _hub.Time.Set(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
        await RunAsync();
    }

    private async Task RunAsync()
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ApplyArchiveRules>().RunAsync(TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<int>> QueueAsync()
    {
        await using var database = _hub.OpenDatabase();
        return await database.ArchiveAnnouncements.OrderBy(entry => entry.ItemId).Select(entry => entry.ItemId).ToListAsync();
    }

    private async Task<PublicationState> StateAsync(Item item)
    {
        await using var database = _hub.OpenDatabase();
        return await database.Items.Where(i => i.Id == item.Id).Select(i => i.State).SingleAsync();
    }

    private async Task UseAsync(Item item, DateOnly day, int plays = 0, int views = 0)
    {
        await using var database = _hub.OpenDatabase();
        database.Add(new ItemDay { ItemId = item.Id, Day = day, Plays = plays, Views = views });
        await database.SaveChangesAsync();
    }

    private async Task TouchAsync(Item item, Action<Item, DateTimeOffset> change)
    {
        await using var database = _hub.OpenDatabase();
        change(await database.Items.SingleAsync(i => i.Id == item.Id), _hub.Time.GetUtcNow());
        await database.SaveChangesAsync();
    }
}
