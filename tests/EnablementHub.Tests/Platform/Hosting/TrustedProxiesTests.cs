using System.ComponentModel.DataAnnotations;
using System.Net;
using EnablementHub.Features.Onboarding.Calendar;
using EnablementHub.Platform.Hosting;
using EnablementHub.Tests.Features.Onboarding;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Platform.Hosting;

public sealed class TrustedProxiesTests
{
    private const string Caller = "203.0.113.9";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.0/8,::1", Caller)]
    [InlineData("10.0.0.4", "127.0.0.1")]
    [InlineData(null, "127.0.0.1")]
    public async Task OnlyATrustedProxy_SaysWhoCalls(string? trusted, string address)
    {
        await using var hub = await TestHub.StartAsync(settings: trusted is null ? [] : [$"Network:TrustedProxies={trusted}"]);
        var person = await hub.AddPersonAsync("Ines Moreau");
        using var browser = hub.Anonymous();
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", Caller);

        await browser.SignInAsync(person.Email!, TestHub.Password);

        await using var database = hub.OpenDatabase();
        Assert.Equal(address, (await database.SignInSessions.SingleAsync()).Address);
    }

    [Fact]
    public async Task WhatACallerWroteItself_IsNotBelieved()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Network:TrustedProxies=127.0.0.1"]);
        var person = await hub.AddPersonAsync("Ines Moreau");
        using var browser = hub.Anonymous();
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.51.100.1, {Caller}");

        await browser.SignInAsync(person.Email!, TestHub.Password);

        await using var database = hub.OpenDatabase();
        Assert.Equal(Caller, (await database.SignInSessions.SingleAsync()).Address);
    }

    [Theory]
    [InlineData("127.0.0.0/8,::1", true)]
    [InlineData("10.0.0.4", false)]
    [InlineData(null, false)]
    public async Task OnlyATrustedProxy_SaysThatItsCallersComeSafely_AndWhere(string? trusted, bool isBelieved)
    {
        await using var hub = await TestHub.StartAsync(settings: trusted is null ? [] : [$"Network:TrustedProxies={trusted}"]);
        var person = await hub.AddPersonAsync("Ines Moreau");
        using var proxy = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = hub.Address };
        proxy.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        proxy.DefaultRequestHeaders.Add("X-Forwarded-For", Caller);
        proxy.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        proxy.DefaultRequestHeaders.Add("X-Forwarded-Host", "hub.acme.example");

        using var stranger = await proxy.GetAsync("/library", Cancel);
        Assert.Equal(isBelieved ? "https://hub.acme.example" : $"http://{hub.Address.Authority}", new Uri(hub.Address, stranger.Headers.Location!).GetLeftPart(UriPartial.Authority));
        using var form = await proxy.GetAsync("/sign-in", Cancel);
        Assert.Equal(isBelieved, form.Headers.Contains("Strict-Transport-Security"));
        var token = TestBrowser.TokenIn(await form.Content.ReadAsStringAsync(Cancel));
        var antiforgery = Assert.Single(form.Headers.GetValues("Set-Cookie"));
        using var post = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("Email", person.Email), new("Password", TestHub.Password), new("__RequestVerificationToken", token)]) };
        post.Headers.Add("Cookie", antiforgery.Split(';')[0]);
        using var signedIn = await proxy.SendAsync(post, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.All(signedIn.Headers.GetValues("Set-Cookie").Append(antiforgery), cookie => Assert.Equal(isBelieved, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("127.0.0.0/8,::1")]
    [InlineData(null)]
    public async Task AddressesThatLeaveTheHub_AreTheConfiguredOnes_WhateverARequestSays(string? trusted)
    {
        await using var hub = await TestHub.StartAsync(settings: ["Organisation:PublicUrl=https://hub.acme.example", .. trusted is null ? Array.Empty<string>() : [$"Network:TrustedProxies={trusted}"]]);
        var person = await hub.AddPersonAsync("Ines Moreau");
        await OnboardingStory.In(hub).Task("Meet the team", due: 3).StartedAsync(person, on: new DateOnly(2026, 3, 10));
        using var browser = hub.Anonymous();
        browser.Http.DefaultRequestHeaders.Host = "forged.example";
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "forged.example");
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "ftp");

        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/forgotten-password", "/forgotten-password", ("Email", person.Email!))).StatusCode);
        var calendar = (await browser.ReadAsync(hub.App.Services.GetRequiredService<CalendarTokens>().Address(person.Id))).Replace("\r\n ", "", StringComparison.Ordinal);

        await using var database = hub.OpenDatabase();
        var mail = await database.Outbox.Select(row => row.Body).SingleAsync(Cancel);
        Assert.Contains("https://hub.acme.example/", mail, StringComparison.Ordinal);
        Assert.Contains("URL:https://hub.acme.example/onboarding", calendar, StringComparison.Ordinal);
        Assert.Contains("@hub.acme.example", calendar, StringComparison.Ordinal);
        Assert.DoesNotContain("forged.example", mail + calendar, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proxy.example.com")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.4, ten")]
    public void NoAddress_IsRefusedWithASentence(string setting)
    {
        var problems = new NetworkOptions { TrustedProxies = setting }.Validate(new ValidationContext(new object())).ToList();

        var problem = Assert.Single(problems).ErrorMessage!;
        Assert.StartsWith("Network:TrustedProxies holds", problem, StringComparison.Ordinal);
        Assert.Contains("10.0.0.0/24", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.4, 10.1.0.0/16,2001:db8::/32")]
    public void AddressesAndNetworks_AreTaken(string setting) =>
        Assert.Empty(new NetworkOptions { TrustedProxies = setting }.Validate(new ValidationContext(new object())));
}
