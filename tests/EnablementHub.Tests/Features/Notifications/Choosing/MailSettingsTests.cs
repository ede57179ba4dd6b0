using System.Net;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Notifications.Mailing;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Notifications.Choosing;

public sealed class MailSettingsTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private const string Path = "/profile/notifications";
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Choices_AreKept_AndTheOthersAreOff()
    {
        using var browser = await _hub.SignInAsAsync("Clara Choice");
        var fresh = await browser.ReadAsync(Path);
        Assert.Contains("value=\"18:00\"", fresh, StringComparison.Ordinal);
        Assert.True(IsChecked(fresh, NoticeKind.Mentioned));
        Assert.False(IsChecked(fresh, NoticeKind.Commented));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(Path, Path, ("Mails", "on"), ("Kinds", "Commented"), ("Kinds", "ReviewDue"), ("QuietFrom", "21:30"), ("QuietUntil", "06:15"))).StatusCode);
        var saved = await browser.ReadAsync(Path);
        Assert.Contains("value=\"21:30\"", saved, StringComparison.Ordinal);
        Assert.Contains("value=\"06:15\"", saved, StringComparison.Ordinal);
        Assert.Equal([NoticeKind.ReviewDue, NoticeKind.Commented], Enum.GetValues<NoticeKind>().Where(kind => IsChecked(saved, kind)));
    }

    [Fact]
    public async Task NoTimes_AreNoQuietHours_AndOffKeepsTheKinds()
    {
        using var browser = await _hub.SignInAsAsync("Nele Night");
        await browser.PostAsync(Path, Path, ("Mails", "off"), ("Kinds", "Approved"), ("QuietFrom", ""), ("QuietUntil", ""));
        var person = await _hub.AddPersonAsync("Nele Night");
        await using var database = _hub.OpenDatabase();
        var plan = await MailPlan.ReadAsync(database, person.Id, TestContext.Current.CancellationToken);
        Assert.True(plan.IsOff);
        Assert.True(plan.Quiet.IsNone);
        Assert.False(plan.Wants(NoticeKind.Approved));
        Assert.True(plan.IsChosen(NoticeKind.Approved));
        Assert.False(plan.IsChosen(NoticeKind.Mentioned));
    }

    [Theory]
    [InlineData("", "Approved", "18:00", "08:00", "Choose whether mails come")]
    [InlineData("perhaps", "Approved", "18:00", "08:00", "Choose whether mails come")]
    [InlineData("on", "Nonsense", "18:00", "08:00", "known any more")]
    [InlineData("on", "7", "18:00", "08:00", "known any more")]
    [InlineData("on", "Approved", "25:00", "08:00", "Enter a time of day")]
    [InlineData("on", "Approved", "18:00", "", "Enter both times")]
    [InlineData("on", "Approved", "<script>", "08:00", "Enter a time of day")]
    [InlineData("on", "Approved", "18:00", "8", "Enter a time of day")]
    public async Task WrongChoices_AreRefusedWithASentence_AndStay(string mails, string kind, string from, string until, string sentence)
    {
        using var browser = await _hub.SignInAsAsync("Wim Wrong");
        var answer = await browser.PostAsync(Path, Path, ("Mails", mails), ("Kinds", kind), ("Kinds", "LinksBroken"), ("QuietFrom", from), ("QuietUntil", until));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{WebUtility.HtmlEncode(from)}\"", html, StringComparison.Ordinal);
        Assert.True(IsChecked(html, NoticeKind.LinksBroken));
        var person = await _hub.AddPersonAsync("Wim Wrong");
        await using var database = _hub.OpenDatabase();
        Assert.False(await database.MailSettings.AnyAsync(settings => settings.PersonId == person.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task LongTexts_AreRefused()
    {
        using var browser = await _hub.SignInAsAsync("Lola Long");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(Path, Path, ("Mails", "on"), ("QuietFrom", new string('1', 100_000)), ("QuietUntil", "08:00"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(Path, Path, [.. Enumerable.Repeat(("Kinds", "x"), 500), ("Mails", "on")])).StatusCode);
    }

    private static bool IsChecked(string html, NoticeKind kind)
    {
        var at = html.IndexOf($"id=\"kind-{kind}\"", StringComparison.Ordinal);
        Assert.True(at >= 0, $"{kind} is missing.");
        return html[at..html.IndexOf('>', at)].Contains("checked", StringComparison.Ordinal);
    }
}
