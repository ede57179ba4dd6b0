using System.Net;
using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.People;
using EnablementHub.Features.Training;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Training.Assigning;

public sealed class AssignTrainingTests : IAsyncLifetime
{
    private static readonly DateOnly Due = new(2026, 3, 20);
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Lead_AssignsToATeam_ByThePage_AndTheySeeIt_WithTheDay()
    {
        var (team, one, two) = await TeamOfTwoAsync("North");
        var item = await TestData.In(_hub).Playbook("Read the price sheet").Saying("x").PublishedAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var answer = await lead.PostAsync("/training/assignments/new", "/training/assignments/new",
            ("Target", $"Read the price sheet · item:{item.Id}"), ("Who", "team"), ("TeamId", $"{team.Id}"), ("DueOn", "2026-03-20"), ("Note", "Before you quote."), ("Mandatory", "yes"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("0 of 2 people have done it", await lead.ReadAsync(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
        using var own = await _hub.SignInAsAsync(one.DisplayName);
        var page = await own.ReadAsync("/training");
        Assert.Contains("Read the price sheet", page, StringComparison.Ordinal);
        Assert.Contains("in 10 days", page, StringComparison.Ordinal);
        Assert.Contains("Before you quote.", page, StringComparison.Ordinal);
        Assert.Equal(Due, Assert.Single(await _hub.AssignedToAsync(two)).DueOn);
    }

    [Theory]
    [InlineData("Target", "nothing", "Choose what they are to learn")]
    [InlineData("Target", "item:999999", "There is nothing with that number")]
    [InlineData("Who", "nobody", "Choose who gets it.")]
    [InlineData("TeamId", "999999", "Choose the team.")]
    [InlineData("DueOn", "20.3.2026", "Enter the day as year-month-day")]
    [InlineData("DueOn", "2026-03-09", "Choose a day from today on")]
    [InlineData("DueOn", "2029-01-01", "Choose a day from today on")]
    public async Task BadField_IsNamed_WhatWasTypedStays_AndNobodyGetsAnything(string field, string value, string sentence)
    {
        var (team, one, _) = await TeamOfTwoAsync("Bad input");
        var item = await TestData.In(_hub).Playbook("Something to read").Saying("x").PublishedAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["Target"] = $"item:{item.Id}", ["Who"] = "team", ["TeamId"] = $"{team.Id}", ["DueOn"] = "2026-03-20", ["Note"] = "A kept note", [field] = value };
        var answer = await lead.PostAsync("/training/assignments/new", "/training/assignments/new", [.. fields.Select(pair => (pair.Key, pair.Value))]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains("A kept note", html, StringComparison.Ordinal);
        Assert.Empty(await _hub.AssignedToAsync(one));
    }

    [Fact]
    public async Task Addresses_ThatNobodyHas_AreNamed_AndTheListStays()
    {
        var item = await TestData.In(_hub).Playbook("For a list").Saying("x").PublishedAsync();
        var known = await _hub.AddPersonAsync("Kim Known");
        var refused = await _hub.AssignAsync(item.Key(), new AssignForm { Who = "people", People = $"{known.Email}, nobody@hub.example;x@hub.example", DueOn = "2026-03-20" });
        Assert.Contains("nobody@hub.example, x@hub.example", Assert.Single(refused.Write.Problems).Sentence, StringComparison.Ordinal);
        Assert.Empty(await _hub.AssignedToAsync(known));
        var empty = await _hub.AssignAsync(item.Key(), new AssignForm { Who = "people", People = " ,; ", DueOn = "2026-03-20" });
        Assert.Contains("Enter the mail addresses", Assert.Single(empty.Write.Problems).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_HasTheSameThingOpenTwice_AndWhoeverHasDoneItMayGetItAgain()
    {
        var (team, one, two) = await TeamOfTwoAsync("Twice");
        var item = await TestData.In(_hub).Playbook("Only once open").Saying("x").PublishedAsync();
        await _hub.AssignAsync(item.Key(), one, Due);
        var second = await _hub.AssignAsync(item.Key(), new AssignForm { Who = "team", TeamId = $"{team.Id}", DueOn = "2026-03-30" });
        Assert.Equal((1, 1), (second.Given, second.HadIt));
        Assert.Equal(Due, Assert.Single(await _hub.AssignedToAsync(one)).DueOn);
        var third = await _hub.AssignAsync(item.Key(), new AssignForm { Who = "team", TeamId = $"{team.Id}", DueOn = "2026-03-30" });
        Assert.Contains("All of them have it open already", Assert.Single(third.Write.Problems).Sentence, StringComparison.Ordinal);
        await _hub.LearnAsync(two, item.Key());
        await _hub.RunAsync<TickTrainingJob>();
        var again = await _hub.AssignAsync(item.Key(), new AssignForm { Who = "people", People = two.Email, DueOn = "2026-03-30", Again = "yes" });
        Assert.Equal((1, 0), (again.Given, again.Done));
        Assert.Equal([AssignedState.Done, AssignedState.Open], (await _hub.AssignedToAsync(two)).Select(assigned => assigned.State));
    }

    [Fact]
    public async Task WhatWasLearnedBefore_Counts_UnlessItIsToBeLearnedAnew()
    {
        var person = await _hub.AddPersonAsync("Bo Before");
        var item = await TestData.In(_hub).Playbook("Learned before").Saying("x").PublishedAsync();
        var other = await TestData.In(_hub).Playbook("To learn anew").Saying("x").PublishedAsync();
        await _hub.LearnAsync(person, item.Key(), at: _hub.Time.GetUtcNow().AddDays(-40));
        await _hub.LearnAsync(person, other.Key(), at: _hub.Time.GetUtcNow().AddDays(-40));
        var counted = await _hub.AssignAsync(item.Key(), person, Due);
        Assert.Equal((1, 1), (counted.Given, counted.Done));
        await _hub.AssignAsync(other.Key(), new AssignForm { Who = "people", People = person.Email, DueOn = "2026-03-20", Again = "yes" });
        await _hub.RunAsync<TickTrainingJob>();
        var rows = await _hub.AssignedToAsync(person);
        Assert.Equal([AssignedState.Done, AssignedState.Open], rows.Select(assigned => assigned.State));
        Assert.Equal(_hub.Time.GetUtcNow().AddDays(-40), rows[0].DoneAt);
        _hub.Time.Advance(TimeSpan.FromHours(1));
        await _hub.LearnAsync(person, other.Key());
        await _hub.RunAsync<TickTrainingJob>();
        Assert.All(await _hub.AssignedToAsync(person), assigned => Assert.Equal(AssignedState.Done, assigned.State));
    }

    [Fact]
    public async Task Joiners_GetItWhenTheyJoin_DueSoManyDaysLater_OnceEach_AndThoseWhoWereThereDoNot()
    {
        var (team, old, _) = await TeamOfTwoAsync("Joined");
        var item = await TestData.In(_hub).Playbook("For joiners").Saying("x").PublishedAsync();
        var rule = await _hub.AssignAsync(item.Key(), new AssignForm { Who = "joiners", TeamId = $"{team.Id}", DueAfterDays = "14" });
        Assert.True(rule.Write.Succeeded);
        await _hub.RunAsync<AssignJoinersJob>();
        _hub.Time.Advance(TimeSpan.FromDays(5));
        var joiner = await _hub.AddPersonAsync("Jo Joiner");
        await TestData.In(_hub).JoinAsync(joiner, team);
        await _hub.RunAsync<AssignJoinersJob>();
        await _hub.RunAsync<AssignJoinersJob>();
        Assert.Equal(new DateOnly(2026, 3, 29), Assert.Single(await _hub.AssignedToAsync(joiner)).DueOn);
        Assert.DoesNotContain(await _hub.AssignedToAsync(old), assigned => assigned.State == AssignedState.Open);

        await using (var database = _hub.OpenDatabase())
        {
            var person = await database.Users.Include(p => p.Teams).SingleAsync(p => p.Id == joiner.Id, TestContext.Current.CancellationToken);
            person.SetTeams([]);
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await _hub.RunAsync<AssignJoinersJob>();
        await TestData.In(_hub).JoinAsync(joiner, team);
        await _hub.RunAsync<AssignJoinersJob>();
        Assert.Single(await _hub.AssignedToAsync(joiner));
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        await lead.PostAsync("/profile", $"/training/assignments/{rule.Write.ItemId}/end");
        var late = await _hub.AddPersonAsync("Lou Late");
        await TestData.In(_hub).JoinAsync(late, team);
        await _hub.RunAsync<AssignJoinersJob>();
        Assert.Empty(await _hub.AssignedToAsync(late));
        Assert.Equal(AssignedState.Withdrawn, Assert.Single(await _hub.AssignedToAsync(joiner)).State);
    }

    [Fact]
    public async Task Manager_AssignsToTheirTeamsOnly_AndSeesNoOthers()
    {
        var (own, inTeam, _) = await TeamOfTwoAsync("Managed");
        var manager = await _hub.AddPersonAsync("Mara Manager", HubRoles.Manager);
        await TestData.In(_hub).JoinAsync(manager, own);
        var stranger = await _hub.AddPersonAsync("Sid Stranger");
        var other = await TestData.In(_hub).TeamAsync("Not managed");
        var item = await TestData.In(_hub).Playbook("Of a manager").Saying("x").PublishedAsync();
        using var browser = await _hub.SignInAsAsync("Mara Manager", HubRoles.Manager);
        foreach (var (fields, sentence) in new ((string, string)[], string)[]
                 {
                     ([("Who", "everyone")], "a lead assigns to everybody"),
                     ([("Who", "team"), ("TeamId", $"{other.Id}")], "Choose the team."),
                     ([("Who", "joiners"), ("TeamId", $"{other.Id}"), ("DueAfterDays", "3")], "Choose the team."),
                     ([("Who", "people"), ("People", stranger.Email!)], "You have nobody with this address"),
                 })
        {
            var refused = await browser.PostAsync("/training/assignments/new", "/training/assignments/new", [("Target", $"item:{item.Id}"), ("DueOn", "2026-03-20"), .. fields]);
            Assert.Contains(sentence, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        var ofALead = await _hub.AssignAsync(item.Key(), stranger, Due);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/training/assignments/{ofALead.Write.ItemId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/profile", $"/training/assignments/{ofALead.Write.ItemId}/end")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/training/assignments/new", "/training/assignments/new", ("Target", $"item:{item.Id}"), ("Who", "people"), ("People", inTeam.Email!), ("DueOn", "2026-03-20"))).StatusCode);
        Assert.Single(await _hub.AssignedToAsync(inTeam));
        Assert.Contains("Of a manager", await browser.ReadAsync("/training/assignments"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssignedCourse_IsCompletedFromTheLedger_WithoutEverBeingOpened()
    {
        var item = await TestData.In(_hub).Playbook("The only part").Saying("x").PublishedAsync();
        var course = await _hub.CourseAsync("Never opened", item.Key());
        var person = await _hub.AddPersonAsync("Nia Never");
        await _hub.AssignAsync(new LearningKey(LearningKind.Course, course.Id), person, Due);
        await _hub.LearnAsync(person, item.Key());
        await _hub.RunAsync<TickTrainingJob>();
        Assert.Equal(AssignedState.Done, Assert.Single(await _hub.AssignedToAsync(person)).State);

        // And where all of it was known before it was assigned.
        var knows = await _hub.AddPersonAsync("Kay Knows");
        await _hub.LearnAsync(knows, item.Key());
        _hub.Time.Advance(TimeSpan.FromHours(1));
        await _hub.RunAsync<TickTrainingJob>();
        await _hub.AssignAsync(new LearningKey(LearningKind.Course, course.Id), knows, Due);
        await _hub.RunAsync<TickTrainingJob>();
        Assert.Equal(AssignedState.Done, Assert.Single(await _hub.AssignedToAsync(knows)).State);
    }

    private async Task<(Team Team, Person One, Person Two)> TeamOfTwoAsync(string name)
    {
        var team = await TestData.In(_hub).TeamAsync(name);
        var (one, two) = (await _hub.AddPersonAsync($"{name} One"), await _hub.AddPersonAsync($"{name} Two"));
        await TestData.In(_hub).JoinAsync(one, team);
        await TestData.In(_hub).JoinAsync(two, team);
        return (team, one, two);
    }
}
