using System.Net;
using EnablementHub.Features.Links.Checking;
using EnablementHub.Platform.Settings;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.Options;

namespace EnablementHub.Tests.Features.Links.Checking;

public sealed class AddressCheckerTests
{
    [Fact]
    public async Task Page_IsAskedForItsHeadOnly_AndForItselfWhereThatFails()
    {
        await using var site = await TestSite.StartAsync();
        using var checker = Checker(site.Network);
        foreach (var status in new[] { 405, 501, 403, 404 })
            site.Pages[$"/head-{status}"] = context => TestSite.Status(HttpMethodsIsHead(context.Request.Method) ? status : 200)(context);
        Assert.Equal(CheckOutcome.Works, (await CheckAsync(checker, site.At("/fine"))).Outcome);
        Assert.DoesNotContain("GET site.example/fine", site.Asked);
        foreach (var status in new[] { 405, 501, 403, 404 }) Assert.Equal(CheckOutcome.Works, (await CheckAsync(checker, site.At($"/head-{status}"))).Outcome);
        foreach (var (status, outcome) in new[] { (404, CheckOutcome.Failed), (410, CheckOutcome.Failed), (500, CheckOutcome.Failed), (401, CheckOutcome.Refused), (403, CheckOutcome.Refused), (429, CheckOutcome.Later) })
        {
            site.Pages["/status"] = TestSite.Status(status);
            Assert.Equal(outcome, (await CheckAsync(checker, site.At("/status"))).Outcome);
        }
    }

    [Fact]
    public async Task Redirects_AreFollowedByHand_AtMostFive_AndOnlyPermanentOnesAreAMove()
    {
        await using var site = await TestSite.StartAsync();
        using var checker = Checker(site.Network);
        site.Pages["/moved"] = TestSite.Status(301, "/moved-2");
        site.Pages["/moved-2"] = TestSite.Status(308, site.At("/here", "other.example"));
        site.Pages["/found"] = TestSite.Status(302, "/here");
        site.Pages["/mixed"] = TestSite.Status(301, "/found");
        site.Pages["/circle"] = TestSite.Status(301, "/circle");
        site.Pages["/file"] = TestSite.Status(301, "file:///etc/passwd");
        site.Pages["/inside"] = TestSite.Status(301, site.At("/", "private.example"));
        site.Pages["/gone"] = TestSite.Status(301, "/404");
        site.Pages["/404"] = TestSite.Status(404);
        Assert.Equal(new CheckedAddress(CheckOutcome.Works, "It has moved for good.", site.At("/here", "other.example")), await CheckAsync(checker, site.At("/moved")));
        Assert.Null((await CheckAsync(checker, site.At("/found"))).MovedTo);
        Assert.Equal(site.At("/found"), (await CheckAsync(checker, site.At("/mixed"))).MovedTo);
        Assert.Equal(CheckOutcome.Failed, (await CheckAsync(checker, site.At("/file"))).Outcome);
        Assert.Equal(CheckOutcome.Failed, (await CheckAsync(checker, site.At("/gone"))).Outcome);
        Assert.Equal(CheckOutcome.Refused, (await CheckAsync(checker, site.At("/inside"))).Outcome);
        site.Asked.Clear();
        Assert.Equal(CheckOutcome.Failed, (await CheckAsync(checker, site.At("/circle"))).Outcome);
        Assert.Equal(1 + AddressChecker.MaxRedirects, site.Asked.Count);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("0.0.0.0")]
    public async Task ThisMachine_IsNeverAsked_HoweverItIsWritten(string host)
    {
        await using var site = await TestSite.StartAsync();
        using var checker = Checker(CheckingNetwork.Open);
        Assert.Equal(CheckOutcome.Refused, (await CheckAsync(checker, $"http://{host}:{site.Port}/")).Outcome);
        Assert.Empty(site.Asked);
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    public async Task NameThatLeadsIntoAPrivateNetwork_IsRefusedAfterItWasResolved(string address)
    {
        using var checker = Checker(CheckingNetwork.Open with { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]) });
        Assert.Equal(CheckOutcome.Refused, (await CheckAsync(checker, "http://harmless.example/latest/meta-data")).Outcome);
    }

    [Fact]
    public async Task AllowedHost_IsAskedInAPrivateNetworkToo()
    {
        await using var site = await TestSite.StartAsync();
        var names = CheckingNetwork.Open with { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) };
        using var checker = Checker(names, "wiki.example");
        Assert.Equal(CheckOutcome.Works, (await CheckAsync(checker, site.At("/", "wiki.example"))).Outcome);
        Assert.Equal(CheckOutcome.Refused, (await CheckAsync(checker, site.At("/", "wiki.example.org"))).Outcome);
    }

    [Fact]
    public async Task RobotsFile_IsRespected_AndAskedForOnce()
    {
        await using var site = await TestSite.StartAsync();
        site.Robots = "User-agent: *\nDisallow: /private";
        using var checker = Checker(site.Network);
        Assert.Equal(CheckOutcome.Refused, (await CheckAsync(checker, site.At("/private/a"))).Outcome);
        Assert.Equal(CheckOutcome.Works, (await CheckAsync(checker, site.At("/open"))).Outcome);
        Assert.Equal(["GET site.example/robots.txt", "HEAD site.example/open"], site.Asked);
    }

    [Fact]
    public async Task EndlessAnswer_IsNotRead()
    {
        await using var site = await TestSite.StartAsync();
        site.Pages["/endless"] = async context =>
        {
            if (HttpMethodsIsHead(context.Request.Method))
            {
                context.Response.StatusCode = 405;
                return;
            }

            var chunk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        };
        using var checker = Checker(site.Network);
        Assert.Equal(CheckOutcome.Works, (await CheckAsync(checker, site.At("/endless"))).Outcome);
    }

    [Theory]
    [InlineData("http://nothing.invalid/")]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://site.example:99999/")]
    public async Task WhatCannotBeReached_Fails(string url)
    {
        await using var site = await TestSite.StartAsync();
        var names = site.Network with { Resolve = (host, _) => host == "nothing.invalid" ? throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound) : Task.FromResult<IPAddress[]>([IPAddress.Loopback]) };
        using var checker = Checker(names);
        Assert.Equal(CheckOutcome.Failed, (await CheckAsync(checker, url)).Outcome);
    }

    private static Task<CheckedAddress> CheckAsync(AddressChecker checker, string url) => checker.CheckAsync(url, TestContext.Current.CancellationToken);

    private static bool HttpMethodsIsHead(string method) => method == "HEAD";

    private static AddressChecker Checker(CheckingNetwork network, string? allowed = null) =>
        new(new HttpClient(CheckingHandler.Create(network, Options.Create(new LinkCheckOptions { AllowedHosts = allowed }))) { Timeout = TimeSpan.FromSeconds(10) }, new ManualTime(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero)));
}
