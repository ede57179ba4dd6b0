using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnablementHub.Features.Tokens;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Tokens;

public sealed partial class ApiTokenTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Token_IsShownOnce_KeptAsAHash_AndActsAsItsPerson()
    {
        using var browser = await _hub.SignInAsAsync("Tom Token", HubRoles.Administrator);
        var token = await CreateAsync(browser, "nightly <export>", "admin");
        Assert.DoesNotContain(token, await browser.ReadAsync("/profile/tokens"), StringComparison.Ordinal);
        Assert.Contains("nightly &lt;export&gt;", await browser.ReadAsync("/profile/tokens"), StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        var row = await database.ApiTokens.AsNoTracking().SingleAsync(t => t.Name == "nightly <export>", TestContext.Current.CancellationToken);
        Assert.Equal(TokenAccess.Hash(token), row.Hash);
        Assert.Null(row.LastUsedAt);

        using var script = With(token);
        await script.ReadAsync("/people");
        var first = await LastUsedAsync(row.Id);
        _hub.Time.Advance(TimeSpan.FromSeconds(30));
        await script.ReadAsync("/people");
        Assert.Equal(first, await LastUsedAsync(row.Id));
        _hub.Time.Advance(TimeSpan.FromSeconds(31));
        await script.ReadAsync("/people");
        Assert.NotEqual(first, await LastUsedAsync(row.Id));

        // No antiforgery for a token, but for a cookie.
        Assert.Equal(HttpStatusCode.Redirect, (await script.Http.PostAsync("/people/teams", Form(("name", "Token team")), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Http.PostAsync("/people/teams", Form(("name", "Cookie team")), TestContext.Current.CancellationToken)).StatusCode);

        await browser.PostAsync("/profile/tokens", $"/profile/tokens/{row.Id}/revoke");
        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync("/people")).StatusCode);
    }

    [Theory]
    [InlineData("hub_wrong")]
    [InlineData("")]
    [InlineData("something else")]
    public async Task WrongToken_GetsAProblemWithItsReason(string token)
    {
        using var script = _hub.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/people");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        var answer = await script.Http.SendAsync(request, TestContext.Current.CancellationToken);
        if (token.Length == 0) Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        else await AssertProblemAsync(answer, 401);
    }

    [Fact]
    public async Task HugeToken_IsRefused()
    {
        using var script = With("hub_" + new string('x', 10_000));
        await AssertProblemAsync(await script.GetAsync("/"), 401);
    }

    [Fact]
    public async Task ExpiredToken_AndTokenOfADisabledPerson_OpenNothing()
    {
        await using var hub = await TestHub.StartAsync();
        using var admin = await hub.SignInAsAsync("Ada Admin", HubRoles.Administrator);
        using var browser = await hub.SignInAsAsync("Erik Expired");
        using var month = With(await CreateAsync(browser, "month", "read", "30"), hub);
        using var forever = With(await CreateAsync(browser, "forever", "read", ""), hub);
        await month.ReadAsync("/");
        hub.Time.Advance(TimeSpan.FromDays(31));
        await AssertProblemAsync(await month.GetAsync("/"), 401);
        await forever.ReadAsync("/");
        await using var database = hub.OpenDatabase();
        var id = await database.Users.Where(p => p.Email == "erik.expired@hub.example").Select(p => p.Id).SingleAsync(TestContext.Current.CancellationToken);
        await admin.SignInAsync("ada.admin@hub.example", TestHub.Password);
        await admin.PostAsync($"/people/{id}", $"/people/{id}/disable");
        await AssertProblemAsync(await forever.GetAsync("/"), 401);
    }

    [Fact]
    public async Task Scope_OnlyNarrowsWhatTheRolesAllow()
    {
        using var rep = await _hub.SignInAsAsync("Rudi Rep");
        using var strong = With(await CreateAsync(rep, "too much", "admin"));
        await AssertProblemAsync(await strong.GetAsync("/people"), 403);
        using var admin = await _hub.SignInAsAsync("Anna Admin", HubRoles.Administrator);
        using var read = With(await CreateAsync(admin, "reader", "read"));
        await read.ReadAsync("/");
        await AssertProblemAsync(await read.GetAsync("/people"), 403);
        using var write = With(await CreateAsync(admin, "writer", "write"));
        await AssertProblemAsync(await write.Http.PostAsync("/people/teams", Form(("name", "x")), TestContext.Current.CancellationToken), 403);

        // No token makes another.
        Assert.Equal(HttpStatusCode.Unauthorized, (await write.Http.PostAsync("/profile/tokens", Form(("Name", "x"), ("Scope", "admin")), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task BadInput_IsRefusedWithASentence_AndKept()
    {
        using var browser = await _hub.SignInAsAsync("Bea Bad");
        using var other = await _hub.SignInAsAsync("Otto Other");
        foreach (var (name, scope, days) in new[] { ("", "read", ""), (new string('n', 10_000), "read", ""), ("x", "root", ""), ("x", "", ""), ("x", "read", "soon"), ("x", "read", "0"), ("x", "read", "99999"), ("x", "read", "99999999999999"), ("a\nb", "read", "") })
        {
            var answer = await browser.PostAsync("/profile/tokens", "/profile/tokens", ("Name", name), ("Scope", scope), ("Days", days));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
            if (name == "x") Assert.Contains("value=\"x\"", html, StringComparison.Ordinal);
        }

        await CreateAsync(other, "mine", "read");
        await using var database = _hub.OpenDatabase();
        var id = await database.ApiTokens.Where(t => t.Name == "mine").Select(t => t.Id).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/profile/tokens", $"/profile/tokens/{id}/revoke")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/profile/tokens", "/profile/tokens/999999/revoke")).StatusCode);
    }

    [Fact]
    public async Task RevokedToken_DiesOnTheOtherNodeWithinFiveSeconds()
    {
        await using var first = await TestHub.StartAsync();
        await using var second = await first.StartSecondNodeAsync();
        using var browser = await first.SignInAsAsync("Nora Node");
        using var script = With(await CreateAsync(browser, "node", "read"), second);
        await script.ReadAsync("/");
        await browser.PostAsync("/profile/tokens", "/profile/tokens/1/revoke");
        first.Time.Advance(TimeSpan.FromSeconds(5));
        await AssertProblemAsync(await script.GetAsync("/"), 401);
    }

    private static async Task<string> CreateAsync(TestBrowser browser, string name, string scope, string days = "90")
    {
        var answer = await browser.PostAsync("/profile/tokens", "/profile/tokens", ("Name", name), ("Scope", scope), ("Days", days));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Token().Match(await answer.Content.ReadAsStringAsync()).Value;
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, int status)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty(answer.Headers.WwwAuthenticate);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.RootElement.GetProperty("detail").GetString());
    }

    private TestBrowser With(string token) => With(token, _hub);

    private static TestBrowser With(string token, TestHub hub)
    {
        var browser = hub.Anonymous();
        browser.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return browser;
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private async Task<DateTimeOffset?> LastUsedAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return await database.ApiTokens.Where(t => t.Id == id).Select(t => t.LastUsedAt).SingleAsync();
    }

    [GeneratedRegex("hub_[A-Za-z0-9_-]{43}")]
    private static partial Regex Token();
}
