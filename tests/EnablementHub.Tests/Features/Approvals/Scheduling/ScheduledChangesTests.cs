using System.Net;
using EnablementHub.Features.Approvals.Scheduling;
using EnablementHub.Features.Library;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Approvals.Scheduling;

/// <summary>The organisation's day is Berlin's, whose clocks go forward on 29 March 2026.</summary>
public sealed class ScheduledChangesTests : IAsyncLifetime
{
    private TestHub _hub = null!;
    private TestBrowser _lead = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync(settings: ["Organisation:TimeZone=Europe/Berlin"]);
        _lead = await _hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
    }

    public async ValueTask DisposeAsync()
    {
        _lead.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Change_GoesLiveAsItsDayBegins_AndTheLiveVersionStaysUntilThen()
    {
        var item = await PriceSheetAsync();
        var saved = await SaveAsync(_lead, item.Id, ("Body", "A seat costs 30 euros."), ("From", "2026-03-30"), ("Verified", "yes"), ("intent", "publish"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var editor = await _lead.ReadAsync($"/studio/{item.Id}");
        Assert.Contains("The change goes live on 30 March 2026; until then readers see version 1.", editor, StringComparison.Ordinal);
        Assert.Contains("version 2, live on 30 March 2026", editor, StringComparison.Ordinal);
        Assert.Contains("Change on 30 March 2026", await _lead.ReadAsync("/studio"), StringComparison.Ordinal);
        Assert.Contains("Change on 30 March 2026", await _lead.ReadAsync("/library?view=manage"), StringComparison.Ordinal);

        // A second before midnight in Berlin, on the day that has 23 hours.
        _hub.Time.Set(new DateTimeOffset(2026, 3, 29, 21, 59, 59, TimeSpan.Zero));
        await _hub.RunAsync<PublishScheduledChangesJob>();
        Assert.Contains("A seat costs 20 euros.", await ReadByARepAsync(item.Id), StringComparison.Ordinal);

        _hub.Time.Advance(TimeSpan.FromSeconds(1));
        await _hub.RunAsync<PublishScheduledChangesJob>();
        await _hub.RunAsync<PublishScheduledChangesJob>();
        Assert.Contains("A seat costs 30 euros.", await ReadByARepAsync(item.Id), StringComparison.Ordinal);
        var live = await ReadAsync(item.Id);
        Assert.Equal((2, null, null, false), (live.LiveNumber, live.PendingNumber, live.ChangeOn, live.IsChangeVerified));
        Assert.Equal(TrustStatus.Verified, live.TrustOn(new DateOnly(2026, 3, 30)));
        await using var database = _hub.OpenDatabase();
        Assert.Equal(1, await database.Audit.CountAsync(entry => entry.SubjectId == item.Id && entry.Action == "item.published" && entry.Detail.StartsWith("version 2"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("31 March")]
    [InlineData("2026-13-01")]
    [InlineData("0001-01-01")]
    public async Task DayThatCannotBeRead_IsNamed_AndNothingIsLost(string typed)
    {
        var item = await PriceSheetAsync();
        var answer = await SaveAsync(_lead, item.Id, ("Body", "A seat costs 30 euros."), ("From", typed), ("intent", "publish"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Enter the day of the change as year, month and day", page, StringComparison.Ordinal);
        Assert.Contains("A seat costs 30 euros.", page, StringComparison.Ordinal);
        Assert.Equal((1, null), ((await ReadAsync(item.Id)).LiveNumber, (await ReadAsync(item.Id)).PendingNumber));
    }

    [Fact]
    public async Task DayThatHasBegun_IsAtOnce()
    {
        var item = await PriceSheetAsync();
        await PublishAsync(_lead, item.Id, ("Body", "A seat costs 30 euros."), ("From", "2026-03-10"));
        Assert.Equal(2, (await ReadAsync(item.Id)).LiveNumber);
    }

    [Fact]
    public async Task DayAfterTheLastDay_IsRefused()
    {
        var item = await TestData.In(_hub).Playbook("Spring prices").Saying("A seat costs 20 euros.").ExpiringOn(new DateOnly(2026, 3, 31)).PublishedAsync();
        var answer = await SaveAsync(_lead, item.Id, ("Body", "A seat costs 30 euros."), ("From", "2026-04-01"), ("intent", "publish"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Its expiry day has passed by then", await TextAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewWords_EndTheDay_AndSoDoDiscardingAndArchiving()
    {
        var item = await PriceSheetAsync();
        await PublishAsync(_lead, item.Id, ("Body", "A seat costs 30 euros."), ("From", "2026-04-01"));
        await SaveAsync(_lead, item.Id, ("Body", "A seat costs 31 euros."));
        Assert.Contains("The change had a day, for the words that it had then", await _lead.ReadAsync($"/studio/{item.Id}"), StringComparison.Ordinal);
        Assert.Null((await ReadAsync(item.Id)).ChangeOn);
        foreach (var end in new[] { "discard", "archive" })
        {
            await PublishAsync(_lead, item.Id, ("Body", $"A seat costs 3{end.Length} euros."), ("From", "2026-04-01"));
            Assert.NotNull((await ReadAsync(item.Id)).ChangeOn);
            Assert.Equal(HttpStatusCode.Redirect, (await _lead.PostAsync("/studio/new", $"/studio/{item.Id}/{end}", ("revision", $"{(await ReadAsync(item.Id)).Revision}"))).StatusCode);
            Assert.Null((await ReadAsync(item.Id)).ChangeOn);
        }
    }

    /// <summary>The lead chose a day while a review was still open; what the reviewer wants changed doesn't go live by itself.</summary>
    [Fact]
    public async Task ReviewerWhoWantsItChanged_EndsTheDay()
    {
        using var rosa = await _hub.SignInAsAsync("Rosa Reviewer", HubRoles.Expert);
        var reviewer = await _hub.AddPersonAsync("Rosa Reviewer");
        var item = await PriceSheetAsync();
        await SaveAsync(_lead, item.Id, ("Body", "A seat costs 30 euros."));
        Assert.Equal(HttpStatusCode.Redirect, (await _lead.PostAsync("/studio/new", $"/approvals/ask/{item.Id}", ("reviewers", $"{reviewer.Id}"), ("revision", $"{(await ReadAsync(item.Id)).Revision}"))).StatusCode);
        await PublishAsync(_lead, item.Id, ("From", "2026-04-01"));
        Assert.NotNull((await ReadAsync(item.Id)).ChangeOn);
        await using (var database = _hub.OpenDatabase())
        {
            var round = await database.ApprovalRounds.SingleAsync(row => row.ItemId == item.Id, TestContext.Current.CancellationToken);
            await ApprovalHub.DecidedAsync(rosa, round.Id, "changes", "It is 31 euros.");
        }

        Assert.Null((await ReadAsync(item.Id)).ChangeOn);
        _hub.Time.Set(new DateTimeOffset(2026, 4, 1, 6, 0, 0, TimeSpan.Zero));
        await _hub.RunAsync<PublishScheduledChangesJob>();
        Assert.Equal(1, (await ReadAsync(item.Id)).LiveNumber);
    }

    [Fact]
    public async Task WhatCannotGoLiveAnyMore_IsTold_AndHoldsUpNoOther()
    {
        var stuck = await PriceSheetAsync();
        var fine = await TestData.In(_hub).Playbook("Discount ladder").Saying("Ten percent.").PublishedAsync();
        await PublishAsync(_lead, stuck.Id, ("Body", "A seat costs 30 euros."), ("From", "2026-04-01"));
        await PublishAsync(_lead, fine.Id, ("Body", "Five percent."), ("From", "2026-04-01"));

        // Marked external meanwhile, nobody but the author has seen the change.
        await using (var database = _hub.OpenDatabase())
        {
            await database.Items.Where(item => item.Id == stuck.Id).ExecuteUpdateAsync(set => set.SetProperty(item => item.Use, ItemUse.External), TestContext.Current.CancellationToken);
        }

        _hub.Time.Set(new DateTimeOffset(2026, 4, 1, 6, 0, 0, TimeSpan.Zero));
        await _hub.RunAsync<PublishScheduledChangesJob>();
        await _hub.RunAsync<PublishScheduledChangesJob>();
        Assert.Equal(2, (await ReadAsync(fine.Id)).LiveNumber);
        var held = await ReadAsync(stuck.Id);
        Assert.Equal((1, 2, null), (held.LiveNumber, held.PendingNumber, held.ChangeOn));
        await using var after = _hub.OpenDatabase();
        var notice = Assert.Single(await after.Notices.Where(row => row.Kind == NoticeKind.ChangeHeldBack).ToListAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("The change of “Price sheet” didn't go live:", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LaterFirstDay_OfWhatReadersSee_IsRefused_AloneAndInBulk()
    {
        var item = await PriceSheetAsync();
        var alone = await SaveAsync(_lead, item.Id, ("ReleaseOn", "2026-04-01"));
        Assert.Equal(HttpStatusCode.BadRequest, alone.StatusCode);
        Assert.Contains("a later first day would hide it", await TextAsync(alone), StringComparison.Ordinal);
        var many = await _lead.PostAsync("/library", "/library/bulk", ("action", "dates"), ("ids", $"{item.Id}"), ("releaseOn", "2026-04-01"));
        Assert.Contains("a later first day would hide it", await TextAsync(many), StringComparison.Ordinal);
        Assert.Null((await ReadAsync(item.Id)).ReleaseOn);
    }

    private Task<Item> PriceSheetAsync() => TestData.In(_hub).Playbook("Price sheet").Saying("A seat costs 20 euros.").PublishedAsync();

    /// <summary>Days later nobody is signed in any more.</summary>
    private async Task<string> ReadByARepAsync(int id)
    {
        using var rep = await _hub.SignInAsAsync("Rita Rep");
        return await rep.ReadAsync($"/items/{id}");
    }

    private async Task<Item> ReadAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return await database.Items.AsNoTracking().SingleAsync(item => item.Id == id, TestContext.Current.CancellationToken);
    }
}
