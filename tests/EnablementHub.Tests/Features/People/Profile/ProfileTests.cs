using System.Net;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.People.Profile;

public sealed class ProfileTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Person_SettlesNameZoneAndTheme()
    {
        using var browser = await _hub.SignInAsAsync("Petra Profile");
        var saved = await browser.PostAsync("/profile", "/profile", ("Name", "Petra P."), ("TimeZone", "America/New_York"), ("Theme", "dark"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var html = await browser.ReadAsync("/profile");
        Assert.Contains("value=\"Petra P.\"", html, StringComparison.Ordinal);
        Assert.Contains("data-bs-theme=\"dark\"", html, StringComparison.Ordinal);
        Assert.Contains("05:00", html, StringComparison.Ordinal);
        foreach (var (name, zone, theme) in new[] { ("", "", "auto"), (new string('n', 10_000), "", "auto"), ("Kept", "Mars/Olympus", "auto"), ("Kept", new string('z', 10_000), "auto"), ("Kept", "", "pink") })
        {
            var answer = await browser.PostAsync("/profile", "/profile", ("Name", name), ("TimeZone", zone), ("Theme", theme));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var refused = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("role=\"alert\"", refused, StringComparison.Ordinal);
            if (name.Length > 0) Assert.Contains(name, refused, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NewPassword_NeedsTheOldOne_AndSignsOutTheOtherBrowsers()
    {
        using var here = await _hub.SignInAsAsync("Paul Password");
        using var there = _hub.Anonymous();
        await there.SignInAsync("paul.password@hub.example", TestHub.Password);
        const string New = "a kettle on the roof";
        foreach (var (current, first, second) in new[] { ("wrong", New, New), ("", New, New), (new string('c', 10_000), New, New), (TestHub.Password, New, "different one"), (TestHub.Password, "short", "short"), (TestHub.Password, "", ""), (TestHub.Password, "paulpassword12", "paulpassword12") })
        {
            var answer = await here.PostAsync("/profile", "/profile/password", ("Current", current), ("Password", first), ("Repeat", second));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await here.PostAsync("/profile", "/profile/password", ("Current", TestHub.Password), ("Password", New), ("Repeat", New))).StatusCode);
        await here.ReadAsync("/profile");
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/profile")).StatusCode);
        await there.SignInAsync("paul.password@hub.example", New);
    }

    [Fact]
    public async Task Session_OfAnother_IsNotFound()
    {
        using var mine = await _hub.SignInAsAsync("Mona Mine");
        using var other = await _hub.SignInAsAsync("Olaf Other");
        await using var database = _hub.OpenDatabase();
        var session = await database.SignInSessions.Where(s => s.Person.Email == "olaf.other@hub.example").Select(s => s.Id).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, (await mine.PostAsync("/profile", $"/profile/sessions/{session}/end")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await mine.PostAsync("/profile", "/profile/sessions/999999/end")).StatusCode);
        await other.ReadAsync("/profile");
    }
}
