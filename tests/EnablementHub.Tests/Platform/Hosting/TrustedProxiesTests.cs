using System.ComponentModel.DataAnnotations;
using EnablementHub.Platform.Hosting;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Platform.Hosting;

public sealed class TrustedProxiesTests
{
    private const string Caller = "203.0.113.9";

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
