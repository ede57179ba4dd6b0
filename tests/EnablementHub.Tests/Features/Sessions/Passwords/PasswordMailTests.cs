using System.Net;
using System.Text.RegularExpressions;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Sessions.Passwords;

public sealed partial class PasswordMailTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private const string New = "wooden boats at dawn";
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Link_SetsANewPasswordOnce_AndEndsEverySession()
    {
        var person = await _hub.AddPersonAsync("Fred Forgot");
        using var signedIn = _hub.Anonymous();
        await signedIn.SignInAsync(person.Email!, TestHub.Password);
        using var browser = _hub.Anonymous();
        browser.Http.DefaultRequestHeaders.Host = "evil.example";
        Assert.Contains("under way", await AskAsync(browser, person.Email!), StringComparison.Ordinal);
        browser.Http.DefaultRequestHeaders.Host = null;
        var link = await LinkAsync(person.Email!);
        Assert.StartsWith(_hub.Address.ToString(), link, StringComparison.Ordinal);
        var path = new Uri(link).PathAndQuery;
        var token = path[(path.IndexOf('=', StringComparison.Ordinal) + 1)..];

        var differing = await browser.PostAsync(path, "/choose-password", ("Token", token), ("Password", New), ("Repeat", "something else again"));
        Assert.Equal(HttpStatusCode.BadRequest, differing.StatusCode);
        var weak = await browser.PostAsync(path, "/choose-password", ("Token", token), ("Password", "fredforgot99"), ("Repeat", "fredforgot99"));
        Assert.Contains("your own name", await weak.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var done = await browser.PostAsync(path, "/choose-password", ("Token", token), ("Password", New), ("Repeat", New));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await signedIn.GetAsync("/profile")).StatusCode);
        await browser.SignInAsync(person.Email!, New);

        using var again = _hub.Anonymous();
        Assert.Equal(HttpStatusCode.BadRequest, (await again.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Answer_IsTheSame_WhetherTheAddressExists_AndOnlyThePersonGetsMail()
    {
        var person = await _hub.AddPersonAsync("Emma Exists");
        using var browser = _hub.Anonymous();
        var known = await AskAsync(browser, person.Email!);
        var unknown = await AskAsync(browser, "emma.nobody@hub.example");
        Assert.Equal(Neutral(known, person.Email!), Neutral(unknown, "emma.nobody@hub.example"));
        await LinkAsync(person.Email!);
        await AskAsync(browser, person.Email!);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        await using var database = _hub.OpenDatabase();
        Assert.Equal(1, await database.Outbox.CountAsync(mail => mail.To == person.Email, TestContext.Current.CancellationToken));
        Assert.Equal(0, await database.Outbox.CountAsync(mail => mail.To == "emma.nobody@hub.example", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Link_DiesAfterADay_AndWhenThePersonIsDisabled()
    {
        await using var hub = await TestHub.StartAsync();
        var person = await hub.AddPersonAsync("Otto Old");
        using var browser = hub.Anonymous();
        await AskAsync(browser, person.Email!);
        var path = new Uri(await LinkAsync(person.Email!, hub)).PathAndQuery;
        await browser.ReadAsync(path);
        hub.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/choose-password?token=forged")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/choose-password?token=" + new string('A', 10_000))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/choose-password")).StatusCode);
    }

    [Fact]
    public async Task BadAddresses_AreRefusedWithASentence()
    {
        using var browser = _hub.Anonymous();
        foreach (var email in new[] { "", "nobody", new string('x', 10_000) + "@hub.example" })
        {
            var answer = await browser.PostAsync("/forgotten-password", "/forgotten-password", ("Email", email));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    private static async Task<string> AskAsync(TestBrowser browser, string email)
    {
        var answer = await browser.PostAsync("/forgotten-password", "/forgotten-password", ("Email", email));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Neutral(string html, string email) => Antiforgery().Replace(html.Replace(email, "", StringComparison.Ordinal), "");

    private Task<string> LinkAsync(string email) => LinkAsync(email, _hub);

    /// <summary>The link in the newest mail to this address; the mail is written just after the answer.</summary>
    internal static async Task<string> LinkAsync(string email, TestHub hub)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            await using var database = hub.OpenDatabase();
            if (await database.Outbox.Where(mail => mail.To == email).OrderByDescending(mail => mail.Id).FirstOrDefaultAsync() is { } mail)
                return Link().Match(mail.Body).Value;
            await Task.Delay(50);
        }

        throw new InvalidOperationException($"No mail to {email} came.");
    }

    [GeneratedRegex(@"https?://\S+/choose-password\S+")]
    private static partial Regex Link();

    [GeneratedRegex("<(input|meta) name=\"(__RequestVerificationToken|antiforgery)[^>]*>")]
    private static partial Regex Antiforgery();
}
