using System.Net;
using EnablementHub.Features.Approvals;
using EnablementHub.Features.Library;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using static EnablementHub.Tests.Features.Approvals.ApprovalHub;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Approvals.Deciding;

public sealed class DecideTests(ApprovalHub hub) : IClassFixture<ApprovalHub>
{
    [Theory]
    [InlineData("", "fine", "Choose whether you approve it")]
    [InlineData("perhaps", "fine", "Choose whether you approve it")]
    [InlineData("changes", "", "Say what should change")]
    [InlineData("changes", "   ", "Say what should change")]
    [InlineData("approve", "2001", "at most 2,000 fit")]
    public async Task WrongFields_AreRefusedWithASentence_AndTheWordsStay(string decision, string words, string sentence)
    {
        var id = await hub.WrittenAsync("Undecided");
        var round = await hub.AskedAsync(id, [hub.RosaReviewer]);
        var typed = words == "2001" ? new string('y', 2001) : words;
        var answer = await DecideAsync(hub.Rosa, round, decision, typed);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await TextAsync(answer);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.Contains(typed.Trim(), text, StringComparison.Ordinal);
        Assert.Equal(ApprovalState.Waiting, await hub.StateAsync(id));
    }

    [Fact]
    public async Task Strangers_FindNoRound_AndAuthorsCannotApproveThemselves()
    {
        var id = await hub.WrittenAsync("Not yours");
        var round = await hub.AskedAsync(id, [hub.RosaReviewer]);
        Assert.Equal(HttpStatusCode.NotFound, (await DecideAsync(hub.Tom, round, "approve")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await DecideAsync(hub.Rosa, 987654, "approve")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await DecideAsync(hub.Author, round, "approve")).StatusCode);
        var mine = await NewAsync(hub.Lead, "playbook", "The lead's own");
        var answer = await hub.Lead.PostAsync("/studio/new", $"/approvals/ask/{mine}", ("revision", $"{await hub.Studio.RevisionAsync(mine)}"), ("reviewers", $"{hub.RosaReviewer.Id}"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var own = await DecideAsync(hub.Lead, (await hub.RoundAsync(mine))!.Id, "approve");
        Assert.Equal(HttpStatusCode.Forbidden, own.StatusCode);
        Assert.Contains("You wrote this version", await TextAsync(own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneIsEnough_WhereOneWasAskedFor_AndAnObjectionStillHoldsItUp()
    {
        var id = await hub.WrittenAsync("One of two");
        var round = await hub.AskedAsync(id, [hub.RosaReviewer, hub.TomReviewer]);
        await DecidedAsync(hub.Rosa, round, "approve");
        Assert.Equal(ApprovalState.Approved, await hub.StateAsync(id));
        Assert.DoesNotContain($"/approvals/{round}", await hub.Tom.ReadAsync("/approvals"), StringComparison.Ordinal);

        // The second reviewer adds their words and never overwrites the first one's.
        await DecidedAsync(hub.Tom, round, "changes", "May is wrong, it is June.");
        Assert.Equal(ApprovalState.ChangesAsked, await hub.StateAsync(id));
        var rows = (await hub.RoundAsync(id))!.Reviewers.ToDictionary(reviewer => reviewer.PersonId);
        Assert.Equal(Decision.Approved, rows[hub.RosaReviewer.Id].Decision);
        Assert.Equal("May is wrong, it is June.", rows[hub.TomReviewer.Id].Words);
        Assert.Contains("May is wrong, it is June.", await hub.Author.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllMustApprove_WhereAllWereAskedFor_AndALeadWhoJoinsReplacesNobody()
    {
        var id = await hub.WrittenAsync("All of two");
        var round = await hub.AskedAsync(id, [hub.RosaReviewer, hub.TomReviewer], ("needs", "all"));
        await DecidedAsync(hub.Rosa, round, "approve");
        await DecidedAsync(hub.Lead, round, "approve");
        Assert.Equal(ApprovalState.Waiting, await hub.StateAsync(id));
        await DecidedAsync(hub.Tom, round, "approve");
        await DecidedAsync(hub.Tom, round, "approve");
        Assert.Equal(ApprovalState.Approved, await hub.StateAsync(id));
        Assert.Equal(3, (await hub.RoundAsync(id))!.Reviewers.Count);
    }

    [Fact]
    public async Task ADecisionOnWhatHasChanged_IsRefused_AndTheWordsStay()
    {
        var id = await hub.WrittenAsync("Went on");
        var round = await hub.AskedAsync(id, [hub.RosaReviewer]);
        await SaveAsync(hub.Author, id, ("Body", "Something else by now"));
        Assert.Equal(ApprovalState.None, await hub.StateAsync(id));
        var late = await DecideAsync(hub.Rosa, round, "changes", "The price is missing.");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var text = await TextAsync(late);
        Assert.Contains("Its author has gone on", text, StringComparison.Ordinal);
        Assert.Contains("The price is missing.", text, StringComparison.Ordinal);

        var next = await hub.AskedAsync(id, [hub.RosaReviewer]);
        var again = await DecideAsync(hub.Rosa, round, "approve");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains($"/approvals/{next}", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await DecidedAsync(hub.Rosa, next, "approve");
        await hub.PublishAsync(id);
        var published = await DecideAsync(hub.Rosa, next, "changes", "Too late");
        Assert.Contains("is published already", await TextAsync(published), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAuthorWhoIsWriting_LosesNothing_WhenAReviewerDecides()
    {
        var id = await hub.WrittenAsync("Still writing");
        var round = await hub.AskedAsync(id, [hub.RosaReviewer]);
        var form = await OpenAsync(hub.Author, id, ("Body", "Typed meanwhile"));
        await DecidedAsync(hub.Rosa, round, "approve");
        Assert.Equal(HttpStatusCode.Redirect, (await hub.Author.PostAsync($"/studio/{id}", $"/studio/{id}", form)).StatusCode);
        var item = await hub.Studio.ReadAsync(id);
        Assert.Equal((ApprovalState.None, "Typed meanwhile"), (item.Approval, item.PendingVersion!.Body));
    }

    [Fact]
    public async Task Reviewers_HearAndReadWhatIsNotPublished_AndNobodyElseDoes()
    {
        var clip = await TestData.In(hub.Hub).Clip("Only for the reviewer").OwnedBy(hub.Writer).WithMedia().WithCues().DraftAsync();
        var round = await hub.AskedAsync(clip.Id, [hub.RosaReviewer]);
        var version = (await hub.Studio.ReadAsync(clip.Id)).PendingVersion!;
        var page = await hub.Rosa.ReadAsync($"/approvals/{round}");
        Assert.Contains($"/media/{version.MediaFileId}", page, StringComparison.Ordinal);
        Assert.Contains("That is more than we planned.", page, StringComparison.Ordinal);
        foreach (var (browser, status) in new[] { (hub.Rosa, HttpStatusCode.OK), (hub.Tom, HttpStatusCode.NotFound), (hub.Studio.Rep, HttpStatusCode.NotFound) })
        {
            Assert.Equal(status, (await browser.GetAsync($"/media/{version.MediaFileId}")).StatusCode);
            Assert.Equal(status, (await browser.GetAsync($"/items/{clip.Id}/captions.vtt?version=pending")).StatusCode);
        }

        await hub.Author.PostAsync("/studio/new", $"/approvals/ask/{clip.Id}/withdraw", ("revision", $"{await hub.Studio.RevisionAsync(clip.Id)}"));
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Rosa.GetAsync($"/media/{version.MediaFileId}")).StatusCode);
    }
}
