using System.Net;
using EnablementHub.Features.Coaching.Planning;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Certification;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Coaching.Planning;

public sealed class PlanTests : IAsyncLifetime
{
    private TestHub _hub = null!;
    private Person _manager = null!;
    private Person _rep = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync();
        (_, _manager, var people) = await _hub.TeamAsync("North", "Rory Rep");
        _rep = people[0];
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("", "2026-03-20", "Say what the next step is.")]
    [InlineData("   ", "2026-03-20", "Say what the next step is.")]
    [InlineData("TOO-LONG", "2026-03-20", "at most 300 fit")]
    [InlineData("Call them", "", "Enter the day as year-month-day")]
    [InlineData("Call them", "20.3.2026", "Enter the day as year-month-day")]
    [InlineData("Call them", "2026-03-09", "Choose a day from today on")]
    [InlineData("Call them", "2028-03-09", "Choose a day from today on")]
    public async Task BadStep_IsExplained_AndWhatWasTypedStays(string words, string due, string sentence)
    {
        var typed = words == "TOO-LONG" ? new string('x', 301) : words;
        using var browser = await _hub.BrowseAsync(_manager);
        var answer = await browser.PostAsync(Page, Page + "/steps", ("Words", typed), ("DueOn", due));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Text();
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        if (typed.Trim().Length > 0) Assert.Contains(typed, html, StringComparison.Ordinal);
        Assert.Empty(await StepsAsync());
    }

    [Fact]
    public async Task Step_IsSeenByThePerson_WhoTicksIt_AndTheCoachOpensItAgain()
    {
        using var coach = await _hub.BrowseAsync(_manager);
        Assert.Equal(HttpStatusCode.Redirect, (await coach.PostAsync(Page, Page + "/steps", ("Words", "Shadow two  discovery calls"), ("DueOn", "2026-03-20"))).StatusCode);
        Assert.Contains("put a step into your plan, due on 20 March: Shadow two discovery calls", Assert.Single(await CertificationStory.ToldAsync(_hub, _rep, NoticeKind.CoachingWritten)), StringComparison.Ordinal);
        var step = Assert.Single(await StepsAsync());
        using var own = await _hub.BrowseAsync(_rep);
        Assert.Contains("Shadow two discovery calls", await own.ReadAsync("/team/me"), StringComparison.Ordinal);
        await own.PostAsync("/team/me", $"/team/steps/{step.Id}/done");
        Assert.Equal(_rep.Id, Assert.Single(await StepsAsync()).DoneById);
        Assert.Contains("1 step done", await coach.ReadAsync(Page), StringComparison.Ordinal);
        await coach.PostAsync(Page, $"/team/steps/{step.Id}/reopen");
        Assert.Null(Assert.Single(await StepsAsync()).DoneAt);
    }

    [Fact]
    public async Task Change_KeepsWhatStoodThere_AndAStaleOneLosesNothing()
    {
        using var coach = await _hub.BrowseAsync(_manager);
        await coach.PostAsync(Page, Page + "/steps", ("Words", "First words"), ("DueOn", "2026-03-20"));
        var step = Assert.Single(await StepsAsync());
        await coach.PostAsync(Page, $"/team/steps/{step.Id}", ("revision", $"{step.Revision}"), ("Words", "Second words"), ("DueOn", "2026-03-25"));
        var html = (await coach.ReadAsync(Page)).Text();
        Assert.Contains("Second words", html, StringComparison.Ordinal);
        Assert.Contains("First words\nDue on 20 March 2026", html, StringComparison.Ordinal);
        var stale = await coach.PostAsync(Page, $"/team/steps/{step.Id}", ("revision", $"{step.Revision}"), ("Words", "Third words"), ("DueOn", "2026-03-25"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("Third words", await stale.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("Second words", Assert.Single(await StepsAsync()).Words);
        var bad = await coach.PostAsync(Page, $"/team/steps/{step.Id}", ("revision", "1"), ("Words", ""), ("DueOn", "2026-03-25"));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        await coach.PostAsync(Page, $"/team/steps/{step.Id}/remove");
        Assert.DoesNotContain("Second words", await coach.ReadAsync(Page), StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(await StepsAsync()).RemovedAt);
    }

    [Fact]
    public async Task Strangers_DoNothingWithIt_AndThePersonDoesNotRewriteIt()
    {
        using var coach = await _hub.BrowseAsync(_manager);
        await coach.PostAsync(Page, Page + "/steps", ("Words", "Ours"), ("DueOn", "2026-03-20"));
        var step = Assert.Single(await StepsAsync());
        var (_, south, _) = await _hub.TeamAsync("South", "Sam South");
        using var other = await _hub.BrowseAsync(south);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(Page)).StatusCode);
        foreach (var action in new[] { "", "/done", "/reopen", "/remove" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync("/team", $"/team/steps/{step.Id}{action}", ("Words", "Theirs"), ("DueOn", "2026-03-20"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync("/team", Page + "/steps", ("Words", "Theirs"), ("DueOn", "2026-03-20"))).StatusCode);
        using var colleague = await _hub.SignInAsAsync("Cole League");
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.PostAsync("/team/me", $"/team/steps/{step.Id}/done")).StatusCode);
        using var own = await _hub.BrowseAsync(_rep);
        Assert.NotEqual(HttpStatusCode.OK, (await own.PostAsync("/team/me", $"/team/steps/{step.Id}/remove")).StatusCode);
        Assert.Null(Assert.Single(await StepsAsync()).RemovedAt);
    }

    [Fact]
    public async Task Reminders_FollowTheLadder_AndStopWhenItIsDone()
    {
        using var coach = await _hub.BrowseAsync(_manager);
        await coach.PostAsync(Page, Page + "/steps", ("Words", "Learn the five numbers"), ("DueOn", "2026-03-20"));
        var told = new List<DateOnly>();
        for (var day = 0; day < 30; day++)
        {
            var before = (await CertificationStory.ToldAsync(_hub, _rep, NoticeKind.CoachingStepDue)).Count;
            await _hub.RunAsync<RemindOfStepsJob>();
            await _hub.RunAsync<RemindOfStepsJob>();
            if ((await CertificationStory.ToldAsync(_hub, _rep, NoticeKind.CoachingStepDue)).Count > before) told.Add(DateOnly.FromDateTime(_hub.Time.GetUtcNow().UtcDateTime));
            if (day == 20)
            {
                using var later = await _hub.BrowseAsync(_manager);
                await later.PostAsync(Page, $"/team/steps/{Assert.Single(await StepsAsync()).Id}/done");
            }

            _hub.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([new(2026, 3, 17), new(2026, 3, 21), new(2026, 3, 28)], told);
    }

    private string Page => $"/team/people/{_rep.Id}";

    private async Task<IReadOnlyList<CoachingStep>> StepsAsync()
    {
        await using var database = _hub.OpenDatabase();
        return await database.CoachingSteps.AsNoTracking().OrderBy(step => step.Id).ToListAsync(TestContext.Current.CancellationToken);
    }
}
