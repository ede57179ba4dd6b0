using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Reviews.Reports;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Reviews.Reports;

public sealed class OutOfDateTests : IAsyncLifetime
{
    private TestHub _hub = null!;
    private TestBrowser _rita = null!;
    private TestBrowser _ralf = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync();
        _rita = await _hub.SignInAsAsync("Rita Rep");
        _ralf = await _hub.SignInAsAsync("Ralf Rep");
    }

    public async ValueTask DisposeAsync()
    {
        _rita.Dispose();
        _ralf.Dispose();
        await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData("", "1:05", "Text", "Choose what is out of date.")]
    [InlineData("7", "1:05", "Text", "Choose what is out of date.")]
    [InlineData("wrong", "soon", "Text", "Enter the moment as minutes and seconds")]
    [InlineData("wrong", "1:75", "Text", "Enter the moment as minutes and seconds")]
    [InlineData("wrong", "-5", "Text", "Enter the moment as minutes and seconds")]
    [InlineData("wrong", "1:2:3:4", "Text", "Enter the moment as minutes and seconds")]
    [InlineData("wrong", "999999999", "Text", "Enter the moment as minutes and seconds")]
    [InlineData("wrong", "NaN", "Text", "Enter the moment as minutes and seconds")]
    [InlineData("other", "", "   ", "Say in a few words what is out of date.")]
    public async Task BadInput_IsAnsweredWithASentence_AndKeepsWhatWasTyped(string reason, string moment, string text, string sentence)
    {
        var item = await TestData.In(_hub).Clip("Bad input").WithCues().Verified().PublishedAsync();
        var answer = await ReportAsync(_rita, item, reason, moment, text);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        if (moment.Length > 0) Assert.Contains($"value=\"{moment}\"", html, StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        Assert.Equal(0, await database.OutOfDateReports.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TextsTooLong_HostileTexts_AndItemsThatAreNotThere_AreAnswered()
    {
        var item = await VerifiedAsync("Long text");
        var tooLong = await ReportAsync(_rita, item, "wrong", "", new string('a', 1_001));
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        Assert.Contains("at most 1,000 fit", await TextAsync(tooLong), StringComparison.Ordinal);
        var hidden = await TestData.In(_hub).Clip("Not for reps").WithCues().OnlyForRole("lead").PublishedAsync();
        var draft = await TestData.In(_hub).Clip("Draft").WithCues().DraftAsync();
        foreach (var id in new[] { hidden.Id, draft.Id, 987_654 })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _rita.PostAsync("/", $"/items/{id}/out-of-date", ("Reason", "wrong"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await _rita.GetAsync($"/items/{id}/out-of-date")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await ReportAsync(_rita, item, "wrong", "", "<script>alert(1)</script>")).StatusCode);
        using var lead = await _hub.SignInAsAsync("Lena Lead", "lead");
        var queue = await lead.ReadAsync("/reviews");
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", queue, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", queue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoPeopleWithinFourteenDays_EndTheVerification_OnePersonTwiceDoesNot()
    {
        var item = await VerifiedAsync("Reported twice");
        Assert.Contains("Out of date?", await _rita.ReadAsync($"/items/{item.Id}"), StringComparison.Ordinal);
        var first = await ReportAsync(_rita, item, "price", "1:05", "It costs 12 now");
        Assert.Equal($"/items/{item.Id}", first.Headers.Location!.ToString());
        await ReportAsync(_rita, item, "wrong", "", "And the name changed");
        Assert.Equal(TrustStatus.Verified, (await ReadAsync(item)).TrustOn(Today));
        await using (var database = _hub.OpenDatabase())
        {
            var report = Assert.Single(await database.OutOfDateReports.ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal((ReportReason.Wrong, "And the name changed", null), (report.Reason, report.Text, report.Moment));
        }

        _hub.Time.Advance(TimeSpan.FromDays(13));
        await ReportAsync(await AgainAsync("Ralf Rep"), item, "price", "", "");
        var lost = await ReadAsync(item);
        Assert.Equal(TrustStatus.Unverified, lost.TrustOn(Today));
        Assert.Equal(TrustReason.Reported, lost.UntrustedReason);
        await using var after = _hub.OpenDatabase();
        var trust = Assert.Single(await after.TrustEvents.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal((TrustEventKind.Lost, TrustReason.Reported, "2 people within 14 days"), (trust.Kind, trust.Reason, trust.Note));
        using var rita = await AgainAsync("Rita Rep");
        Assert.Contains("No longer verified: people reported it as out of date.", await rita.ReadAsync($"/items/{item.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportsFurtherApart_OrBeforeTheLastCheck_DontAddUp()
    {
        var item = await VerifiedAsync("Far apart");
        await ReportAsync(_rita, item, "wrong", "", "");
        _hub.Time.Advance(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
        using var ralf = await AgainAsync("Ralf Rep");
        await ReportAsync(ralf, item, "wrong", "", "");
        Assert.Null((await ReadAsync(item)).UntrustedReason);
        await KeepAsync(item);
        _hub.Time.Advance(TimeSpan.FromDays(1));
        using var rosa = await _hub.SignInAsAsync("Rosa Rep");
        await ReportAsync(rosa, item, "wrong", "", "");
        Assert.Null((await ReadAsync(item)).UntrustedReason);
    }

    [Fact]
    public async Task TooManyReports_AreRefused()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Limits:ReportsPerMinute=3"]);
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var item = await TestData.In(hub).Clip("Flooded").WithCues().Verified().PublishedAsync();
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 4; number++) statuses.Add((await ReportAsync(rep, item, "wrong", "", "")).StatusCode);
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.TooManyRequests], statuses);
    }

    private DateOnly Today => DateOnly.FromDateTime(_hub.Time.GetUtcNow().UtcDateTime);

    private Task<Item> VerifiedAsync(string title) => TestData.In(_hub).Playbook(title).Saying("Text").Verified().PublishedAsync();

    private static Task<HttpResponseMessage> ReportAsync(TestBrowser browser, Item item, string reason, string moment, string text) =>
        browser.PostAsync("/", $"/items/{item.Id}/out-of-date", ("Reason", reason), ("Moment", moment), ("Text", text));

    private async Task<TestBrowser> AgainAsync(string name)
    {
        var browser = _hub.Anonymous();
        await browser.SignInAsync((await _hub.AddPersonAsync(name)).Email!, TestHub.Password);
        return browser;
    }

    private async Task KeepAsync(Item item)
    {
        using var lead = await _hub.SignInAsAsync("Lena Lead", "lead");
        Assert.Equal(HttpStatusCode.Redirect, (await lead.PostAsync("/reviews", $"/reviews/{item.Id}/keep", ("revision", $"{(await ReadAsync(item)).Revision}"))).StatusCode);
    }

    private async Task<Item> ReadAsync(Item item)
    {
        await using var database = _hub.OpenDatabase();
        return await database.Items.AsNoTracking().SingleAsync(i => i.Id == item.Id, TestContext.Current.CancellationToken);
    }
}
