using System.Net;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Sessions;

public sealed class SignInTests
{
    [Fact]
    public async Task Stranger_IsLedToTheSignInPage_AndBackAfterwards()
    {
        await using var hub = await TestHub.StartAsync();
        using var browser = hub.Anonymous();
        var answer = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await rep.ReadAsync("/");
    }
}
