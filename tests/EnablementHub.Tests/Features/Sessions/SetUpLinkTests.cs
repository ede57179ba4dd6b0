using System.Net;
using EnablementHub.Features.Sessions;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Sessions;

public sealed class SetUpLinkTests
{
    [Fact]
    public async Task FirstStart_MakesTheFirstAdministratorOnce()
    {
        await using var hub = await TestHub.StartAsync();
        using var browser = hub.Anonymous();
        Assert.Contains("no people yet", await browser.ReadAsync("/sign-in"), StringComparison.Ordinal);
        var link = hub.App.Services.GetRequiredService<SetUpLink>();
        var older = new Uri((await link.CreateIfNeededAsync("http://hub/", TestContext.Current.CancellationToken))!).PathAndQuery;
        var path = new Uri((await link.CreateIfNeededAsync("http://hub/", TestContext.Current.CancellationToken))!).PathAndQuery;
        var token = path[(path.IndexOf('=', StringComparison.Ordinal) + 1)..];
        await using var database = hub.OpenDatabase();
        Assert.DoesNotContain(token, (await database.StoredSettings.SingleAsync(s => s.Name == "set-up-link", TestContext.Current.CancellationToken)).Value, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(older)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/set-up")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/set-up?token=" + new string('a', 10_000))).StatusCode);

        var weak = await browser.PostAsync(path, "/set-up", ("Token", token), ("Name", "Ada <b>"), ("Email", "ada@hub.example"), ("Password", "password1234"), ("Repeat", "password1234"));
        Assert.Equal(HttpStatusCode.BadRequest, weak.StatusCode);
        Assert.Contains("value=\"Ada &lt;b&gt;\"", await weak.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        foreach (var (field, value) in new[] { ("Name", ""), ("Email", "no address"), ("Password", ""), ("Repeat", "another one") })
        {
            var typed = new Dictionary<string, string> { ["Token"] = token, ["Name"] = "Ada", ["Email"] = "ada@hub.example", ["Password"] = TestHub.Password, ["Repeat"] = TestHub.Password, [field] = value };
            var refused = await browser.PostAsync(path, "/set-up", [.. typed.Select(pair => (pair.Key, pair.Value))]);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains($"id=\"{field}-error\"", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        var fields = new[] { ("Token", token), ("Name", "Ada"), ("Email", "ada@hub.example"), ("Password", TestHub.Password), ("Repeat", TestHub.Password) };
        using var rival = hub.Anonymous();
        var both = await Task.WhenAll(browser.PostAsync(path, "/set-up", fields), rival.PostAsync(path, "/set-up", [.. fields.Select(f => f.Item1 == "Email" ? (f.Item1, "eve@hub.example") : f)]));
        Assert.Single(both, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Single(both, answer => answer.StatusCode == HttpStatusCode.BadRequest);
        Assert.Equal(1, await database.Users.CountAsync(TestContext.Current.CancellationToken));

        using var winner = both[0].StatusCode == HttpStatusCode.Redirect ? browser : rival;
        Assert.Contains("Ada", await winner.ReadAsync("/people"), StringComparison.Ordinal);
        using var late = hub.Anonymous();
        Assert.Equal(HttpStatusCode.BadRequest, (await late.GetAsync(path)).StatusCode);
        Assert.Null(await link.CreateIfNeededAsync("http://hub/", TestContext.Current.CancellationToken));
    }
}
