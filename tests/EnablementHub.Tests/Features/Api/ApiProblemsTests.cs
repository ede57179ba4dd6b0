using System.Net;
using System.Text;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Api;

public sealed class ApiProblemsTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task EveryError_IsAProblemInOneForm()
    {
        using var lead = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead);
        using var stranger = _hub.Anonymous();
        foreach (var path in new[] { "/api/v1/items", "/api/v1/items/1", "/api/v1/search?q=x" })
        {
            var unsigned = await ApiReply.ReadAsync(await stranger.GetAsync(path));
            Assert.StartsWith("Bearer", unsigned.IsProblem(HttpStatusCode.Unauthorized, "Bearer").Headers["WWW-Authenticate"], StringComparison.Ordinal);
        }

        (await lead.GetAsync("nothing")).IsProblem(HttpStatusCode.NotFound);
        (await lead.GetAsync("items/2000000000")).IsProblem(HttpStatusCode.NotFound, "no such item");
        Assert.Contains("GET", (await lead.SendAsync("PUT", "items", new { })).IsProblem(HttpStatusCode.MethodNotAllowed).Headers["Allow"], StringComparison.Ordinal);
        (await lead.PostAsync("items", new StringContent("<item/>", Encoding.UTF8, "application/xml"))).IsProblem(HttpStatusCode.UnsupportedMediaType, "application/json");
        (await lead.PostAsync("items", new { kind = "clip", title = "x", body = new string('b', 5_000_000) })).IsProblem(HttpStatusCode.RequestEntityTooLarge);
        (await lead.PostAsync("items", new { kind = "clip", title = "x", body = new string('b', 40_000_000) })).IsProblem(HttpStatusCode.RequestEntityTooLarge);
        (await lead.GetAsync("search?colour=red")).IsProblem(HttpStatusCode.BadRequest, "colour", "colour");
        using var wrong = _hub.Anonymous();
        wrong.Http.DefaultRequestHeaders.Authorization = new("Bearer", "hub_wrong");
        (await ApiReply.ReadAsync(await wrong.GetAsync("/api/v1/items"))).IsProblem(HttpStatusCode.Unauthorized, "revoked");
    }

    [Fact]
    public async Task CookieOfABrowser_ChangesNothingWithoutItsToken()
    {
        using var browser = await _hub.SignInAsAsync("Berta Browser", HubRoles.Lead);
        (await ApiReply.ReadAsync(await browser.GetAsync("/api/v1/items"))).Is(HttpStatusCode.OK);
        using var forged = new StringContent("""{"kind":"clip","title":"Forged"}""", Encoding.UTF8, "application/json");
        (await ApiReply.ReadAsync(await browser.Http.PostAsync("/api/v1/items", forged, TestContext.Current.CancellationToken))).IsProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Limit_CountsForEachToken_AndSaysWhenToGoOn()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Limits:ApiPerMinute=10"]);
        using var busy = await ApiScript.StartAsync(hub, "Bea Busy", HubRoles.Rep, TokenScopes.Read);
        using var calm = await ApiScript.StartAsync(hub, "Bea Busy", HubRoles.Rep, TokenScopes.Read);
        var first = (await busy.GetAsync("items")).Is(HttpStatusCode.OK);
        Assert.Equal(("\"token\";q=10;w=60", "\"token\";r=9;t=60"), (first.Headers["RateLimit-Policy"], first.Headers["RateLimit"]));
        for (var request = 1; request < 10; request++) (await busy.GetAsync("facets")).Is(HttpStatusCode.OK);
        hub.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("40", (await busy.GetAsync("items")).IsProblem(HttpStatusCode.TooManyRequests, "40 seconds").Headers["Retry-After"]);
        (await calm.GetAsync("items")).Is(HttpStatusCode.OK);
        hub.Time.Advance(TimeSpan.FromSeconds(40));
        (await busy.GetAsync("items")).Is(HttpStatusCode.OK);
    }
}
