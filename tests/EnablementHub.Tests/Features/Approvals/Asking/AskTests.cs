using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Approvals.Asking;

public sealed class AskTests(ApprovalHub hub) : IClassFixture<ApprovalHub>
{
    [Theory]
    [InlineData("reviewers", "", "Choose at least one reviewer")]
    [InlineData("reviewers", "nobody", "isn't in the hub any more")]
    [InlineData("reviewers", "987654", "isn't in the hub any more")]
    [InlineData("reviewers", "author", "Whoever wrote this version can't review it")]
    [InlineData("reviewers", "rep", "doesn't review")]
    [InlineData("words", "2001", "at most 2,000 fit")]
    [InlineData("note", "301", "at most 300 fit")]
    [InlineData("weight", "major", "Say in one sentence what changed")]
    [InlineData("revision", "soon", "The form was incomplete")]
    public async Task WrongFields_AreRefusedWithASentence_AndWhatWasTypedStays(string field, string value, string sentence)
    {
        var id = await hub.WrittenAsync("Refused");
        var rita = await hub.Hub.AddPersonAsync("Rita Rep");
        var sent = value switch { "2001" or "301" => new string('x', int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)), "author" => $"{hub.Writer.Id}", "rep" => $"{rita.Id}", _ => value };
        Person[] reviewers = field == "reviewers" ? [] : [hub.RosaReviewer];
        var fields = new List<(string, string)> { ("needs", "all") };
        if (field != "words") fields.Add(("words", "Look at the second line, please."));
        if (sent.Length > 0) fields.Add((field, sent));
        var answer = await hub.AskAsync(id, reviewers, [.. fields]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(sentence, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        if (field != "words") Assert.Contains("Look at the second line, please.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"all\" checked", html, StringComparison.Ordinal);
        Assert.Null(await hub.RoundAsync(id));
    }

    [Fact]
    public async Task UnknownItems_AndItemsOfOthers_AreNobodysToAskAbout()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Author.GetAsync("/approvals/ask/987654")).StatusCode);
        var id = await hub.WrittenAsync("Erik's own");
        Assert.Equal(HttpStatusCode.Forbidden, (await hub.Rosa.GetAsync($"/approvals/ask/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await hub.Rosa.PostAsync("/studio/new", $"/approvals/ask/{id}", ("revision", "1"), ("reviewers", $"{hub.TomReviewer.Id}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await hub.Studio.Rep.GetAsync("/approvals")).StatusCode);
        Assert.Null(await hub.RoundAsync(id));
    }

    [Fact]
    public async Task Asked_ItIsInReviewEverywhere_AndStandsInTheReviewersList()
    {
        var id = await hub.WrittenAsync("Visible everywhere");
        var round = await hub.AskedAsync(id, [hub.RosaReviewer], ("words", "Is May right?"));
        Assert.Equal(PublicationStatus.InReview, (await hub.Studio.ReadAsync(id)).StatusOn(new DateOnly(2026, 3, 10)));
        Assert.Contains($"/approvals/{round}", await hub.Rosa.ReadAsync("/approvals"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/approvals/{round}", await hub.Tom.ReadAsync("/approvals"), StringComparison.Ordinal);
        Assert.Contains("Visible everywhere", await hub.Lead.ReadAsync("/library?status=inreview"), StringComparison.Ordinal);
        Assert.DoesNotContain("Visible everywhere", await hub.Lead.ReadAsync("/library?status=draft"), StringComparison.Ordinal);
        Assert.Contains("status-inreview", await hub.Author.ReadAsync("/studio"), StringComparison.Ordinal);
        Assert.Contains("In review", await hub.Author.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
        Assert.Contains("Is May right?", await hub.Rosa.ReadAsync($"/approvals/{round}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Tom.GetAsync($"/approvals/{round}")).StatusCode);
    }

    [Fact]
    public async Task SentTwice_AsksOnce_AndAStaleForm_IsRefused()
    {
        var id = await hub.WrittenAsync("Twice");
        var revision = await hub.Studio.RevisionAsync(id);
        var first = await hub.AskedAsync(id, [hub.RosaReviewer, hub.TomReviewer], ("revision", $"{revision}"));
        Assert.Equal(first, await hub.AskedAsync(id, [hub.TomReviewer, hub.RosaReviewer], ("revision", $"{revision}")));
        var stale = await hub.AskAsync(id, [hub.TomReviewer], ("revision", $"{revision}"), ("words", "Kept words"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("Kept words", await stale.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await using var database = hub.Hub.OpenDatabase();
        Assert.Equal(1, await database.ApprovalRounds.CountAsync(round => round.ItemId == id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Live_StaysAsItWas_WhileAChangeIsInReview_AndTheBadgeSaysSo()
    {
        var id = await hub.WrittenAsync("Beside the live one", "What readers see");
        await hub.PublishAsync(id);
        await StudioHub.SaveAsync(hub.Author, id, ("Body", "What comes next"));
        var round = await hub.AskedAsync(id, [hub.RosaReviewer], ("note", "The price is new"), ("weight", "major"));
        Assert.Contains("What readers see", await hub.Studio.Rep.ReadAsync($"/items/{id}"), StringComparison.Ordinal);
        Assert.Contains("Change in review", await hub.Lead.ReadAsync("/library?q=Beside"), StringComparison.Ordinal);
        Assert.Contains("Beside the live one", await hub.Lead.ReadAsync("/library?status=inreview"), StringComparison.Ordinal);
        var page = await hub.Rosa.ReadAsync($"/approvals/{round}");
        Assert.Contains("<del>", page, StringComparison.Ordinal);
        Assert.Contains("major change", page, StringComparison.Ordinal);
        var version = (await hub.Studio.ReadAsync(id)).PendingVersion!;
        Assert.Equal(("The price is new", true), (version.Note, version.IsMajor));
        Assert.Contains("Major", await hub.Author.ReadAsync($"/studio/{id}/history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakenBack_NobodyWaitsAnyMore()
    {
        var id = await hub.WrittenAsync("Taken back");
        var round = await hub.AskedAsync(id, [hub.RosaReviewer]);
        var revision = await hub.Studio.RevisionAsync(id);
        Assert.Equal(HttpStatusCode.Forbidden, (await hub.Rosa.PostAsync("/studio/new", $"/approvals/ask/{id}/withdraw", ("revision", $"{revision}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await hub.Author.PostAsync("/studio/new", $"/approvals/ask/{id}/withdraw", ("revision", $"{revision - 1}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await hub.Author.PostAsync("/studio/new", $"/approvals/ask/{id}/withdraw", ("revision", $"{revision}"))).StatusCode);
        Assert.DoesNotContain($"/approvals/{round}", await hub.Rosa.ReadAsync("/approvals"), StringComparison.Ordinal);
        var late = await ApprovalHub.DecideAsync(hub.Rosa, round, "approve");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("took the question back", await StudioHub.TextAsync(late), StringComparison.Ordinal);
        Assert.Equal(PublicationStatus.Draft, (await hub.Studio.ReadAsync(id)).StatusOn(new DateOnly(2026, 3, 10)));
    }
}
