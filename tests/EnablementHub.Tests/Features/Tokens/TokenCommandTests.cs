using System.Net;
using System.Net.Http.Headers;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Tokens;

/// <summary>The program itself, beside a running server on the same directory.</summary>
public sealed class TokenCommandTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task QuietToken_WorksAtOnce_AndDiesWhenRevoked()
    {
        var person = await _hub.AddPersonAsync("Olli Operator", HubRoles.Administrator);
        var created = await HubProcess.RunAsync("token", "create", "--user", person.Email!, "--scope", "admin", "--name", "ci", "--data", _hub.Folder, "--quiet");
        Assert.True(created.Code == 0, created.Errors);
        var token = Assert.Single(created.Lines);
        Assert.StartsWith("hub_", token, StringComparison.Ordinal);
        using var script = _hub.Anonymous();
        script.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await script.ReadAsync("/people");

        var listed = await HubProcess.RunAsync("token", "list", "--user", person.Email!, "--data", _hub.Folder);
        var row = Assert.Single(listed.Lines).Split('\t');
        Assert.Equal("ci", row[^1]);
        var revoked = await HubProcess.RunAsync("token", "revoke", row[0], "--data", _hub.Folder);
        Assert.Equal(0, revoked.Code);
        _hub.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync("/people")).StatusCode);
        Assert.Equal(1, (await HubProcess.RunAsync("token", "revoke", row[0], "--data", _hub.Folder)).Code);
    }

    [Fact]
    public async Task WrongUse_SaysWhatIsWrong()
    {
        var nobody = await HubProcess.RunAsync("token", "create", "--user", "nobody@hub.example", "--scope", "read", "--data", _hub.Folder);
        Assert.Equal(1, nobody.Code);
        Assert.Contains("nobody@hub.example", nobody.Errors, StringComparison.Ordinal);
        Assert.Equal("", nobody.Output);
        Assert.Equal(2, (await HubProcess.RunAsync("token", "create", "--user", "x", "--scope", "root", "--data", _hub.Folder)).Code);
        var missing = await HubProcess.RunAsync("token", "list", "--data", Path.Combine(_hub.Folder, "not-here"));
        Assert.Equal(2, missing.Code);
        Assert.Contains("There is no hub in", missing.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_hub.Folder, "not-here")));
        Assert.Contains("--quiet", (await HubProcess.RunAsync("token", "create", "--help")).Output, StringComparison.Ordinal);
    }
}
