using EnablementHub.Features.Library;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Reviews.Reminding;

/// <summary>The escalation clock, day by day, in Amsterdam and over the change to daylight saving on 29 March 2026.</summary>
public sealed class RemindReviewersTests : IAsyncLifetime
{
    private static readonly DateOnly Due = new(2026, 3, 27);
    private TestHub _hub = null!;
    private Person _lead = null!;
    private Person _verifier = null!;
    private Person _backup = null!;
    private Person _owner = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync(settings: ["Organisation:TimeZone=Europe/Amsterdam"], time: new ManualTime(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero)));
        _lead = await _hub.AddPersonAsync("Lena Lead", "lead");
        _verifier = await _hub.AddPersonAsync("Vera Verifier", "expert");
        _backup = await _hub.AddPersonAsync("Bert Backup", "expert");
        _owner = await _hub.AddPersonAsync("Olga Owner", "expert");
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Ladder_ReachesVerifierBackupAndLead_OnTheirDays_AcrossTheChangeOfClocks()
    {
        await ItemAsync("Discount rules");
        var told = await LiveUntilAsync(new DateOnly(2026, 4, 26));
        Assert.Equal([-14, -3, 0, 7, 14, 21, 28], told[_verifier.Id]);
        Assert.Equal([7, 14, 21, 28], told[_backup.Id]);
        Assert.Equal([14, 21, 28], told[_lead.Id]);
        Assert.False(told.ContainsKey(_owner.Id));
    }

    [Fact]
    public async Task ManyItems_AreOneNoticeADay_ThatNamesTheWorst()
    {
        for (var number = 1; number <= 12; number++) await ItemAsync($"Item {number}", dueIn: 27 - number);
        await GoToAsync(Due.AddDays(1));
        await _hub.RunJobAsync("remind-reviewers");
        await _hub.RunJobAsync("remind-reviewers");
        await using var database = _hub.OpenDatabase();
        var notice = Assert.Single(await database.Notices.Where(row => row.PersonId == _verifier.Id).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal("“Item 12” and 11 more wait for your check: 12 overdue.", notice.Text);
        Assert.Equal(NoticeKind.ReviewDue, notice.Kind);
        Assert.Equal("/reviews?who=me", notice.Address);
    }

    [Fact]
    public async Task Verification_EndsTheLadder_AndTheNextOneBegins()
    {
        var item = await ItemAsync("Verified in time");
        await LiveUntilAsync(Due.AddDays(1));
        await using (var database = _hub.OpenDatabase())
        {
            var stored = await database.Items.SingleAsync(i => i.Id == item.Id, TestContext.Current.CancellationToken);
            stored.Verify(_verifier.Id, _hub.Time.GetUtcNow(), Due.AddDays(91));
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var told = await LiveUntilAsync(Due.AddDays(92));
        Assert.Equal([-14, -3, 0, 77, 88, 91], told[_verifier.Id]);
        Assert.False(told.ContainsKey(_backup.Id));
    }

    [Fact]
    public async Task Groups_AreAllAsked_UntilOneClaims()
    {
        var team = await TestData.In(_hub).TeamAsync("Pricing desk");
        await TestData.In(_hub).JoinAsync(_verifier, team);
        await TestData.In(_hub).JoinAsync(_backup, team);
        var item = await ItemAsync("Of a group", change: stored =>
        {
            stored.SetVerifier(null, team.Id);
            stored.BackupId = _owner.Id;
        });
        await LiveUntilAsync(Due.AddDays(-14));
        await ChangeAsync(item, stored => stored.ClaimReview(_backup.Id));
        var told = await LiveUntilAsync(Due);
        Assert.Equal([-14], told[_verifier.Id]);
        Assert.Equal([-14, -3, 0], told[_backup.Id]);
    }

    [Fact]
    public async Task WhoLeft_IsNotAsked_AndWhatIsPostponedOrGone_IsNotTold()
    {
        await ItemAsync("Nobody is left");
        var postponed = await ItemAsync("Put off", change: stored => stored.PostponeReview(Due.AddDays(10)));
        var archived = await ItemAsync("In the archive", change: stored => stored.Archive(_hub.Time.GetUtcNow()));
        await using (var database = _hub.OpenDatabase())
        {
            await database.Users.Where(person => person.Id == _verifier.Id || person.Id == _backup.Id).ExecuteUpdateAsync(set => set.SetProperty(person => person.DisabledAt, _hub.Time.GetUtcNow()), TestContext.Current.CancellationToken);
        }

        var told = await LiveUntilAsync(Due.AddDays(10));
        Assert.False(told.ContainsKey(_verifier.Id));
        Assert.Equal([-14, -3, 0, 7], told[_lead.Id]);
        await using var after = _hub.OpenDatabase();
        Assert.Equal(Due.AddDays(11), (await after.Items.SingleAsync(item => item.Id == postponed.Id, TestContext.Current.CancellationToken)).RemindOn);
        Assert.All(await after.Notices.Select(notice => notice.Text).ToListAsync(TestContext.Current.CancellationToken), text => Assert.Contains("“Nobody is left” waits", text, StringComparison.Ordinal));
        Assert.NotEqual(0, archived.Id);
    }

    private async Task<Item> ItemAsync(string title, int dueIn = 26, Action<Item>? change = null)
    {
        var item = await TestData.In(_hub).Playbook(title).OwnedBy(_owner).Verified(daysAgo: 60, reviewDueInDays: dueIn).PublishedAsync();
        await ChangeAsync(item, stored =>
        {
            stored.SetVerifier(_verifier.Id, null);
            stored.BackupId = _backup.Id;
            change?.Invoke(stored);
        });
        return item;
    }

    private async Task ChangeAsync(Item item, Action<Item> change)
    {
        await using var database = _hub.OpenDatabase();
        change(await database.Items.SingleAsync(stored => stored.Id == item.Id, TestContext.Current.CancellationToken));
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Lets every day pass, its turn and its noon; answers on which days, counted from the review date, each person was told.</summary>
    private async Task<Dictionary<int, List<int>>> LiveUntilAsync(DateOnly last)
    {
        for (var day = DateOnly.FromDateTime(_hub.Time.GetUtcNow().UtcDateTime); day <= last; day = day.AddDays(1))
        {
            await GoToAsync(day);
            await _hub.RunJobAsync("note-overdue-reviews");
            await _hub.RunJobAsync("remind-reviewers");
            _hub.Time.Advance(TimeSpan.FromHours(12));
            await _hub.RunJobAsync("remind-reviewers");
        }

        await using var database = _hub.OpenDatabase();
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var rows = await database.Notices.OrderBy(notice => notice.Id).Select(notice => new { notice.PersonId, At = notice.CreatedAt }).ToListAsync(TestContext.Current.CancellationToken);
        return rows.GroupBy(row => row.PersonId).ToDictionary(
            group => group.Key,
            group => group.Select(row => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(row.At, zone).DateTime).DayNumber - Due.DayNumber).ToList());
    }

    /// <summary>One minute after midnight in Amsterdam.</summary>
    private Task GoToAsync(DateOnly day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var local = day.ToDateTime(new TimeOnly(0, 1));
        var moment = new DateTimeOffset(local, zone.GetUtcOffset(local));
        if (moment > _hub.Time.GetUtcNow()) _hub.Time.Set(moment);
        return Task.CompletedTask;
    }
}
