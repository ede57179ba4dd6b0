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

        // Another node may have printed it; both lead to one set-up.
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(older)).StatusCode);
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
        Assert.Equal(HttpStatusCode.BadRequest, (await late.GetAsync(older)).StatusCode);
        Assert.Null(await link.CreateIfNeededAsync("http://hub/", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Link_EndsAfterADay_AndAStartMakesAnother()
    {
        await using var hub = await TestHub.StartAsync();
        using var browser = hub.Anonymous();
        var link = hub.App.Services.GetRequiredService<SetUpLink>();
        var path = new Uri((await link.CreateIfNeededAsync("http://hub/", TestContext.Current.CancellationToken))!).PathAndQuery;
        hub.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(path)).StatusCode);
        var next = new Uri((await link.CreateIfNeededAsync("http://hub/", TestContext.Current.CancellationToken))!).PathAndQuery;
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(next)).StatusCode);
    }

    /// <summary>A whole hub comes into being three times at once: its schema, its keys, its way in.</summary>
    [Fact]
    public async Task NodesThatStartAtOnceOnNothing_PrintLinksThatAllWork_OnEveryNode_UntilOneIsUsed()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));
        TestServer.Use(folder);
        var nodes = new[] { "one", "two", "three" }.Select(name => ServedHub.Begin(folder, $"Node:Name={name}")).ToList();
        try
        {
            var paths = new List<string>();
            foreach (var node in nodes) paths.Add(new Uri((await node.SaysAsync("/set-up?token=")).Trim()).PathAndQuery);
            Assert.Equal(3, paths.Distinct(StringComparer.Ordinal).Count());
            foreach (var node in nodes)
            {
                using var browser = node.Anonymous();
                foreach (var path in paths) await browser.ReadAsync(path);
            }

            // Two people open two links on two nodes.
            var fields = new[] { ("Name", "Ada"), ("Email", "ada@hub.example"), ("Password", TestHub.Password), ("Repeat", TestHub.Password) };
            using var ada = nodes[0].Anonymous();
            using var eve = nodes[1].Anonymous();
            var both = await Task.WhenAll(
                ada.PostAsync(paths[0], "/set-up", [("Token", TokenOf(paths[0])), .. fields]),
                eve.PostAsync(paths[1], "/set-up", [("Token", TokenOf(paths[1])), .. fields.Select(field => field.Item1 == "Email" ? (field.Item1, "eve@hub.example") : field)]));
            Assert.Single(both, answer => answer.StatusCode == HttpStatusCode.Redirect);

            // On a machine that has too much to do the second one may be asked to come again.
            Assert.Single(both, answer => answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.ServiceUnavailable);
            foreach (var node in nodes)
            {
                using var late = node.Anonymous();
                foreach (var path in paths) Assert.Equal(HttpStatusCode.BadRequest, (await late.GetAsync(path)).StatusCode);
            }

            using var winner = both[0].StatusCode == HttpStatusCode.Redirect ? ada : eve;
            using var elsewhere = winner.At(nodes[2].Address);
            await elsewhere.ReadAsync("/people");
            if (!TestServer.IsThere) Assert.Single(Directory.GetFiles(Path.Combine(folder, "keys"), "key-*.xml"));
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
            await TestServer.DropAsync(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string TokenOf(string path) => path[(path.IndexOf('=', StringComparison.Ordinal) + 1)..];
}
