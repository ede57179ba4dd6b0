using System.Net;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.People.Teams;

public sealed class TeamsTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Teams_AreCreatedRenamedAndDeleted_AndBadNamesRefused()
    {
        using var admin = await _hub.SignInAsAsync("Ada Admin", HubRoles.Administrator);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync("/people/teams", "/people/teams", ("name", "EMEA <b>"))).StatusCode);
        Assert.Contains("EMEA &lt;b&gt;", await admin.ReadAsync("/people/teams"), StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        var id = await database.Teams.Where(team => team.Name == "EMEA <b>").Select(team => team.Id).SingleAsync(TestContext.Current.CancellationToken);
        foreach (var name in new[] { "", "   ", new string('t', 10_000), "emea <b>", "a\0b" })
        {
            var answer = await admin.PostAsync("/people/teams", "/people/teams", ("name", name));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync("/people/teams", $"/people/teams/{id}", ("name", "Europe"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync("/people/teams", "/people/teams/999999", ("name", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync("/people/teams", "/people/teams/999999/delete")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync("/people/teams", $"/people/teams/{id}/delete")).StatusCode);
        Assert.Equal(3, await database.Audit.CountAsync(entry => entry.SubjectType == "team" && entry.SubjectId == id, TestContext.Current.CancellationToken));
    }
}
