using System.Net;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.People;

public sealed class ConfirmationTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Disabling_AsksFirst_AndSaysWhatHappensToWhatIsTheirs()
    {
        using var admin = await _hub.SignInAsAsync("Ada Admin", HubRoles.Administrator);
        var owner = await _hub.AddPersonAsync("Otto Owner", HubRoles.Expert);
        await TestData.In(_hub).Clip("Kept by Otto").OwnedBy(owner).PublishedAsync();
        var page = await admin.ReadAsync($"/people/{owner.Id}/disable");
        Assert.Contains("Disable Otto Owner?", page, StringComparison.Ordinal);
        Assert.Contains("1 item counts on them as owner", page, StringComparison.Ordinal);
        Assert.Contains($"/people/{owner.Id}/leaving", page, StringComparison.Ordinal);
        Assert.Contains($"/people/{owner.Id}/leaving", await admin.ReadAsync($"/people/{owner.Id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync($"/people/{owner.Id}/disable", $"/people/{owner.Id}/disable")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.GetAsync($"/people/{owner.Id}/disable")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/people/2000000000/disable")).StatusCode);
    }

    [Fact]
    public async Task DeletingATeam_AsksFirst_AndIsNotOfferedWhileItemsAreForIt()
    {
        using var admin = await _hub.SignInAsAsync("Ada Admin", HubRoles.Administrator);
        await admin.PostAsync("/people/teams", "/people/teams", ("name", "Nordics"));
        await using var database = _hub.OpenDatabase();
        var id = await database.Teams.Where(team => team.Name == "Nordics").Select(team => team.Id).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Nobody is in it", await admin.ReadAsync($"/people/teams/{id}/delete"), StringComparison.Ordinal);
        await TestData.In(_hub).Clip("For the north").OnlyFor(await database.Teams.SingleAsync(team => team.Id == id, TestContext.Current.CancellationToken)).PublishedAsync();
        var refused = await admin.GetAsync($"/people/teams/{id}/delete");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("1 item names Nordics as audience", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
