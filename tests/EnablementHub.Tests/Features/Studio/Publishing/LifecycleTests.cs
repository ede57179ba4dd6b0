using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Studio.Publishing;

public sealed class LifecycleTests(StudioHub studio) : IClassFixture<StudioHub>
{
    [Theory]
    [InlineData("clip", "Add the recording, or at least its captions.")]
    [InlineData("playbook", "Write the playbook's text.")]
    [InlineData("training-video", "Add the video.")]
    [InlineData("training-video", "Write the recap")]
    [InlineData("training-video", "Write the cheat sheet")]
    [InlineData("template", "Write the template's text, or add its file.")]
    [InlineData("document", "Add the document's file.")]
    [InlineData("link", "Enter a web address that begins with http:// or https://.")]
    public async Task Publish_OfWhatIsIncomplete_SaysWhatIsMissing_AndKeepsWhatWasSaved(string kind, string sentence)
    {
        var id = await NewAsync(studio.Lead, kind, "Incomplete");
        var answer = await SaveAsync(studio.Lead, id, ("Summary", "Saved anyway"), ("intent", "publish"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await TextAsync(answer);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.Contains("Your changes are saved, but not published yet", text, StringComparison.Ordinal);
        var item = await studio.ReadAsync(id);
        Assert.Equal(PublicationState.Draft, item.State);
        Assert.Equal("Saved anyway", item.PendingVersion!.Summary);
    }

    [Theory]
    [InlineData(299, null)]
    [InlineData(301, "The clip is 5 min 01 s long")]
    public async Task Publish_OfALongClip_NeedsALeadsReason(double seconds, string? sentence)
    {
        var clip = await TestData.In(studio.Hub).Clip("How long").WithMedia(duration: seconds).DraftAsync();
        var answer = await SaveAsync(studio.Lead, clip.Id, ("intent", "publish"));
        Assert.Equal(sentence is null ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest, answer.StatusCode);
        if (sentence is null) return;
        Assert.Contains(sentence, await TextAsync(answer), StringComparison.Ordinal);
        await PublishAsync(studio.Lead, clip.Id, ("LengthOverride", "The whole negotiation belongs together"));
        Assert.Equal(PublicationState.Published, (await studio.ReadAsync(clip.Id)).State);
    }

    [Theory]
    [InlineData(480, true)]
    [InlineData(481, false)]
    public async Task Publish_OfATrainingVideo_StaysWithinEightMinutes(double seconds, bool isPublished)
    {
        var video = await TestData.In(studio.Hub).TrainingVideo("Eight minutes").WithMedia(duration: seconds, video: true).DraftAsync();
        var answer = await SaveAsync(studio.Lead, video.Id, ("intent", "publish"));
        Assert.Equal(isPublished ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("ReleaseOn", "2026-03-20", "Published. Readers find it from 20 March 2026 on.")]
    [InlineData("ExpireOn", "2026-03-10", "Published. Readers find it within a second.")]
    public async Task Publish_SaysFromWhenOnReadersFindIt(string field, string day, string sentence)
    {
        var id = await NewAsync(studio.Lead, "playbook", $"Published with {field} {day}");
        var answer = await SaveAsync(studio.Lead, id, ("Body", "Words"), (field, day), ("intent", "publish"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(sentence, await studio.Lead.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_Verified_SetsTheBadge_AndStalePublishingIsRefused()
    {
        var id = await NewAsync(studio.Lead, "playbook", "Verified");
        var stale = await studio.RevisionAsync(id);
        await SaveAsync(studio.Lead, id, ("Body", "Text"));
        var refused = await studio.Lead.PostAsync("/studio/new", $"/studio/{id}/publish", ("revision", $"{stale}"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync("/studio/new", $"/studio/{id}/publish", ("revision", $"{await studio.RevisionAsync(id)}"), ("verified", "yes"))).StatusCode);
        var item = await studio.ReadAsync(id);
        Assert.Equal(PublicationState.Published, item.State);
        Assert.Equal(TrustStatus.Verified, item.TrustOn(new DateOnly(2026, 3, 10)));
        Assert.Equal(new DateOnly(2026, 6, 8), item.ReviewDueOn);
    }

    [Fact]
    public async Task Publish_Verified_WithNothingWaiting_VerifiesWhatIsLive()
    {
        var id = await NewAsync(studio.Lead, "playbook", "Live, and checked later");
        await SaveAsync(studio.Lead, id, ("Body", "Text"), ("intent", "publish"));
        Assert.Equal(TrustStatus.Unverified, (await studio.ReadAsync(id)).TrustOn(new DateOnly(2026, 3, 10)));
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(studio.Lead, id, ("Verified", "yes"), ("intent", "publish"))).StatusCode);
        Assert.Contains("Verified as it is", await studio.Lead.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
        Assert.Equal(TrustStatus.Verified, (await studio.ReadAsync(id)).TrustOn(new DateOnly(2026, 3, 10)));
    }

    [Fact]
    public async Task Publish_WithAnExpiryDayThatHasPassed_IsRefused()
    {
        var id = await NewAsync(studio.Lead, "playbook", "Too late");
        var answer = await SaveAsync(studio.Lead, id, ("Body", "Text"), ("ExpireOn", "2026-03-01"), ("intent", "publish"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Its expiry day has passed", await TextAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatOthersUse_NeedsASuccessorOrADeliberateYes_BeforeItGoes()
    {
        var clip = await TestData.In(studio.Hub).Clip("Used by a playbook").WithCues().PublishedAsync();
        await TestData.In(studio.Hub).Playbook("The user").Saying($"![Listen](/items/{clip.Id})").PublishedAsync();
        var page = await studio.Lead.ReadAsync($"/studio/{clip.Id}/end");
        Assert.Contains("The user", page, StringComparison.Ordinal);
        Assert.Contains("embeds it", page, StringComparison.Ordinal);
        foreach (var end in new[] { "expire", "archive" })
        {
            var refused = await studio.Lead.PostAsync("/studio/new", $"/studio/{clip.Id}/{end}", ("revision", $"{await studio.RevisionAsync(clip.Id)}"));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("1 other place uses it", await TextAsync(refused), StringComparison.Ordinal);
        }

        var successor = await TestData.In(studio.Hub).Clip("Its successor").WithCues().PublishedAsync();
        var wrong = await studio.Lead.PostAsync("/studio/new", $"/studio/{clip.Id}/expire", ("revision", $"{await studio.RevisionAsync(clip.Id)}"), ("successorId", "the other"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync("/studio/new", $"/studio/{clip.Id}/expire",
            ("revision", $"{await studio.RevisionAsync(clip.Id)}"), ("successorId", $"/items/{successor.Id}/its-successor"))).StatusCode);
        var item = await studio.ReadAsync(clip.Id);
        Assert.Equal(PublicationStatus.Expired, item.StatusOn(new DateOnly(2026, 3, 10)));
        Assert.Equal(successor.Id, item.SuccessorId);
        var circle = await SaveAsync(studio.Lead, successor.Id, ("SuccessorId", $"{clip.Id}"));
        Assert.Equal(HttpStatusCode.BadRequest, circle.StatusCode);
        Assert.Contains("already leads back", await TextAsync(circle), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expire")]
    [InlineData("archive")]
    public async Task Ended_ItsLinksAreShownNext_WhereThatWasWanted(string end)
    {
        var clip = await TestData.In(studio.Hub).Clip("Linked to until now").WithCues().PublishedAsync();
        var user = await TestData.In(studio.Hub).Playbook("Links to it").Saying($"Hear [it](/items/{clip.Id}).").PublishedAsync();
        Assert.Contains("name=\"links\"", await studio.Lead.ReadAsync($"/studio/{clip.Id}/end"), StringComparison.Ordinal);
        var ended = await studio.Lead.PostAsync("/studio/new", $"/studio/{clip.Id}/{end}", ("revision", $"{clip.Revision}"), ("despiteUses", "yes"), ("links", "yes"));
        Assert.Equal($"/links/retired?items={clip.Id}", ended.Headers.Location!.ToString());
        var preview = await studio.Lead.ReadAsync(ended.Headers.Location!.ToString());
        Assert.Contains("only the words stay", preview, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync("/links", "/links/retired", ("items", $"{clip.Id}"))).StatusCode);
        await studio.Hub.RunRewritesAsync();
        Assert.Equal("Hear it.", await studio.Hub.LiveBodyAsync(user.Id));
    }

    [Fact]
    public async Task Archived_ComesBackAsItWas()
    {
        var item = await TestData.In(studio.Hub).Playbook("Comes back").Saying("Text").PublishedAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync("/studio/new", $"/studio/{item.Id}/archive", ("revision", $"{item.Revision}"))).StatusCode);
        Assert.Equal(PublicationState.Archived, (await studio.ReadAsync(item.Id)).State);
        var published = await studio.Lead.PostAsync("/studio/new", $"/studio/{item.Id}/publish", ("revision", $"{await studio.RevisionAsync(item.Id)}"));
        Assert.Equal(HttpStatusCode.BadRequest, published.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync("/studio/new", $"/studio/{item.Id}/restore", ("revision", $"{await studio.RevisionAsync(item.Id)}"))).StatusCode);
        Assert.Equal(PublicationState.Published, (await studio.ReadAsync(item.Id)).State);
        await using var database = studio.Hub.OpenDatabase();
        Assert.Equal(["item.archived", "item.restored"], await database.Audit.Where(entry => entry.SubjectId == item.Id && entry.SubjectType == "item").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("verify")]
    [InlineData("expire")]
    [InlineData("archive")]
    [InlineData("restore")]
    public async Task EveryStep_RefusesUnknownItems_WrongRevisions_AndOtherRoles(string step)
    {
        var item = await TestData.In(studio.Hub).Playbook("Steps").Saying("Text").DraftAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Lead.PostAsync("/studio/new", $"/studio/987654/{step}", ("revision", "1"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.PostAsync("/studio/new", $"/studio/{item.Id}/{step}", ("revision", "one"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.PostAsync("/studio/new", $"/studio/{item.Id}/{step}", ("revision", $"{item.Revision}"))).StatusCode);
        using var empty = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.Http.PostAsync($"/studio/{item.Id}/{step}", empty, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(item.Revision, await studio.RevisionAsync(item.Id));
    }
}
