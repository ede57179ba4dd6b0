using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using EnablementHub.Features.Tokens;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Architecture;

/// <summary>Every route, asked for by every role, a stranger, somebody without a role and somebody disabled.</summary>
public sealed partial class RouteRoleMatrixTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public void EveryRoute_StandsInTheTable()
    {
        var missing = Routes().Where(route => RouteTable.All.All(row => (row.Method, row.Route) != route)).Distinct()
            .Select(route => $"new(\"{route.Method}\", \"{route.Route}\", Capability.… or Reader or Anyone),").ToList();
        Assert.True(missing.Count == 0, $"These routes are new. Say who may reach them, one line each, in {nameof(RouteTable)}.cs:\n{string.Join('\n', missing)}");
        var gone = RouteTable.All.Where(row => !Routes().Contains((row.Method, row.Route))).Select(row => $"{row.Method} {row.Route}").ToList();
        Assert.True(gone.Count == 0, $"These routes are gone. Take their lines out of {nameof(RouteTable)}.cs:\n{string.Join('\n', gone)}");
        Assert.Equal(RouteTable.All.Count, RouteTable.All.Select(row => (row.Method, row.Route)).Distinct().Count());
    }

    [Fact]
    public async Task EveryRoute_IsOpenToExactlyThoseWhomTheTableNames()
    {
        var callers = new List<Caller> { new("a stranger", _hub.Anonymous(), IsSignedIn: false, null), await DisabledAsync(), await WithoutRoleAsync() };
        foreach (var role in HubRoles.All) callers.Add(new Caller(role, await _hub.SignInAsAsync($"Matrix {role}", role), IsSignedIn: true, role));
        var wrong = new List<string>();
        foreach (var row in RouteTable.All)
        {
            foreach (var caller in callers)
            {
                using var answer = await caller.Browser.Http.SendAsync(Request(row), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                if (Complaint(row, caller, answer) is { } complaint) wrong.Add($"{row.Method} {row.Route} as {caller.Name}: {complaint}");
            }
        }

        callers.ForEach(caller => caller.Browser.Dispose());
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task ReadToken_OfAnAdministrator_ChangesNothing_AndWriteTokenManagesNobody()
    {
        var person = await _hub.AddPersonAsync("Matrix Token", HubRoles.Administrator);
        using var read = await WithTokenAsync(person.Id, TokenScopes.Read);
        using var write = await WithTokenAsync(person.Id, TokenScopes.Write);
        var wrong = new List<string>();
        foreach (var row in RouteTable.All.Where(row => row.Access != RouteTable.Anyone))
        {
            using var reading = await read.Http.SendAsync(Request(row), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            if (row.Method != "GET" && !IsRefusal(reading)) wrong.Add($"{row.Method} {row.Route} with a read token: {(int)reading.StatusCode}");
            if (row.Access != Capability.ManagePeople) continue;
            using var writing = await write.Http.SendAsync(Request(row), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            if (!IsRefusal(writing)) wrong.Add($"{row.Method} {row.Route} with a write token: {(int)writing.StatusCode}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static bool IsRefusal(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || IsRedirectToSignIn(answer);

    private static bool IsRedirectToSignIn(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/sign-in?returnUrl", StringComparison.Ordinal);

    private static string? Complaint(RouteAccess row, Caller caller, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        if (status is >= 500 and not 503) return $"{status}, an error of ours";
        var allowed = row.Access == RouteTable.Anyone || (caller.Role is not null && Capability.RolesWith(row.Access).Contains(caller.Role));
        if (allowed) return IsRefusal(answer) ? $"{status}, but the table allows it" : null;
        if (!caller.IsSignedIn) return status == 401 || IsRedirectToSignIn(answer) ? null : $"{status}, but it should ask to sign in";
        return status == 403 ? null : $"{status}, but the table doesn't allow it";
    }

    private static HttpRequestMessage Request(RouteAccess row)
    {
        // An id that nobody has, and no antiforgery token: whoever gets past the door finds nothing and changes nothing.
        var path = Parameter().Replace(row.Route, match =>
            match.Value.Contains(":guid", StringComparison.Ordinal) ? "7f9c24e8-3b12-4fef-91e0-1b4c4e6a2f10"
            : match.Value.Contains(":int", StringComparison.Ordinal) || match.Value.Contains(":long", StringComparison.Ordinal) ? (match.Value.Contains("status", StringComparison.Ordinal) ? "404" : "2000000000")
            : match.Value.Contains(":file", StringComparison.Ordinal) ? "nothing.css"
            : "x");
        return new HttpRequestMessage(new HttpMethod(row.Method == "ANY" ? "GET" : row.Method), path);
    }

    private IEnumerable<(string Method, string Route)> Routes() =>
        from endpoint in _hub.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where !endpoint.Metadata.Any(data => data.GetType().FullName!.Contains("StaticAsset", StringComparison.Ordinal))
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.DefaultIfEmpty("ANY") ?? ["ANY"]
        where method != "HEAD"
        select (method, "/" + endpoint.RoutePattern.RawText?.TrimStart('/'));

    private async Task<Caller> DisabledAsync()
    {
        var browser = await _hub.SignInAsAsync("Matrix Disabled", [.. HubRoles.All]);
        await using var database = _hub.OpenDatabase();
        await database.Users.Where(person => person.Email == "matrix.disabled@hub.example").ExecuteUpdateAsync(set => set.SetProperty(person => person.DisabledAt, _hub.Time.GetUtcNow()));
        _hub.Time.Advance(TimeSpan.FromSeconds(5));
        return new Caller("somebody disabled", browser, IsSignedIn: false, null);
    }

    private async Task<Caller> WithoutRoleAsync()
    {
        var browser = await _hub.SignInAsAsync("Matrix Nobody");
        await using var database = _hub.OpenDatabase();
        var id = await database.Users.Where(person => person.Email == "matrix.nobody@hub.example").Select(person => person.Id).SingleAsync();
        await database.UserRoles.Where(link => link.UserId == id).ExecuteDeleteAsync();
        _hub.Time.Advance(TimeSpan.FromSeconds(5));
        return new Caller("somebody without a role", browser, IsSignedIn: true, null);
    }

    private async Task<TestBrowser> WithTokenAsync(int personId, string scope)
    {
        await using var services = _hub.App.Services.CreateAsyncScope();
        var outcome = await services.ServiceProvider.GetRequiredService<CreateToken>().RunAsync(new TokenRequest { PersonId = personId, Name = "matrix", Scope = scope }, TestContext.Current.CancellationToken);
        var browser = _hub.Anonymous();
        browser.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", outcome.Token);
        return browser;
    }

    private sealed record Caller(string Name, TestBrowser Browser, bool IsSignedIn, string? Role);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
