using System.Net;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Sessions;

public sealed class SignInTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Stranger_IsLedToTheSignInPage_AndBackAfterwards()
    {
        using var browser = _hub.Anonymous();
        var answer = await browser.GetAsync("/profile?x=1");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var person = await _hub.AddPersonAsync("Rita Rep");
        var page = answer.Headers.Location!.PathAndQuery;
        var back = await browser.PostAsync(page, "/sign-in", ("Email", person.Email!), ("Password", TestHub.Password), ("ReturnUrl", "/profile?x=1"));
        Assert.Equal("/profile?x=1", back.Headers.Location!.ToString());
        await browser.ReadAsync("/profile?x=1");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_NeverLeadsElsewhere(string returnUrl)
    {
        using var browser = _hub.Anonymous();
        var person = await _hub.AddPersonAsync("Olga Open");
        var answer = await browser.PostAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl), "/sign-in", ("Email", person.Email!), ("Password", TestHub.Password), ("ReturnUrl", returnUrl));
        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task WrongPassword_UnknownAddress_AndDisabledPerson_GetTheSameAnswer()
    {
        var known = await _hub.AddPersonAsync("Wanda Wrong");
        var disabled = await _hub.AddPersonAsync("Dora Disabled");
        await using (var database = _hub.OpenDatabase())
            await database.Users.Where(p => p.Id == disabled.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.DisabledAt, _hub.Time.GetUtcNow()));
        var answers = new List<string>();
        foreach (var (email, password) in new[] { (known.Email!, "not the password"), ("nobody@hub.example", TestHub.Password), (disabled.Email!, TestHub.Password) })
        {
            using var browser = _hub.Anonymous();
            var answer = await browser.PostAsync("/sign-in", "/sign-in", ("Email", email), ("Password", password));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Contains(email, html, StringComparison.Ordinal);
            answers.Add(html[html.IndexOf("role=\"alert\"", StringComparison.Ordinal)..html.IndexOf("</ul>", html.IndexOf("role=\"alert\"", StringComparison.Ordinal), StringComparison.Ordinal)]);
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task EightFailures_LockThePersonOut_AndTheLockIsAudited()
    {
        var person = await _hub.AddPersonAsync("Lola Locked");
        using var browser = _hub.Anonymous();
        for (var i = 0; i < 8; i++) await browser.PostAsync("/sign-in", "/sign-in", ("Email", person.Email!), ("Password", "guess number " + i));
        var right = await browser.PostAsync("/sign-in", "/sign-in", ("Email", person.Email!), ("Password", TestHub.Password));
        Assert.Equal(HttpStatusCode.BadRequest, right.StatusCode);
        await using var database = _hub.OpenDatabase();
        Assert.Equal(1, await database.Audit.CountAsync(entry => entry.Action == "person.locked-out" && entry.SubjectId == person.Id, TestContext.Current.CancellationToken));
        await database.Users.Where(p => p.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.LockoutEnd, (DateTimeOffset?)null), TestContext.Current.CancellationToken);
        await browser.SignInAsync(person.Email!, TestHub.Password);
    }

    [Fact]
    public async Task BadInput_IsRefusedWithASentence_AndTheAddressIsKept()
    {
        using var browser = _hub.Anonymous();
        foreach (var (email, password) in new[] { ("", ""), (new string('x', 10_000), "secret secret"), ("<script>alert(1)</script>", "secret secret"), ("a@b", new string('p', 10_000)), ("\u202e", "\u202e") })
        {
            var answer = await browser.PostAsync("/sign-in", "/sign-in", ("Email", email), ("Password", password));
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{(int)answer.StatusCode} for {email[..Math.Min(20, email.Length)]}");
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            Assert.DoesNotContain(new string('p', 300), html, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/sign-in", "/sign-in", ("Email", "\0"), ("Password", "x"))).StatusCode);
        var without = await browser.Http.PostAsync("/sign-in", new FormUrlEncodedContent([KeyValuePair.Create("Email", "a@b.example")]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
    }

    [Fact]
    public async Task SignOut_EndsEveryCopyOfTheCookie()
    {
        using var browser = await _hub.SignInAsAsync("Sonja Signout");
        using var copy = Copy(browser, _hub);
        await copy.ReadAsync("/profile");
        await browser.PostAsync("/profile", "/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, (await copy.GetAsync("/profile")).StatusCode);
    }

    [Fact]
    public async Task TooManyAttemptsFromOneAddress_AreSlowedDown()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Limits:SignInPerMinute=5"]);
        using var browser = hub.Anonymous();
        var token = await browser.TokenAsync("/sign-in");
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 7; i++)
        {
            var answer = await browser.Http.PostAsync("/sign-in", new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("Email", "a@b.example"), KeyValuePair.Create("Password", "x")]), TestContext.Current.CancellationToken);
            codes.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, codes[^1]);
        Assert.Equal(HttpStatusCode.BadRequest, codes[0]);
    }

    /// <summary>A second browser with the first one's session cookie, at this hub.</summary>
    internal static TestBrowser Copy(TestBrowser browser, TestHub hub) => browser.At(hub.Address);
}
