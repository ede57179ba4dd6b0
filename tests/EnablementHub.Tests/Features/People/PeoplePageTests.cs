using System.Diagnostics;
using System.Net;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Sessions.Passwords;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.People;

public sealed class PeoplePageTests
{
    [Fact]
    public async Task Administrator_InvitesSomebody_WhoChoosesAPasswordAndSignsIn()
    {
        await using var hub = await TestHub.StartAsync();
        using var admin = await hub.SignInAsAsync("Ada Admin", HubRoles.Administrator);
        var invited = await admin.PostAsync("/people/invite", "/people/invite", ("Name", "Nina New"), ("Email", "nina@hub.example"), ("Roles", "expert"), ("Roles", "rep"), ("TimeZone", "Europe/Riga"), ("StartedOn", "2026-03-02"));
        Assert.Equal(HttpStatusCode.Redirect, invited.StatusCode);
        Assert.Contains("Nina New", await admin.ReadAsync("/people?status=invited&role=expert&q=nina"), StringComparison.Ordinal);
        var path = new Uri(await PasswordMailTests.LinkAsync("nina@hub.example", hub)).PathAndQuery;
        using var nina = hub.Anonymous();
        await nina.PostAsync(path, "/choose-password", ("Token", path[(path.IndexOf('=', StringComparison.Ordinal) + 1)..]), ("Password", TestHub.Password), ("Repeat", TestHub.Password));
        await nina.SignInAsync("nina@hub.example", TestHub.Password);
        await using var database = hub.OpenDatabase();
        Assert.Contains(await database.Audit.ToListAsync(TestContext.Current.CancellationToken), entry => entry is { Action: "person.invited", PersonId: not null });
    }

    [Fact]
    public async Task LastAdministrator_CanNeitherBeDisabledNorDemoted()
    {
        await using var hub = await TestHub.StartAsync();
        using var admin = await hub.SignInAsAsync("Ada Admin", HubRoles.Administrator);
        var ada = await hub.AddPersonAsync("Ada Admin");
        var demoted = await admin.PostAsync($"/people/{ada.Id}", $"/people/{ada.Id}", ("Name", "Ada Typed"), ("Email", ada.Email!), ("Roles", "rep"));
        Assert.Equal(HttpStatusCode.BadRequest, demoted.StatusCode);
        var html = await demoted.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("without an administrator", html, StringComparison.Ordinal);
        Assert.Contains("Ada Typed", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.PostAsync($"/people/{ada.Id}", $"/people/{ada.Id}/disable")).StatusCode);

        // Two administrators who demote each other at the same moment: one of them stays.
        var eve = await hub.AddPersonAsync("Eve Admin", HubRoles.Administrator);
        using var other = hub.Anonymous();
        await other.SignInAsync(eve.Email!, TestHub.Password);
        var both = await Task.WhenAll(
            admin.PostAsync($"/people/{eve.Id}", $"/people/{eve.Id}", ("Name", "Eve Admin"), ("Email", eve.Email!), ("Roles", "rep")),
            other.PostAsync($"/people/{ada.Id}", $"/people/{ada.Id}", ("Name", "Ada Admin"), ("Email", ada.Email!), ("Roles", "rep")));
        await using var database = hub.OpenDatabase();
        Assert.True(await database.UserRoles.CountAsync(link => database.Roles.Any(role => role.Id == link.RoleId && role.Name == HubRoles.Administrator), TestContext.Current.CancellationToken) >= 1);
        Assert.Contains(both, answer => answer.StatusCode == HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task BadInput_IsRefusedWithASentence_AndWhatWasTypedIsKept()
    {
        await using var hub = await TestHub.StartAsync();
        using var admin = await hub.SignInAsAsync("Ada Admin", HubRoles.Administrator);
        (string Name, string Value)[] good = [("Name", "Kept Name"), ("Email", "kept@hub.example"), ("Roles", "rep")];
        (string Name, string Value)[] bad =
        [
            ("Name", ""), ("Name", new string('n', 10_000)), ("Name", "a\nb"), ("Email", ""), ("Email", "no address"), ("Email", "a@b\r\nBcc: c@d"), ("Email", new string('e', 10_000) + "@x"), ("Email", "ada.admin@hub.example"),
            ("Roles", "king"), ("TimeZone", "Mars/Olympus"), ("TimeZone", new string('z', 10_000)), ("StartedOn", "yesterday"), ("StartedOn", "0001-01-01"), ("TeamIds", "x"), ("TeamIds", "99999999999999999999"),
        ];
        foreach (var field in bad)
        {
            var answer = await admin.PostAsync("/people/invite", "/people/invite", [.. good.Where(other => other.Name != field.Name), field]);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{field.Name}={field.Value[..Math.Min(20, field.Value.Length)]}: {(int)answer.StatusCode}");
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
            Assert.Contains(field.Name == "Name" ? "kept@hub.example" : "Kept Name", html, StringComparison.Ordinal);
        }

        var hostile = await admin.PostAsync("/people/invite", "/people/invite", ("Name", "<script>alert(1)</script>"), ("Email", "h@hub.example"), ("Roles", "rep"));
        Assert.Equal(HttpStatusCode.Redirect, hostile.StatusCode);
        Assert.DoesNotContain("<script>alert", await admin.ReadAsync("/people"), StringComparison.Ordinal);
        foreach (var path in new[] { "/people/999999", "/people/abc", "/people/99999999999" }) Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(path)).StatusCode);
        foreach (var deed in new[] { "", "/disable", "/enable", "/password-mail", "/end-sessions" }) Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync("/people", $"/people/999999{deed}")).StatusCode);
        foreach (var query in new[] { "page=abc", "page=-5", "page=999999999", "team=x", "role=king", "status=odd", "q=" + new string('q', 10_000), "q=%25_%5C'%22" }) await admin.ReadAsync("/people?" + query);
    }

    [Fact]
    public async Task TenThousandPeople_AreListedAndSearchedQuickly()
    {
        await using var hub = await TestHub.StartAsync();
        using var admin = await hub.SignInAsAsync("Ada Admin", HubRoles.Administrator);
        await using (var database = hub.OpenDatabase())
        {
            var rep = await database.Roles.SingleAsync(role => role.Name == HubRoles.Rep, TestContext.Current.CancellationToken);
            var people = Enumerable.Range(1, 10_000).Select(i => new Person { DisplayName = $"Person {i:00000}", Email = $"p{i}@hub.example", NormalizedEmail = $"P{i}@HUB.EXAMPLE", UserName = $"p{i}@hub.example", NormalizedUserName = $"P{i}@HUB.EXAMPLE", CreatedAt = hub.Time.GetUtcNow() }).ToList();
            database.Users.AddRange(people);
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
            database.UserRoles.AddRange(people.Select(person => new Microsoft.AspNetCore.Identity.IdentityUserRole<int> { UserId = person.Id, RoleId = rep.Id }));
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await admin.ReadAsync("/people");
        var watch = Stopwatch.StartNew();
        Assert.Contains("7,451 to 7,500 of 10,001", await admin.ReadAsync("/people?page=150"), StringComparison.Ordinal);
        Assert.Contains("p777@hub.example", await admin.ReadAsync("/people?q=p777%40&role=rep"), StringComparison.Ordinal);

        // Far above what it takes, far below what a scan for every row would.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }
}
