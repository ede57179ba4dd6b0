using System.Net;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Api.People;

public sealed class PeopleApiTests
{
    [Fact]
    public async Task People_AreInvitedChangedAndClosedOut_ByAdministratorsOnly()
    {
        await using var hub = await TestHub.StartAsync();
        using var admin = await ApiScript.StartAsync(hub, "Ada Admin", HubRoles.Administrator, TokenScopes.Admin);
        using var writing = await ApiScript.StartAsync(hub, "Ada Admin", HubRoles.Administrator);
        using var lead = await ApiScript.StartAsync(hub, "Lara Lead", HubRoles.Lead, TokenScopes.Admin);
        (await writing.GetAsync("people")).IsProblem(HttpStatusCode.Forbidden);
        (await lead.GetAsync("people")).IsProblem(HttpStatusCode.Forbidden);
        var team = (await admin.PostAsync("teams", new { name = "Nordics" })).Is(HttpStatusCode.Created);
        var body = new { name = "Nina Neu", email = "nina@example.com", roles = new[] { "rep" }, teamIds = new[] { team.Id }, startedOn = "2026-03-02" };
        var nina = (await admin.PostAsync("people", body, ("Idempotency-Key", "n"))).Is(HttpStatusCode.Created);
        Assert.Equal(nina.Id, (await admin.PostAsync("people", body, ("Idempotency-Key", "n"))).Is(HttpStatusCode.Created).Id);
        (await admin.PostAsync("people", body)).IsProblem(HttpStatusCode.Conflict, "already");
        Assert.Equal(("invited", "2026-03-02"), (nina["state"].GetString(), nina["startedOn"].GetString()));
        await using var database = hub.OpenDatabase();
        Assert.Equal(1, await database.Outbox.CountAsync(TestContext.Current.CancellationToken));

        var changed = (await admin.SendAsync("PATCH", $"people/{nina.Id}", new { roles = new[] { "rep", "manager" } })).Is(HttpStatusCode.OK);
        Assert.Equal("[\"manager\",\"rep\"]", changed["roles"].GetRawText());
        Assert.Equal([team.Id], changed["teamIds"].EnumerateArray().Select(id => id.GetInt32()));
        (await admin.SendAsync("PATCH", $"people/{nina.Id}", new { roles = Array.Empty<string>() })).IsProblem(HttpStatusCode.BadRequest, "at least one", "roles");
        (await admin.SendAsync("PATCH", $"people/{nina.Id}", new { timeZone = "Mars/Olympus" })).IsProblem(HttpStatusCode.BadRequest, "Europe/Berlin", "timeZone");
        Assert.Equal([nina.Id], (await admin.GetAsync($"people?team={team.Id}"))["items"].EnumerateArray().Select(person => person.GetProperty("id").GetInt32()));
        Assert.Equal([nina.Id], (await admin.GetAsync("people?email=NINA@example.com"))["items"].EnumerateArray().Select(person => person.GetProperty("id").GetInt32()));
        Assert.NotNull((await admin.GetAsync("people?limit=1"))["next"].GetString());
        Assert.Equal("disabled", (await admin.PostAsync($"people/{nina.Id}/disable")).Is(HttpStatusCode.OK)["state"].GetString());
        Assert.Equal("invited", (await admin.PostAsync($"people/{nina.Id}/enable")).Is(HttpStatusCode.OK)["state"].GetString());
        (await admin.PostAsync($"people/{admin.PersonId}/disable")).IsProblem(HttpStatusCode.Conflict, "yourself");
        (await admin.PostAsync("people", new { name = "x", email = "no address" })).IsProblem(HttpStatusCode.BadRequest, "no e-mail", "email");
        (await admin.GetAsync("people/999999")).IsProblem(HttpStatusCode.NotFound);
        (await admin.GetAsync("people?role=king")).IsProblem(HttpStatusCode.BadRequest, "one of", "role");
        (await admin.GetAsync("people?state=lost")).IsProblem(HttpStatusCode.BadRequest, "one of", "state");
    }

    [Fact]
    public async Task Teams_AreRenamed_AndDeletedUnlessSomethingIsForThem()
    {
        await using var hub = await TestHub.StartAsync();
        using var admin = await ApiScript.StartAsync(hub, "Ada Admin", HubRoles.Administrator, TokenScopes.Admin);
        var team = (await admin.PostAsync("teams", new { name = "Nordics" })).Is(HttpStatusCode.Created);
        (await admin.PostAsync("teams", new { name = "nordics" })).IsProblem(HttpStatusCode.BadRequest, "already", "name");
        Assert.Equal("North", (await admin.SendAsync("PATCH", $"teams/{team.Id}", new { name = " North " })).Is(HttpStatusCode.OK)["name"].GetString());
        (await admin.SendAsync("PATCH", "teams/999999", new { name = "x" })).IsProblem(HttpStatusCode.NotFound);
        var item = (await admin.PostAsync("items", new { kind = "playbook", title = "For the north", audience = new[] { $"team:{team.Id}" } })).Is(HttpStatusCode.Created);
        (await admin.SendAsync("DELETE", $"teams/{team.Id}")).IsProblem(HttpStatusCode.Conflict, "1 item names North");
        (await admin.PatchAsync($"items/{item.Id}", new { audience = Array.Empty<string>() }, item.Tag)).Is(HttpStatusCode.OK);
        (await admin.SendAsync("DELETE", $"teams/{team.Id}")).Is(HttpStatusCode.NoContent);
    }
}
