using System.Net;
using System.Text;
using EnablementHub.Features.Onboarding.Calendar;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Onboarding.Calendar;

public sealed class CalendarFeedTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Feed_ShowsOpenStepsWithTheirDays_ToACalendarThatIsNotSignedIn()
    {
        var person = await _hub.AddPersonAsync("Cal Calendar");
        const string Title = "Meet: the team, its lead; and Zoë who speaks about everything that there is to know about größere Lagerhäuser";
        var started = await OnboardingStory.In(_hub).Task(Title, due: 3).Task("Done already").StartedAsync(person, on: new DateOnly(2026, 3, 10));
        using var own = await _hub.SignInAsAsync("Cal Calendar");
        await own.PostAsync("/onboarding", $"/onboarding/steps/{started.Steps.Single(step => step.Title == "Done already").Id}/done");
        using var calendar = _hub.Anonymous();
        var answer = await calendar.GetAsync(_hub.App.Services.GetRequiredService<CalendarTokens>().Address(person.Id));
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var lines = text.Split("\r\n");
        Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20260313\r\nDTEND;VALUE=DATE:20260314", unfolded, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Meet: the team\\, its lead\\; and Zoë who", unfolded, StringComparison.Ordinal);
        Assert.DoesNotContain("Done already", text, StringComparison.Ordinal);
        Assert.Equal(1, unfolded.Split("BEGIN:VEVENT").Length - 1);
    }

    [Fact]
    public async Task Feed_WithAForgedAddress_OrOfSomebodyDisabled_IsNotThere()
    {
        var person = await _hub.AddPersonAsync("Dis Abled");
        var address = _hub.App.Services.GetRequiredService<CalendarTokens>().Address(person.Id);
        using var calendar = _hub.Anonymous();
        Assert.Equal(HttpStatusCode.OK, (await calendar.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await calendar.GetAsync(address.Replace("/calendar/", "/calendar/x", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await calendar.GetAsync("/onboarding/calendar/1.ics")).StatusCode);
        await using var database = _hub.OpenDatabase();
        await database.Users.Where(p => p.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.DisabledAt, _hub.Time.GetUtcNow()), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, (await calendar.GetAsync(address)).StatusCode);
    }
}
