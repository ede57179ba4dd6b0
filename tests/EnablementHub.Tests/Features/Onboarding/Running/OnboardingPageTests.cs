using System.Net;
using EnablementHub.Features.Onboarding;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Onboarding.Running;

public sealed class OnboardingPageTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task NewHire_SeesWhatToDoNow_TheStages_AndWhomToAsk()
    {
        var manager = await _hub.AddPersonAsync("Mona Manager", HubRoles.Manager);
        var buddy = await _hub.AddPersonAsync("Ben Buddy");
        var clip = await TestData.In(_hub).Clip("How we won Hallmere").WithMedia(duration: 100).PublishedAsync();
        using var browser = await _hub.SignInAsAsync("Nia Newhire");
        var person = await _hub.AddPersonAsync("Nia Newhire");
        await OnboardingStory.In(_hub).Task("Set up your tools").Content(clip, "Hear how we won").Task("Meet the team", due: 20, stage: OnboardingStage.Days30).StartedAsync(person, buddy, manager);
        var page = await browser.ReadAsync("/onboarding");
        Assert.Contains("Day 1.", page, StringComparison.Ordinal);
        Assert.Contains("0 of 3 steps done", page, StringComparison.Ordinal);
        Assert.Contains("Ben Buddy", page, StringComparison.Ordinal);
        Assert.Contains("Mona Manager", page, StringComparison.Ordinal);
        Assert.Contains("counts from 1 min 20 s", page, StringComparison.Ordinal);
        Assert.Contains($"/items/{clip.Id}/inline-player", page, StringComparison.Ordinal);
        Assert.Contains("Until day 30", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAChecklist_ThePageSaysWhatItIsFor_AndAManagerIsLedToTheBoard()
    {
        using var rep = await _hub.SignInAsAsync("Rita Rep");
        Assert.Contains("Nothing to work through", await rep.ReadAsync("/onboarding"), StringComparison.Ordinal);
        using var manager = await _hub.SignInAsAsync("Max Manager", HubRoles.Manager);
        var answer = await manager.GetAsync("/onboarding");
        Assert.Equal("/onboarding/people", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Task_WithoutSignOff_IsDoneAtOnce_AndTheLastStepCompletesTheChecklist()
    {
        using var browser = await _hub.SignInAsAsync("Tom Tasks");
        var started = await OnboardingStory.In(_hub).Task("Set up your tools").StartedAsync(await _hub.AddPersonAsync("Tom Tasks"));
        var answer = await browser.PostAsync("/onboarding", $"/onboarding/steps/{started.Steps[0].Id}/done");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var after = await OnboardingStory.ReadAsync(_hub, started.Id);
        Assert.Equal(StepState.Done, after.Steps[0].State);
        Assert.NotNull(after.CompletedAt);
        Assert.Contains("All 1 steps are done", await browser.ReadAsync("/onboarding"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_ThatSomebodyConfirms_NeedsWords_AndWaits()
    {
        using var browser = await _hub.SignInAsAsync("Wil Words");
        var started = await OnboardingStory.In(_hub).Task("Meet your buddy", signOff: SignOffBy.Buddy).StartedAsync(await _hub.AddPersonAsync("Wil Words"), await _hub.AddPersonAsync("Ben Buddy"));
        var step = started.Steps[0].Id;
        var empty = await browser.PostAsync("/onboarding", $"/onboarding/steps/{step}/done", ("report", "  "));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Contains("Say in a sentence what you did", await empty.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var tooLong = await browser.PostAsync("/onboarding", $"/onboarding/steps/{step}/done", ("report", new string('x', 4001)));
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        Assert.Contains(new string('x', 4001), await tooLong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/onboarding", $"/onboarding/steps/{step}/done", ("report", "We had coffee and looked at three calls."))).StatusCode);
        Assert.Contains("Waits for the buddy", await browser.ReadAsync("/onboarding"), StringComparison.Ordinal);
        Assert.Null((await OnboardingStory.ReadAsync(_hub, started.Id)).CompletedAt);
    }

    [Fact]
    public async Task SomebodyElsesStep_OrNone_OrContent_CannotBeTicked()
    {
        var clip = await TestData.In(_hub).Clip("Not yours").WithMedia().PublishedAsync();
        var started = await OnboardingStory.In(_hub).Task("Mine").Content(clip, "Play it").StartedAsync(await _hub.AddPersonAsync("Olga Owner"));
        using var owner = await _hub.SignInAsAsync("Olga Owner");
        using var other = await _hub.SignInAsAsync("Otto Other");
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync("/profile", $"/onboarding/steps/{started.Steps[0].Id}/done")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync("/profile", "/onboarding/steps/999999/begin")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/onboarding/steps/{started.Steps[0].Id}")).StatusCode);
        var content = started.Steps.Single(step => step.Kind == StepKind.Content);
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.PostAsync("/onboarding", $"/onboarding/steps/{content.Id}/done", ("report", "I watched it, honestly."))).StatusCode);
        Assert.All((await OnboardingStory.ReadAsync(_hub, started.Id)).Steps, step => Assert.Equal(StepState.Open, step.State));
    }

    [Fact]
    public async Task Start_CopiesTheSteps_ForTheTeamsOfThePerson_WithTheirDays()
    {
        var team = await TestData.In(_hub).TeamAsync("Onboarding North");
        var other = await TestData.In(_hub).TeamAsync("Onboarding South");
        var person = await _hub.AddPersonAsync("Cora Copy");
        await TestData.In(_hub).JoinAsync(person, team);
        var started = await OnboardingStory.In(_hub).Task("For all", due: 7).Task("For the north", due: 0, team: team.Id).Task("For the south", due: 0, team: other.Id)
            .StartedAsync(person, on: new DateOnly(2026, 3, 6), workingDays: true);
        Assert.Equal(["For all", "For the north"], started.Steps.Select(step => step.Title).Order());
        Assert.Equal(new DateOnly(2026, 3, 17), started.Steps.Single(step => step.Title == "For all").DueOn);
        await using var database = _hub.OpenDatabase();
        var template = await database.ChecklistTemplates.Include(t => t.Steps).SingleAsync(t => t.Id == started.TemplateId, TestContext.Current.CancellationToken);
        template.Steps[0].Title = "Changed later";
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain((await OnboardingStory.ReadAsync(_hub, started.Id)).Steps, step => step.Title == "Changed later");
    }

    [Theory]
    [InlineData("PersonId", "0", "Choose who starts.")]
    [InlineData("PersonId", "abc", "Choose who starts.")]
    [InlineData("TemplateId", "99999", "Choose a checklist.")]
    [InlineData("StartedOn", "03/02/2026", "Enter the day as year-month-day")]
    [InlineData("StartedOn", "1999-01-01", "Choose a day within a year of today.")]
    [InlineData("BuddyId", "99999", "Choose somebody from the list.")]
    public async Task Start_WithBadInput_SaysWhatToDo_AndStartsNobody(string field, string value, string sentence)
    {
        var template = await OnboardingStory.In(_hub).Task("One").SavedAsync();
        var person = await _hub.AddPersonAsync("Bea Bad");
        using var manager = await _hub.SignInAsAsync("Max Manager", HubRoles.Manager);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PersonId"] = $"{person.Id}",
            ["TemplateId"] = $"{template.Id}",
            ["StartedOn"] = "2026-03-09",
            ["BuddyId"] = "",
            ["ManagerId"] = "",
            [field] = value,
        };
        var answer = await manager.PostAsync("/onboarding/people/new", "/onboarding/people/new", [.. fields.Select(pair => (pair.Key, pair.Value))]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        Assert.False(await database.Checklists.AnyAsync(c => c.PersonId == person.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_Twice_IsRefused()
    {
        var person = await _hub.AddPersonAsync("Dora Double");
        var started = await OnboardingStory.In(_hub).Task("One").StartedAsync(person);
        using var manager = await _hub.SignInAsAsync("Max Manager", HubRoles.Manager);
        var answer = await manager.PostAsync("/onboarding/people/new", "/onboarding/people/new", ("PersonId", $"{person.Id}"), ("TemplateId", $"{started.TemplateId}"));
        Assert.Contains("is already working through", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manager_SeesTheirTeamsAndThoseTheyLookAfter_AndNobodyElse()
    {
        var team = await TestData.In(_hub).TeamAsync("Reach West");
        var manager = await _hub.AddPersonAsync("Rea Reach", HubRoles.Manager);
        await TestData.In(_hub).JoinAsync(manager, team);
        var inTeam = await _hub.AddPersonAsync("Tia Team");
        await TestData.In(_hub).JoinAsync(inTeam, team);
        var own = await OnboardingStory.In(_hub).Task("One").StartedAsync(inTeam);
        var lookedAfter = await OnboardingStory.In(_hub).Task("One").StartedAsync(await _hub.AddPersonAsync("Lou Looked"), manager: manager);
        var stranger = await OnboardingStory.In(_hub).Task("One").StartedAsync(await _hub.AddPersonAsync("Sid Stranger"));
        using var browser = await _hub.SignInAsAsync("Rea Reach", HubRoles.Manager);
        var board = await browser.ReadAsync("/onboarding/people");
        Assert.Contains("Tia Team", board, StringComparison.Ordinal);
        Assert.Contains("Lou Looked", board, StringComparison.Ordinal);
        Assert.DoesNotContain("Sid Stranger", board, StringComparison.Ordinal);
        await browser.ReadAsync($"/onboarding/people/{own.Id}");
        await browser.ReadAsync($"/onboarding/people/{lookedAfter.Id}");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/onboarding/people/{stranger.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/profile", $"/onboarding/people/{stranger.Id}/end")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/profile", $"/onboarding/people/{own.Id}/end")).StatusCode);
        Assert.NotNull((await OnboardingStory.ReadAsync(_hub, own.Id)).EndedAt);
    }
}
