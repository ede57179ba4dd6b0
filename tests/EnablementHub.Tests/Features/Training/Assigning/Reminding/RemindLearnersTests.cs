using EnablementHub.Features.Notifications;
using EnablementHub.Features.Training;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Features.Training.Assigning.Reminding;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Training.Assigning.Reminding;

public sealed class RemindLearnersTests : IAsyncLifetime
{
    private static readonly DateOnly Due = new(2026, 3, 20);
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task PeopleAreToldAtOnce_ThreeDaysBefore_OneAfter_ThenWeekly_UntilItIsDone()
    {
        var person = await _hub.AddPersonAsync("Remy Reminded");
        var item = await TestData.In(_hub).Playbook("The price sheet").Saying("x").PublishedAsync();
        await _hub.AssignAsync(item.Key(), person, Due);
        var told = new List<string>();
        for (var day = 0; day < 40; day++)
        {
            await _hub.RunAsync<RemindLearnersJob>();
            await _hub.RunAsync<RemindLearnersJob>();
            var texts = await _hub.ToldAsync(person);
            if (texts.Count > told.Count) told.Add($"{_hub.Today().DayNumber - Due.DayNumber}: {texts[^1]}");
            Assert.Equal(told.Count, texts.Count);
            _hub.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(
        [
            "-10: “The price sheet” is assigned to you until 20 March.",
            "-3: “The price sheet” is due on 20 March.",
            "1: “The price sheet” was due on 20 March.",
            "8: “The price sheet” was due on 20 March.",
            "15: “The price sheet” was due on 20 March.",
            "22: “The price sheet” was due on 20 March.",
            "29: “The price sheet” was due on 20 March.",
        ], told);
        await _hub.LearnAsync(person, item.Key());
        await _hub.RunAsync<TickTrainingJob>();
        _hub.Time.Advance(TimeSpan.FromDays(30));
        await _hub.RunAsync<RemindLearnersJob>();
        Assert.Equal(told.Count, (await _hub.ToldAsync(person)).Count);
    }

    [Fact]
    public async Task SeveralThings_AreOneNoticeADay_AndWhatIsMandatoryIsMailed()
    {
        var person = await _hub.AddPersonAsync("Sven Several");
        foreach (var title in new[] { "First of three", "Second of three", "Third of three" })
        {
            var item = await TestData.In(_hub).Playbook(title).Saying("x").PublishedAsync();
            await _hub.AssignAsync(item.Key(), new AssignForm { Who = "people", People = person.Email, DueOn = "2026-03-20", Mandatory = title.StartsWith('T') ? "yes" : null });
        }

        await _hub.RunAsync<RemindLearnersJob>();
        _hub.Time.Advance(TimeSpan.FromDays(7));
        await _hub.RunAsync<RemindLearnersJob>();
        await using var database = _hub.OpenDatabase();
        var reminder = await database.Notices.SingleAsync(notice => notice.PersonId == person.Id && notice.Kind == NoticeKind.TrainingDue, TestContext.Current.CancellationToken);
        Assert.Equal("“First of three” is due on 20 March, and 2 more wait for you.", reminder.Text);
        Assert.True(reminder.IsMandatory);
        Assert.Equal(3, await database.Notices.CountAsync(notice => notice.PersonId == person.Id && notice.Kind == NoticeKind.TrainingAssigned, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task DisabledPeople_AndWhatWasTakenAway_RemindNobody()
    {
        var gone = await _hub.AddPersonAsync("Gus Gone");
        var here = await _hub.AddPersonAsync("Hera Here");
        var item = await TestData.In(_hub).Playbook("Archived meanwhile").Saying("x").PublishedAsync();
        var other = await TestData.In(_hub).Playbook("For Gus").Saying("x").PublishedAsync();
        await _hub.AssignAsync(item.Key(), here, Due);
        await _hub.AssignAsync(other.Key(), gone, Due);
        await using (var database = _hub.OpenDatabase())
        {
            (await database.Items.Include(i => i.Versions).SingleAsync(i => i.Id == item.Id, TestContext.Current.CancellationToken)).Archive(_hub.Time.GetUtcNow());
            (await database.Users.SingleAsync(p => p.Id == gone.Id, TestContext.Current.CancellationToken)).DisabledAt = _hub.Time.GetUtcNow();
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await _hub.RunAsync<RemindLearnersJob>();
        Assert.Empty(await _hub.ToldAsync(gone));
        Assert.Empty(await _hub.ToldAsync(here));
        using var browser = await _hub.SignInAsAsync("Hera Here");
        Assert.Contains("It is not there at the moment", await browser.ReadAsync("/training"), StringComparison.Ordinal);
    }
}
