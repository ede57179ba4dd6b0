using System.Net;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Onboarding;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.People.Teams;

public sealed class TeamRegionTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Region_IsSaved_Kept_AndEmptied()
    {
        var team = await TestData.In(_hub).TeamAsync("Regional");
        using var admin = await _hub.SignInAsAsync("Ada Admin", HubRoles.Administrator);
        await admin.PostAsync("/people/teams", $"/people/teams/{team.Id}", ("name", "Regional"), ("region", "  Great   Britain "));
        Assert.Equal("Great Britain", await RegionAsync(team.Id));
        await admin.PostAsync("/people/teams", $"/people/teams/{team.Id}", ("name", "Regional two"));
        Assert.Equal("Great Britain", await RegionAsync(team.Id));
        var refused = await admin.PostAsync("/people/teams", $"/people/teams/{team.Id}", ("name", "Regional two"), ("region", new string('r', 41)));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Shorten the region to 40 characters", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await admin.PostAsync("/people/teams", $"/people/teams/{team.Id}", ("name", "Regional two"), ("region", ""));
        Assert.Null(await RegionAsync(team.Id));
    }

    [Fact]
    public async Task ATeamThatAStepNames_IsNotDeleted_AndTheAnswerSaysWhy()
    {
        var team = await TestData.In(_hub).TeamAsync("Named in a step");
        await OnboardingStory.In(_hub).Task("Only for them", team: team.Id).SavedAsync();
        using var admin = await _hub.SignInAsAsync("Ada Admin", HubRoles.Administrator);
        foreach (var answer in new[] { await admin.GetAsync($"/people/teams/{team.Id}/delete"), await admin.PostAsync("/people/teams", $"/people/teams/{team.Id}/delete") })
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("1 step of onboarding is only for Named in a step. Change it under Onboarding, Checklists first", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await using var database = _hub.OpenDatabase();
        Assert.True(await database.Teams.AnyAsync(t => t.Id == team.Id, TestContext.Current.CancellationToken));
    }

    private async Task<string?> RegionAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return await database.Teams.Where(team => team.Id == id).Select(team => team.Region).SingleAsync(TestContext.Current.CancellationToken);
    }
}
