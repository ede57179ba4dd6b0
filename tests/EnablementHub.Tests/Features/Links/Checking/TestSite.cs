using System.Collections.Concurrent;
using System.Net;
using EnablementHub.Features.Links.Checking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EnablementHub.Tests.Features.Links.Checking;

/// <summary>A web server on this machine that stands for the whole internet: every name leads to it.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    private TestSite(WebApplication app) => _app = app;

    /// <summary>Method, host and path of everything that was asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Hosts that were asked two things at once.</summary>
    public ConcurrentBag<string> Pressed { get; } = [];

    public string Robots { get; set; } = "";

    /// <summary>Instead of <see cref="Robots"/>, by host.</summary>
    public Dictionary<string, string> RobotsOf { get; } = new(StringComparer.Ordinal);

    /// <summary>When each host was asked for pages, in the clock's ticks.</summary>
    public ConcurrentQueue<(string Host, long At)> Visits { get; } = new();

    /// <summary>What the pages answer, by path; 200 where nothing is said.</summary>
    public Dictionary<string, Func<HttpContext, Task>> Pages { get; } = new(StringComparer.Ordinal);

    public int Port { get; private set; }

    public string At(string path, string host = "site.example") => $"http://{host}:{Port}{path}";

    public CheckingNetwork Network { get; private set; } = null!;

    public static async Task<TestSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var site = new TestSite(app);
        app.Run(site.AnswerAsync);
        await app.StartAsync();
        site.Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

        // Only here is this machine an address that may be asked.
        site.Network = new CheckingNetwork((host, _) => Task.FromResult<IPAddress[]>(host.StartsWith("private", StringComparison.Ordinal) ? [IPAddress.Parse("10.0.0.7")] : [IPAddress.Loopback]), IPAddress.IsLoopback);
        return site;
    }

    public static Func<HttpContext, Task> Status(int status, string? location = null) => context =>
    {
        context.Response.StatusCode = status;
        if (location is not null) context.Response.Headers.Location = location;
        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        if (_open.AddOrUpdate(host, 1, (_, count) => count + 1) > 1) Pressed.Add(host);
        Asked.Enqueue($"{context.Request.Method} {host}{context.Request.Path}");
        if (context.Request.Path != "/robots.txt") Visits.Enqueue((host, System.Diagnostics.Stopwatch.GetTimestamp()));
        await Task.Delay(20);
        if (context.Request.Path == "/robots.txt") await context.Response.WriteAsync(RobotsOf.GetValueOrDefault(host, Robots));
        else if (Pages.TryGetValue(context.Request.Path, out var page)) await page(context);
        _open.AddOrUpdate(host, 0, (_, count) => count - 1);
    }
}
