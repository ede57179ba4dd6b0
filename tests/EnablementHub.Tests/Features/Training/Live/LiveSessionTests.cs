using System.Net;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Training.Live;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Training.Live;

public sealed class LiveSessionTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync(settings: ["Organisation:TimeZone=Europe/Amsterdam"]);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task LastPlace_GoesToOne_OfManyWhoAskAtOnce_AndTheOthersWaitInOrder()
    {
        var session = await _hub.SessionAsync("Three places", await _hub.AddPersonAsync("Xenia Expert", HubRoles.Expert), places: 3);
        var people = new List<int>();
        for (var number = 0; number < 12; number++) people.Add((await _hub.AddPersonAsync($"Asker {number}")).Id);
        await Task.WhenAll(people.Select(async person =>
        {
            await using var scope = _hub.App.Services.CreateAsyncScope();
            var result = await scope.ServiceProvider.GetRequiredService<SignUpForSession>().RunAsync(session.Id, person, cancels: false, TestContext.Current.CancellationToken);
            Assert.True(result.Succeeded);
        }));
        await using var database = _hub.OpenDatabase();
        var states = await database.LiveSignUps.Where(s => s.SessionId == session.Id).GroupBy(s => s.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, TestContext.Current.CancellationToken);
        Assert.Equal((3, 9), (states[SignUpState.Booked], states[SignUpState.Waiting]));
    }

    [Fact]
    public async Task PlaceGivenBack_GoesToWhoeverWaitsLongest_AndTheyAreTold()
    {
        var session = await _hub.SessionAsync("One place", await _hub.AddPersonAsync("Xenia Expert", HubRoles.Expert), places: 1);
        using var first = await _hub.SignInAsAsync("Fred First");
        using var second = await _hub.SignInAsAsync("Sara Second");
        using var third = await _hub.SignInAsAsync("Theo Third");
        foreach (var browser in new[] { first, second, third })
        {
            await browser.PostAsync($"/training/live/{session.Id}", $"/training/live/{session.Id}/sign-up");
            _hub.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Contains("You have a place.", await first.ReadAsync($"/training/live/{session.Id}"), StringComparison.Ordinal);
        Assert.Contains("You are on the waiting list", await second.ReadAsync($"/training/live/{session.Id}"), StringComparison.Ordinal);
        Assert.Contains("2 people wait", await third.ReadAsync($"/training/live/{session.Id}"), StringComparison.Ordinal);
        await first.PostAsync($"/training/live/{session.Id}", $"/training/live/{session.Id}/sign-off");
        Assert.Contains("You have a place.", await second.ReadAsync($"/training/live/{session.Id}"), StringComparison.Ordinal);
        Assert.Contains(await _hub.ToldAsync(await _hub.AddPersonAsync("Sara Second")), text => text.StartsWith("A place became free", StringComparison.Ordinal));
        Assert.Empty(await _hub.ToldAsync(await _hub.AddPersonAsync("Theo Third")));
    }

    [Fact]
    public async Task Attendance_IsNotedOnce_ForThoseWhoWereThere()
    {
        var expert = await _hub.AddPersonAsync("Xenia Expert", HubRoles.Expert);
        var session = await _hub.SessionAsync("Held once", expert, places: 0);
        var there = await _hub.AddPersonAsync("Tea There");
        var away = await _hub.AddPersonAsync("Abe Away");
        foreach (var person in new[] { "Tea There", "Abe Away" })
        {
            using var browser = await _hub.SignInAsAsync(person);
            await browser.PostAsync($"/training/live/{session.Id}", $"/training/live/{session.Id}/sign-up");
        }

        using var own = await _hub.SignInAsAsync("Xenia Expert", HubRoles.Expert);
        var early = await own.PostAsync($"/training/live/{session.Id}", $"/training/live/{session.Id}/attendance", ("attended", $"{there.Id}"));
        Assert.Contains("The session hasn&#x27;t begun", await early.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        _hub.Time.Advance(TimeSpan.FromDays(3.1));
        for (var twice = 0; twice < 2; twice++) await own.PostAsync($"/training/live/{session.Id}", $"/training/live/{session.Id}/attendance", ("attended", $"{there.Id}"));
        var record = Assert.Single(await _hub.LedgerAsync(there));
        Assert.Equal((LearningKind.LiveSession, session.Id, session.EndsAt), (record.Kind, record.TargetId, record.EarnedAt));
        Assert.Empty(await _hub.LedgerAsync(away));
        using var other = await _hub.SignInAsAsync("Otto Expert", HubRoles.Expert);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync("/profile", $"/training/live/{session.Id}/attendance", ("attended", $"{away.Id}"))).StatusCode);
        var late = await own.PostAsync($"/training/live/{session.Id}", $"/training/live/{session.Id}/sign-up");
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
    }

    [Fact]
    public async Task Date_IsTheOrganisations_AndShownInTheReadersZone_AndInTheirCalendar()
    {
        using var expert = await _hub.SignInAsAsync("Xenia Expert", HubRoles.Expert);

        // The day on which the Netherlands go to summer time: 15:00 there is 13:00 UTC, a day earlier it was 14:00.
        var answer = await expert.PostAsync("/training/live/new", "/training/live/new", ("Title", "Across the clock"), ("Day", "2026-03-29"), ("Time", "15:00"), ("Minutes", "60"), ("Place", "Room 1; second floor"));
        var page = answer.Headers.Location!.ToString();
        await using (var database = _hub.OpenDatabase())
            Assert.Equal(new DateTimeOffset(2026, 3, 29, 13, 0, 0, TimeSpan.Zero), await database.LiveSessions.Where(s => s.Title == "Across the clock").Select(s => s.StartsAt).SingleAsync(TestContext.Current.CancellationToken));
        using var rep = await _hub.SignInAsAsync("Tokyo Tom");
        await using (var database = _hub.OpenDatabase()) await database.Users.Where(p => p.DisplayName == "Tokyo Tom").ExecuteUpdateAsync(set => set.SetProperty(p => p.TimeZone, "Asia/Tokyo"), TestContext.Current.CancellationToken);
        _hub.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Contains("29 March 2026, 22:00", await rep.ReadAsync(page), StringComparison.Ordinal);
        var calendar = await rep.ReadAsync($"{page}.ics");
        Assert.Contains("DTSTART:20260329T130000Z", calendar, StringComparison.Ordinal);
        Assert.Contains("DTEND:20260329T140000Z", calendar, StringComparison.Ordinal);
        Assert.Contains("LOCATION:Room 1\\; second floor", calendar, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync("/training/live/999999.ics")).StatusCode);
    }

    [Theory]
    [InlineData("Title", "", "Give it a title.")]
    [InlineData("Day", "24.3.2026", "Enter the day as year-month-day")]
    [InlineData("Day", "2026-03-01", "Choose a moment from now on")]
    [InlineData("Time", "half past two", "Enter the time as hours and minutes")]
    [InlineData("Minutes", "0", "Enter the minutes as a number from 5")]
    [InlineData("Places", "-3", "Enter the places as a number")]
    [InlineData("ExpertId", "999999", "You announce your own sessions")]
    public async Task BadField_IsNamed_AndWhatWasTypedStays(string field, string value, string sentence)
    {
        using var expert = await _hub.SignInAsAsync("Xenia Expert", HubRoles.Expert);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["Title"] = "A kept title", ["Day"] = "2026-04-01", ["Time"] = "15:00", ["Minutes"] = "45", ["Words"] = "Kept words", [field] = value };
        var answer = await expert.PostAsync("/training/live/new", "/training/live/new", [.. fields.Select(pair => (pair.Key, pair.Value))]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains("Kept words", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_ThatMovesOrIsCancelled_OrHasMorePlaces_IsTold()
    {
        var expert = await _hub.AddPersonAsync("Xenia Expert", HubRoles.Expert);
        var session = await _hub.SessionAsync("Will move", expert, places: 1);
        foreach (var name in new[] { "Fred First", "Sara Second" })
        {
            using var browser = await _hub.SignInAsAsync(name);
            await browser.PostAsync($"/training/live/{session.Id}", $"/training/live/{session.Id}/sign-up");
            _hub.Time.Advance(TimeSpan.FromSeconds(1));
        }

        using var own = await _hub.SignInAsAsync("Xenia Expert", HubRoles.Expert);
        var editor = $"/training/live/{session.Id}/edit";
        var revision = System.Text.RegularExpressions.Regex.Match(await own.ReadAsync(editor), "name=\"revision\" value=\"(?<id>\\d+)\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["id"].Value;
        await own.PostAsync(editor, editor, ("revision", revision), ("Title", "Will move"), ("Day", "2026-03-20"), ("Time", "10:00"), ("Minutes", "45"), ("Places", "2"));
        var second = await _hub.AddPersonAsync("Sara Second");
        Assert.Equal(["“Will move” has changed: it is on 20 March at 10:00.", "A place became free: you are in “Will move” on 20 March at 10:00."], await _hub.ToldAsync(second));
        var stale = await own.PostAsync(editor, editor, ("revision", revision), ("Title", "Typed too late"), ("Day", "2026-03-21"), ("Time", "10:00"), ("Minutes", "45"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        await own.PostAsync(editor, $"/training/live/{session.Id}/cancel");
        Assert.Contains("“Will move” on 20 March at 10:00 is cancelled.", await _hub.ToldAsync(second));
        using var rep = await _hub.SignInAsAsync("Late Lou");
        Assert.Contains("This session is cancelled", await rep.ReadAsync($"/training/live/{session.Id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await rep.PostAsync("/profile", $"/training/live/{session.Id}/sign-up")).StatusCode);
    }

    [Fact]
    public async Task Recording_IsLinked_ForThoseWhoMaySeeIt()
    {
        var expert = await _hub.AddPersonAsync("Xenia Expert", HubRoles.Expert);
        var session = await _hub.SessionAsync("Recorded", expert, places: 0, startsIn: TimeSpan.FromHours(1));
        var clip = await TestData.In(_hub).Clip("The recorded session").WithMedia().PublishedAsync();
        _hub.Time.Advance(TimeSpan.FromHours(3));
        await using (var database = _hub.OpenDatabase()) await database.LiveSessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.RecordingItemId, clip.Id), TestContext.Current.CancellationToken);
        using var rep = await _hub.SignInAsAsync("Rena Rep");
        Assert.Contains("Watch the recording", await rep.ReadAsync($"/training/live/{session.Id}"), StringComparison.Ordinal);
    }
}
