using EnablementHub.Features.Certification;
using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Onboarding;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Certification;
using EnablementHub.Tests.Features.Onboarding;
using EnablementHub.Tests.Features.Training;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Coaching.Standing;

public sealed class StandingTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task ACertificate_CountsWhileItHolds_AndZeroFromTheDayAfterItsEnd()
    {
        var item = await TestData.In(_hub).Playbook("Know the price").Saying("x").PublishedAsync();
        var plan = await CertificationStory.In(_hub).Asking(item.Key()).Lasting(60, window: 30, grace: 10).Mandatory().PublishedAsync();
        var person = await _hub.AddPersonAsync("Ada Able");
        var line = Assert.Single((await ReadAsync(person)).Lines);
        Assert.Equal((LineState.Open, 0d, "Not earned yet."), (line.State, line.Share, line.Why));

        await CertificationStory.LearnAsync(_hub, person, item.Key());
        await CertificationStory.RunAsync(_hub);
        Assert.Equal(100, (await ReadAsync(person)).Percent);
        _hub.Time.Advance(TimeSpan.FromDays(30));
        var ending = await ReadAsync(person);
        Assert.Equal((LineState.Ending, 100, 1), (Assert.Single(ending.Lines).State, ending.Percent, ending.Expiring));
        _hub.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(100, (await ReadAsync(person)).Percent);
        _hub.Time.Advance(TimeSpan.FromDays(1));
        var over = await ReadAsync(person);
        line = Assert.Single(over.Lines);
        Assert.Equal((LineState.Expired, 0, 1, 1), (line.State, over.Percent, over.Overdue, over.OverdueMandatory));
        Assert.Contains("so it counts zero until it is renewed", line.Why, StringComparison.Ordinal);
        _hub.Time.Advance(TimeSpan.FromDays(11));
        Assert.DoesNotContain("until it is renewed", Assert.Single((await ReadAsync(person)).Lines).Why, StringComparison.Ordinal);
        Assert.Equal(CertificationLinks.Mine(plan.Id), line.Url);
    }

    [Fact]
    public async Task ACertificationThatNobodyHasToHave_IsShown_ButDoesNotCount()
    {
        var item = await TestData.In(_hub).Playbook("Nice to know").Saying("x").PublishedAsync();
        await CertificationStory.In(_hub).Asking(item.Key()).PublishedAsync();
        var (holder, _) = await CertificationStory.EarnedAsync(_hub, "Hal Holder", (item.Key(), 1));
        var other = await _hub.AddPersonAsync("Olga Other");
        var line = Assert.Single((await ReadAsync(holder)).Lines);
        Assert.Equal(0, line.Weight);
        Assert.Contains("Nobody has to have it.", line.Why, StringComparison.Ordinal);
        Assert.Null((await ReadAsync(holder)).Percent);
        Assert.Empty((await ReadAsync(other)).Lines);
    }

    [Fact]
    public async Task Everything_AddsUp_ByItsWeight()
    {
        var person = await _hub.AddPersonAsync("Wanda Weighed");
        var (must, may) = (await TestData.In(_hub).Playbook("Must").Saying("x").PublishedAsync(), await TestData.In(_hub).Playbook("May").Saying("x").PublishedAsync());
        await _hub.AssignAsync(must.Key(), new() { Who = "people", People = person.Email, DueOn = "2026-03-20", Mandatory = "yes" });
        await _hub.AssignAsync(may.Key(), person, new DateOnly(2026, 3, 12));
        await OnboardingStory.In(_hub).Task("First").Task("Second", due: 3).StartedAsync(person);

        // 3 onboarding, 2 mandatory, 1 other: nothing of 6.
        Assert.Equal(0, (await ReadAsync(person)).Percent);
        using var own = await _hub.BrowseAsync(person);
        var checklist = (await StepsAsync(person))[0];
        await own.PostAsync("/onboarding", $"/onboarding/steps/{checklist}/done", ("report", "Did it."));
        Assert.Equal(25, (await ReadAsync(person)).Percent);
        await _hub.LearnAsync(person, must.Key());
        await _hub.RunAsync<EnablementHub.Features.Training.TickTrainingJob>();
        var mid = await ReadAsync(person);
        Assert.Equal(58, mid.Percent);
        Assert.Contains(mid.Lines, line => line.Title == "Must" && line.Why == "Done on 10 March 2026.");
        _hub.Time.Advance(TimeSpan.FromDays(4));
        var late = await ReadAsync(person);
        Assert.Equal((58, 2), (late.Percent, late.Overdue));
        Assert.Contains(late.Lines, line => line.Title == "May" && line.State == LineState.Overdue && line.Why.StartsWith("Was due 2 days ago", StringComparison.Ordinal));
        Assert.Contains(late.Lines, line => line.Key.Kind == RequirementKind.Onboarding && line.Why == "1 of 2 steps done; 1 is past the day.");
    }

    [Fact]
    public async Task TheJob_FollowsWhatChanges_AndTheDays_AndKeepsTheFirstReadyDay()
    {
        var (person, idle) = (await _hub.AddPersonAsync("Fay Followed"), await _hub.AddPersonAsync("Ida Idle"));
        var item = await TestData.In(_hub).Playbook("Read me").Saying("x").PublishedAsync();
        await _hub.ReckonAsync();
        Assert.Null((await _hub.StandingAsync(person)).Percent);
        await _hub.AssignAsync(item.Key(), person, new DateOnly(2026, 3, 12));
        await _hub.ReckonAsync();
        Assert.Equal((0, 0), ((await _hub.StandingAsync(person)).Percent, (await _hub.StandingAsync(person)).Overdue));
        _hub.Time.Advance(TimeSpan.FromDays(3));
        await _hub.ReckonAsync();
        var late = await _hub.StandingAsync(person);
        Assert.Equal(1, late.Overdue);
        Assert.True(late.Place < (await _hub.StandingAsync(idle)).Place);
        await _hub.LearnAsync(person, item.Key());
        await _hub.RunAsync<EnablementHub.Features.Training.TickTrainingJob>();
        await _hub.ReckonAsync();
        var ready = await _hub.StandingAsync(person);
        Assert.Equal((100, new DateOnly(2026, 3, 13)), (ready.Percent, ready.ReadyOn));
        await _hub.AssignAsync(item.Key(), new() { Who = "people", People = person.Email, DueOn = "2026-03-30", Again = "yes" });
        _hub.Time.Advance(TimeSpan.FromDays(1));
        await _hub.ReckonAsync();
        Assert.Equal((0, new DateOnly(2026, 3, 13)), ((await _hub.StandingAsync(person)).Percent, (await _hub.StandingAsync(person)).ReadyOn));
    }

    [Fact]
    public async Task TheJob_LeavesOutWhoDoesNotSell_AndWhoIsGone()
    {
        var (rep, expert) = (await _hub.AddPersonAsync("Rita Rep"), await _hub.AddPersonAsync("Ed Expert", HubRoles.Expert));
        await _hub.ReckonAsync();
        await using (var database = _hub.OpenDatabase())
        {
            Assert.False(await database.ReadinessRows.AnyAsync(row => row.PersonId == expert.Id, TestContext.Current.CancellationToken));
            await database.Users.Where(person => person.Id == rep.Id).ExecuteUpdateAsync(set => set.SetProperty(person => person.DisabledAt, _hub.Time.GetUtcNow()), TestContext.Current.CancellationToken);
        }

        Assert.True((await _hub.StandingAsync(rep)).IsActive);
        await _hub.ReckonAsync();
        Assert.False((await _hub.StandingAsync(rep)).IsActive);
    }

    private async Task<Readiness> ReadAsync(Person person)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<StandingReader>().ReadAsync([person.Id], TestContext.Current.CancellationToken))[person.Id];
    }

    private async Task<IReadOnlyList<int>> StepsAsync(Person person)
    {
        await using var database = _hub.OpenDatabase();
        return await database.ChecklistSteps.Where(step => step.Checklist.PersonId == person.Id && step.Kind == StepKind.Task).OrderBy(step => step.Id).Select(step => step.Id).ToListAsync(TestContext.Current.CancellationToken);
    }
}
