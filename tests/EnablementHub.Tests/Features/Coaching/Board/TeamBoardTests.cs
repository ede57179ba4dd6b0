using System.Net;
using EnablementHub.Features.Coaching.Board;
using EnablementHub.Features.Coaching.Suggesting;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Onboarding;
using EnablementHub.Features.Quizzes;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Certification;
using EnablementHub.Tests.Features.Onboarding;
using EnablementHub.Tests.Features.Quizzes;
using EnablementHub.Tests.Features.Training;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Coaching.Board;

public sealed class TeamBoardTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Board_ShowsProblemsFirst_ACellARequirement_AndOneSuggestion()
    {
        var (_, manager, people) = await _hub.TeamAsync("North", "Abe Fine", "Zoe Late");
        foreach (var person in people) await _hub.UseAsync(person);
        var item = await TestData.In(_hub).Playbook("The new price sheet").Saying("x").PublishedAsync();
        await _hub.AssignAsync(item.Key(), new() { Who = "people", People = people[1].Email, DueOn = "2026-03-11", Mandatory = "yes" });
        _hub.Time.Advance(TimeSpan.FromDays(3));
        await _hub.ReckonAsync();
        using var browser = await _hub.BrowseAsync(manager);
        var html = (await browser.ReadAsync("/team")).Text();
        Assert.True(html.IndexOf("Zoe Late", StringComparison.Ordinal) < html.IndexOf("Abe Fine", StringComparison.Ordinal));
        Assert.Contains("The new price sheet", html, StringComparison.Ordinal);
        Assert.Contains("due 11 Mar", html, StringComparison.Ordinal);
        Assert.Contains("Remind them of “The new price sheet”.", html, StringComparison.Ordinal);
        Assert.Contains("Was due 2 days ago, on 11 March 2026.", html, StringComparison.Ordinal);
        Assert.Contains("0 % ready, 0 of 1 done", html, StringComparison.Ordinal);
        Assert.Contains("Nothing. Say thank you?", html, StringComparison.Ordinal);
        Assert.DoesNotContain("North Manager</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manager_SeesOnlyTheirPeople_ALeadEverybody_AndFiltersNarrow()
    {
        var (north, manager, _) = await _hub.TeamAsync("North", "Nia North");
        await _hub.TeamAsync("South", "Sam South");
        await _hub.ReckonAsync();
        using var browser = await _hub.BrowseAsync(manager);
        var own = await browser.ReadAsync("/team");
        Assert.Contains("Nia North", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Sam South", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Sam South", await browser.ReadAsync("/team?state=waiting&team=999999"), StringComparison.Ordinal);
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        Assert.Contains("Sam South", await lead.ReadAsync("/team"), StringComparison.Ordinal);
        var narrowed = await lead.ReadAsync($"/team?team={north.Id}");
        Assert.Contains("Nia North", narrowed, StringComparison.Ordinal);
        Assert.DoesNotContain("Sam South", narrowed, StringComparison.Ordinal);
        foreach (var state in new[] { "overdue", "expiring", "waiting", "not-ready", "ready" }) Assert.Contains("Nobody in this state", await lead.ReadAsync($"/team?state={state}"), StringComparison.Ordinal);

        // What nobody can choose is passed over, as everywhere.
        foreach (var odd in new[] { "/team?page=999999", "/team?page=-1", "/team?team=x&page=y", "/team?state=%00" }) Assert.Contains("Nia North", await lead.ReadAsync(odd), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWaitsForTheViewer_IsCounted_AndFiltered()
    {
        var (_, manager, people) = await _hub.TeamAsync("North", "Una Unsigned", "Ned Nothing");
        await OnboardingStory.In(_hub).Task("Meet your manager", signOff: SignOffBy.Manager).StartedAsync(people[0], manager: manager);
        int step;
        await using (var database = _hub.OpenDatabase()) step = await database.ChecklistSteps.Select(s => s.Id).SingleAsync(TestContext.Current.CancellationToken);
        using var own = await _hub.BrowseAsync(people[0]);
        await own.PostAsync("/onboarding", $"/onboarding/steps/{step}/done", ("report", "We talked."));
        await _hub.ReckonAsync();
        using var browser = await _hub.BrowseAsync(manager);
        var board = await browser.ReadAsync("/team?state=waiting");
        Assert.Contains("1 task of onboarding to confirm", board, StringComparison.Ordinal);
        Assert.Contains("1 thing waits for you", board, StringComparison.Ordinal);
        Assert.Contains("Una Unsigned", board, StringComparison.Ordinal);
        Assert.DoesNotContain("Ned Nothing", board, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneClick_Reminds_Once_AndWhatNoLongerHolds_IsNotDone()
    {
        var (_, manager, people) = await _hub.TeamAsync("North", "Zoe Late");
        await _hub.UseAsync(people[0]);
        var item = await TestData.In(_hub).Playbook("Read it").Saying("x").PublishedAsync();
        await _hub.AssignAsync(item.Key(), new() { Who = "people", People = people[0].Email, DueOn = "2026-03-11", Mandatory = "yes" });
        _hub.Time.Advance(TimeSpan.FromDays(2));
        await _hub.ReckonAsync();
        using var browser = await _hub.BrowseAsync(manager);
        for (var time = 0; time < 2; time++) Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/team", $"/team/people/{people[0].Id}/act", ("rule", "OverdueMandatory"))).StatusCode);
        Assert.Contains("reminded of it today already", await browser.ReadAsync("/team"), StringComparison.Ordinal);
        Assert.StartsWith("North Manager reminds you: “Read it” waits for you.", Assert.Single(await CertificationStory.ToldAsync(_hub, people[0], NoticeKind.TeamReminder)), StringComparison.Ordinal);
        await _hub.LearnAsync(people[0], item.Key());
        await _hub.RunAsync<EnablementHub.Features.Training.TickTrainingJob>();
        foreach (var rule in new[] { "OverdueMandatory", "nonsense", "" })
        {
            await browser.PostAsync("/team", $"/team/people/{people[0].Id}/act", ("rule", rule));
            Assert.Contains("That no longer holds for Zoe Late", await browser.ReadAsync("/team"), StringComparison.Ordinal);
        }

        var stranger = await _hub.AddPersonAsync("Sid Stranger");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/team", $"/team/people/{stranger.Id}/act", ("rule", "Quiet"))).StatusCode);
    }

    [Fact]
    public async Task WhoeverIsQuiet_GetsAStepIntoThePlan()
    {
        var (_, manager, people) = await _hub.TeamAsync("North", "Quinn Quiet");
        _hub.Time.Advance(TimeSpan.FromDays(15));
        await _hub.ReckonAsync();
        using var browser = await _hub.BrowseAsync(manager);
        Assert.Contains("Has never searched or played anything.", await browser.ReadAsync("/team"), StringComparison.Ordinal);
        await browser.PostAsync("/team", $"/team/people/{people[0].Id}/act", ("rule", nameof(SuggestionRule.Quiet)));
        await using var database = _hub.OpenDatabase();
        var step = await database.CoachingSteps.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((people[0].Id, new DateOnly(2026, 4, 1)), (step.PersonId, step.DueOn));
    }

    [Fact]
    public async Task QuizFailedTwice_IsNamed_AndAssignedByOneClick_AndAPassEndsIt()
    {
        var (_, manager, people) = await _hub.TeamAsync("North", "Finn Fails");
        await _hub.UseAsync(people[0]);
        var quiz = await QuizStory.In(_hub).Choice("Who signs?", "*Finance", "The gate").PublishedAsync("Who decides");
        using var own = await _hub.BrowseAsync(people[0]);
        using var browser = await _hub.BrowseAsync(manager);
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await TakeAsync(own, quiz, "The gate");
            await _hub.ReckonAsync();
            var isNamed = (await browser.ReadAsync("/team")).Text().Contains("Go through “Who decides” together and let them take it again.", StringComparison.Ordinal);
            Assert.Equal(attempt == 2, isNamed);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/team", $"/team/people/{people[0].Id}/act", ("rule", nameof(SuggestionRule.QuizFailed)))).StatusCode);
        await using (var database = _hub.OpenDatabase()) Assert.Equal((LearningKind.Quiz, quiz.Id), await database.Assignments.Select(given => new ValueTuple<LearningKind, int>(given.TargetKind, given.TargetId)).SingleAsync(TestContext.Current.CancellationToken));
        await TakeAsync(own, quiz, "Finance");
        await _hub.ReckonAsync();
        Assert.DoesNotContain("Go through “Who decides” together", (await browser.ReadAsync("/team")).Text(), StringComparison.Ordinal);
    }

    private async Task TakeAsync(TestBrowser person, Quiz quiz, string answer)
    {
        var attempt = await QuizStory.BeginAsync(person, quiz.Id);
        await person.PostAsync(QuizLinks.Attempt(attempt), QuizLinks.Attempt(attempt), [.. await QuizStory.FieldsAsync(_hub, attempt, ("Who signs?", answer)), ("do", "hand-in")]);
    }

    [Fact]
    public async Task Cohorts_AreCounted_AndGetANumberOnlyWithEnoughPeople()
    {
        var lead = await _hub.AddPersonAsync("Lia Lead", HubRoles.Lead);
        await using (var database = _hub.OpenDatabase())
        {
            for (var number = 0; number < 8; number++)
            {
                var person = await _hub.AddPersonAsync($"Cora Cohort {number}");
                var started = number < 6 ? new DateOnly(2026, 1, 5) : new DateOnly(2026, 2, 2);
                await database.Users.Where(p => p.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.StartedOn, started), TestContext.Current.CancellationToken);
            }
        }

        await _hub.ReckonAsync();
        await using (var database = _hub.OpenDatabase())
        {
            var rows = await database.ReadinessRows.Include(row => row.Person).OrderBy(row => row.PersonId).ToListAsync(TestContext.Current.CancellationToken);
            foreach (var (row, number) in rows.Select((row, number) => (row, number)).Where(pair => pair.number != 5)) row.Set(true, 100, 0, 0, 0, row.Person.StartedOn!.Value.AddDays(10 * (number + 1)), _hub.Today());
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var browser = await _hub.BrowseAsync(lead);
        var html = await browser.ReadAsync("/team/ready");
        Assert.Contains("5 of 6", html, StringComparison.Ordinal);
        Assert.Contains("30 days, the middle one of 5", html, StringComparison.Ordinal);
        Assert.Contains("2 of 2", html, StringComparison.Ordinal);
        Assert.Contains("too few for a number", html, StringComparison.Ordinal);
        var cohort = CohortReport.Of(new DateOnly(2026, 1, 1), [.. Enumerable.Range(1, 4).Select(day => (new DateOnly(2026, 1, 1), (DateOnly?)new DateOnly(2026, 1, 1 + day)))]);
        Assert.Null(cohort.MedianDays);
    }
}
