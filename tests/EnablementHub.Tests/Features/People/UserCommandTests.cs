using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.People;

public sealed class UserCommandTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Operator_AddsChangesAndClosesPeople_BesideARunningServer()
    {
        await _hub.AddPersonAsync("Ada Admin", HubRoles.Administrator);
        var added = await RunAsync("add", "una@hub.example", "--name", "Una User", "--role", "lead");
        Assert.True(added.Code == 0, added.Errors);
        using var browser = _hub.Anonymous();
        var path = new Uri(added.Lines[^1]).PathAndQuery;
        await browser.PostAsync(path, "/choose-password", ("Token", path[(path.IndexOf('=', StringComparison.Ordinal) + 1)..]), ("Password", TestHub.Password), ("Repeat", TestHub.Password));
        await browser.SignInAsync("una@hub.example", TestHub.Password);

        Assert.Equal(["lead"], (await RunAsync("roles", "una@hub.example")).Lines);
        Assert.Equal(0, (await RunAsync("roles", "una@hub.example", "manager", "rep")).Code);
        Assert.Contains((await RunAsync("list")).Lines, line => line.StartsWith("una@hub.example\tUna User\t", StringComparison.Ordinal) && line.EndsWith("active", StringComparison.Ordinal));
        Assert.Equal(0, (await RunAsync("disable", "una@hub.example")).Code);
        _hub.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, (await browser.GetAsync("/profile")).StatusCode);
        Assert.Equal(1, (await RunAsync("reset-password", "una@hub.example")).Code);
        Assert.Equal(0, (await RunAsync("enable", "una@hub.example")).Code);
        Assert.Contains("/choose-password?token=", (await RunAsync("reset-password", "una@hub.example")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrintedLinks_LeadToTheServer_WhereverItListens()
    {
        var added = await RunAsync("add", "link@hub.example", "--name", "Lin Link");
        Assert.StartsWith(new Uri(_hub.Address, "/choose-password").AbsoluteUri, added.Lines[^1], StringComparison.Ordinal);
        var elsewhere = await RunAsync("reset-password", "link@hub.example", "--set", "Organisation:PublicUrl=https://hub.example");
        Assert.StartsWith("https://hub.example/choose-password", elsewhere.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operator_IsToldWhatIsWrong()
    {
        var weak = await HubProcess.RunWithInputAsync("password1234", "user", "add", "weak@hub.example", "--name", "Weak", "--password-stdin", "--data", _hub.Folder);
        Assert.Equal(1, weak.Code);
        Assert.Contains("tried first", weak.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("add", "no address", "--name", "X")).Code);
        Assert.Equal(1, (await RunAsync("add", "x@hub.example", "--name", "X", "--role", "king")).Code);
        Assert.Equal(1, (await RunAsync("disable", "nobody@hub.example")).Code);
        Assert.Equal(2, (await RunAsync("disable")).Code);
    }

    private Task<HubProcess.Answer> RunAsync(params string[] arguments) => HubProcess.RunAsync(["user", .. arguments, "--data", _hub.Folder]);
}
