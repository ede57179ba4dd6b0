using System.Net;
using EnablementHub.Features.Onboarding;
using EnablementHub.Features.People;
using EnablementHub.Features.People.Holidays;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Onboarding;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.People.Holidays;

public sealed class HolidayTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public void After_IsAWorkingDay_WithExactlySoManyWorkingDaysBefore()
    {
        var random = new Random(20261225);
        for (var round = 0; round < 2_000; round++)
        {
            var start = new DateOnly(2026, 1, 1).AddDays(random.Next(1_000));
            var holidays = Enumerable.Range(0, random.Next(40)).Select(_ => start.AddDays(random.Next(-5, 200))).ToHashSet();
            var days = random.Next(120);
            var first = WorkingDays.After(start, 0, holidays);
            var due = WorkingDays.After(start, days, holidays);
            Assert.True(WorkingDays.IsWorkingDay(due, holidays));
            Assert.Equal(days, Enumerable.Range(1, due.DayNumber - first.DayNumber).Count(day => WorkingDays.IsWorkingDay(first.AddDays(day), holidays)));
            Assert.DoesNotContain(Enumerable.Range(0, first.DayNumber - start.DayNumber), day => WorkingDays.IsWorkingDay(start.AddDays(day), holidays));

            // One day later is due later, and one more holiday never makes anything earlier.
            Assert.True(WorkingDays.After(start, days + 1, holidays) > due);
            Assert.True(WorkingDays.After(start, days, new HashSet<DateOnly>(holidays) { start.AddDays(random.Next(100)) }) >= due);
        }
    }

    [Theory]
    [InlineData("", "Paste or type at least one holiday.")]
    [InlineData("25.12.2026, Christmas", "Line 1: begin with the day as year-month-day")]
    [InlineData("2026-12-25", "Line 1: say what the day is called.")]
    [InlineData("2026-12-25, Christmas\n2026-13-01, Nonsense", "Line 2: begin with the day")]
    [InlineData("2086-12-25, Far away", "more than 10 years away")]
    [InlineData("2026-12-25, Christmas, Germany, half a day", "Leave out what comes after.")]
    public async Task BadLines_AreNamed_NothingIsAdded_AndTheTextStays(string lines, string sentence)
    {
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var answer = await lead.PostAsync("/onboarding/holidays", "/onboarding/holidays", ("lines", lines));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains(lines, html, StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        Assert.Equal(0, await database.Holidays.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task PastedHolidays_AreThereOnce_AndGoAgain()
    {
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        const string Lines = "day;name;region\n2026-03-13;Founders' day\n2026-03-17;St Patrick's Day;Ireland\n2026-03-17;St Patrick's Day;Ireland";
        for (var time = 0; time < 2; time++) Assert.Equal(HttpStatusCode.Redirect, (await lead.PostAsync("/onboarding/holidays", "/onboarding/holidays", ("lines", Lines))).StatusCode);
        await using var database = _hub.OpenDatabase();
        var rows = await database.Holidays.AsNoTracking().OrderBy(holiday => holiday.Day).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([("Founders' day", ""), ("St Patrick's Day", "Ireland")], rows.Select(row => (row.Name, row.Region)));
        Assert.Contains("no team is there", await lead.ReadAsync("/onboarding/holidays"), StringComparison.Ordinal);
        await lead.PostAsync("/onboarding/holidays", $"/onboarding/holidays/{rows[0].Id}/remove");
        Assert.DoesNotContain("Founders&#x27; day</td>", await lead.ReadAsync("/onboarding/holidays?page=99"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync("/onboarding/holidays", $"/onboarding/holidays/{rows[0].Id}/remove")).StatusCode);
    }

    [Fact]
    public async Task DueDays_PassOverTheHolidaysOfThePersonsRegion_AndStepsOfAnotherRegionAreLeftOut()
    {
        var (dublin, berlin) = (await PersonAsync("Dara Dublin", "Ireland"), await PersonAsync("Bea Berlin", "Germany"));
        await using (var database = _hub.OpenDatabase())
        {
            database.AddRange(new Holiday { Day = new DateOnly(2026, 3, 12), Name = "Everywhere" }, new Holiday { Day = new DateOnly(2026, 3, 17), Name = "St Patrick's Day", Region = "Ireland" });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        // Tuesday, 10 March; five working days later.
        var on = new DateOnly(2026, 3, 10);
        var irish = await StartAsync(dublin, on);
        var german = await StartAsync(berlin, on);
        Assert.Equal((new DateOnly(2026, 3, 19), 2), (irish.Steps[0].DueOn, irish.Steps.Count));
        Assert.Equal((new DateOnly(2026, 3, 18), 1), (german.Steps[0].DueOn, german.Steps.Count));
    }

    private async Task<Person> PersonAsync(string name, string region)
    {
        var person = await _hub.AddPersonAsync(name);
        var team = await TestData.In(_hub).TeamAsync($"Team {region}");
        await TestData.In(_hub).JoinAsync(person, team);
        await using var database = _hub.OpenDatabase();
        await database.Teams.Where(t => t.Id == team.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Region, region), TestContext.Current.CancellationToken);
        return person;
    }

    private async Task<Checklist> StartAsync(Person person, DateOnly on) =>
        await OnboardingStory.In(_hub).Task("Five days in", due: 5, stage: OnboardingStage.Days30).Task("Only in Ireland", due: 1, stage: OnboardingStage.Days60, region: "Ireland").StartedAsync(person, on: on, workingDays: true);
}
