using System.Net;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Sessions;

/// <summary>Two nodes on one data directory: what an administrator does on one holds on the other within five seconds.</summary>
public sealed class SessionLifetimeTests
{
    [Fact]
    public async Task DisablingAndRoles_HoldOnBothNodesWithinFiveSeconds_ForCopiedCookies()
    {
        await using var first = await TestHub.StartAsync();
        await using var second = await first.StartSecondNodeAsync();
        using var admin = await first.SignInAsAsync("Ada Admin", HubRoles.Administrator);
        var person = await first.AddPersonAsync("Mia Moved", HubRoles.Administrator);
        using var here = first.Anonymous();
        await here.SignInAsync(person.Email!, TestHub.Password);
        using var there = SignInTests.Copy(here, second);
        await there.ReadAsync("/people");

        // From administrator to rep: the page closes, the session stays.
        var changed = await admin.PostAsync($"/people/{person.Id}", $"/people/{person.Id}", ("Name", "Mia Moved"), ("Email", person.Email!), ("Roles", HubRoles.Rep));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await here.GetAsync("/people")).StatusCode);
        first.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.Forbidden, (await there.GetAsync("/people")).StatusCode);
        await there.ReadAsync("/profile");

        // Disabled: every copy of the cookie is worth nothing.
        await admin.PostAsync($"/people/{person.Id}", $"/people/{person.Id}/disable");
        Assert.Equal(HttpStatusCode.Redirect, (await here.GetAsync("/profile")).StatusCode);
        first.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/profile")).StatusCode);

        // Enabled again: the old session stays dead.
        await admin.PostAsync($"/people/{person.Id}", $"/people/{person.Id}/enable");
        first.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/profile")).StatusCode);
        using var again = second.Anonymous();
        await again.SignInAsync(person.Email!, TestHub.Password);
    }

    [Fact]
    public async Task EndedSession_HoldsOnTheOtherNode_AndSessionsExpire()
    {
        await using var first = await TestHub.StartAsync();
        await using var second = await first.StartSecondNodeAsync();
        using var laptop = await first.SignInAsAsync("Lea Laptop");
        using var phone = first.Anonymous();
        phone.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1");
        await phone.SignInAsync("lea.laptop@hub.example", TestHub.Password);
        using var stolen = SignInTests.Copy(phone, second);
        await stolen.ReadAsync("/profile");
        Assert.Contains("Safari on iPhone", await laptop.ReadAsync("/profile"), StringComparison.Ordinal);

        await laptop.PostAsync("/profile", "/profile/sessions/end-others");
        first.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.Redirect, (await stolen.GetAsync("/profile")).StatusCode);
        await laptop.ReadAsync("/profile");

        first.Time.Advance(TimeSpan.FromDays(15));
        Assert.Equal(HttpStatusCode.Redirect, (await laptop.GetAsync("/profile")).StatusCode);
    }

    [Fact]
    public async Task RestartedHub_KeepsItsSessions()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));
        try
        {
            TestBrowser browser;
            ManualTime time;
            await using (var before = await TestHub.StartAsync(folder))
            {
                browser = await before.SignInAsAsync("Rosa Restart");
                time = before.Time;
            }

            await using var after = await TestHub.StartAsync(folder, time: time);
            using var copy = SignInTests.Copy(browser, after);
            await copy.ReadAsync("/profile");
            browser.Dispose();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
