using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Tests.Support;
using static EnablementHub.Tests.Features.Approvals.ApprovalHub;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Approvals;

public sealed class FourEyesTests(ApprovalHub hub) : IClassFixture<ApprovalHub>
{
    [Fact]
    public async Task External_IsPublished_OnlyAfterSomebodyElseApprovedExactlyThat()
    {
        var id = await hub.WrittenAsync("For customers", more: ("Use", "external"));
        var refused = await hub.PublishAsync(id);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("somebody other than its author must approve version 1 first", await TextAsync(refused), StringComparison.Ordinal);

        var round = await hub.AskedAsync(id, [hub.RosaReviewer]);
        Assert.Contains("still waits for its reviewers", await TextAsync(await hub.PublishAsync(id)), StringComparison.Ordinal);
        await DecidedAsync(hub.Rosa, round, "approve");

        // An edit after the approval needs a new one.
        await SaveAsync(hub.Author, id, ("Body", "One more promise"));
        Assert.Equal(HttpStatusCode.BadRequest, (await hub.PublishAsync(id)).StatusCode);
        var second = await hub.AskedAsync(id, [hub.RosaReviewer]);
        await DecidedAsync(hub.Rosa, second, "changes", "No promises.");
        Assert.Contains("a reviewer asked for changes", await TextAsync(await hub.PublishAsync(id)), StringComparison.Ordinal);
        await DecidedAsync(hub.Rosa, second, "approve");
        Assert.Equal(HttpStatusCode.Redirect, (await hub.PublishAsync(id)).StatusCode);
        Assert.Equal("One more promise", (await hub.Studio.ReadAsync(id)).LiveVersion!.Body);
    }

    [Fact]
    public async Task EveryWayOut_AsksForFourEyes_TheLeadsOwnTextAndAScheduledReleaseToo()
    {
        var id = await NewAsync(hub.Lead, "playbook", "The lead writes to customers");
        var saved = await SaveAsync(hub.Lead, id, ("Body", "Dear customer"), ("Use", "external"), ("ReleaseOn", "2026-04-01"), ("intent", "publish"));
        Assert.Equal(HttpStatusCode.BadRequest, saved.StatusCode);
        Assert.Contains("Your changes are saved, but not published yet", await TextAsync(saved), StringComparison.Ordinal);
        var asked = await hub.Lead.PostAsync("/studio/new", $"/approvals/ask/{id}", ("revision", $"{await hub.Studio.RevisionAsync(id)}"), ("reviewers", $"{hub.RosaReviewer.Id}"));
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var round = (await hub.RoundAsync(id))!.Id;
        Assert.Equal(HttpStatusCode.Forbidden, (await DecideAsync(hub.Lead, round, "approve")).StatusCode);
        Assert.Equal(PublicationState.Draft, (await hub.Studio.ReadAsync(id)).State);
        await DecidedAsync(hub.Rosa, round, "approve");
        Assert.Equal(HttpStatusCode.Redirect, (await hub.PublishAsync(id)).StatusCode);
        Assert.Equal(PublicationStatus.Scheduled, (await hub.Studio.ReadAsync(id)).StatusOn(new DateOnly(2026, 3, 10)));
    }

    [Fact]
    public async Task WhatIsLive_BecomesExternal_OnlyAfterSomebodyElseApprovedIt()
    {
        var id = await hub.WrittenAsync("First internal");
        await hub.PublishAsync(id);
        var refused = await SaveAsync(hub.Lead, id, ("Use", "external"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("nobody but its author has approved it", await TextAsync(refused), StringComparison.Ordinal);
        var round = await hub.AskedAsync(id, [hub.TomReviewer]);
        await DecidedAsync(hub.Tom, round, "approve");
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(hub.Lead, id, ("Use", "external"))).StatusCode);
        Assert.Equal(ItemUse.External, (await hub.Studio.ReadAsync(id)).Use);
    }

    [Fact]
    public async Task Approvals_GoAlongWithARewritingOfLinks_AndBackWithItsUndo()
    {
        var old = await TestData.In(hub.Hub).Playbook("Old prices").Saying("Text").PublishedAsync();
        var next = await TestData.In(hub.Hub).Playbook("New prices").Saying("Text").PublishedAsync();
        var body = $"Dear customer, see [our prices](/items/{old.Id}).";
        var live = await hub.WrittenAsync("Live and approved", body);
        await hub.PublishAsync(live);
        await DecidedAsync(hub.Tom, await hub.AskedAsync(live, [hub.TomReviewer]), "approve");
        var approved = await hub.WrittenAsync("Approved and waiting", body, ("Use", "external"));
        await DecidedAsync(hub.Rosa, await hub.AskedAsync(approved, [hub.RosaReviewer]), "approve");
        var open = await hub.WrittenAsync("Not decided yet", body, ("Use", "external"));
        var round = await hub.AskedAsync(open, [hub.RosaReviewer]);

        var moved = await hub.Lead.PostAsync("/links", "/links/move", ("from", $"{old.Id}"), ("to", $"{next.Id}"));
        await hub.Hub.RunRewritesAsync();
        foreach (var id in new[] { live, approved, open }) Assert.Contains($"/items/{next.Id}", (await hub.Studio.ReadAsync(id)).NewestVersion!.Body, StringComparison.Ordinal);
        Assert.Equal(ApprovalState.Approved, await hub.StateAsync(approved));
        await DecidedAsync(hub.Rosa, round, "approve");
        Assert.Equal(HttpStatusCode.Redirect, (await hub.PublishAsync(open)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(hub.Lead, live, ("Use", "external"))).StatusCode);

        Assert.Equal(HttpStatusCode.Redirect, (await hub.Lead.PostAsync("/links", moved.Headers.Location + "/undo")).StatusCode);
        await hub.Hub.RunRewritesAsync();
        Assert.Equal(body, (await hub.Studio.ReadAsync(approved)).NewestVersion!.Body);
        Assert.Equal(HttpStatusCode.Redirect, (await hub.PublishAsync(approved)).StatusCode);

        // What a person writes into it afterwards needs an approval of its own.
        await SaveAsync(hub.Author, open, ("Body", "Dear customer, one more promise."), ("Use", "external"));
        Assert.Equal(HttpStatusCode.BadRequest, (await hub.PublishAsync(open)).StatusCode);
    }

    [Fact]
    public async Task Internal_NeedsNoApproval_ButAMajorChangeNeedsItsSentence()
    {
        var id = await hub.WrittenAsync("Inside only");
        Assert.Equal(HttpStatusCode.Redirect, (await hub.PublishAsync(id)).StatusCode);
        var refused = await SaveAsync(hub.Lead, id, ("Body", "All new"), ("Weight", "major"), ("intent", "publish"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Say in one sentence what changed", await TextAsync(refused), StringComparison.Ordinal);
        await PublishAsync(hub.Lead, id, ("Body", "All new"), ("Weight", "major"), ("Note", "The discount ends"));
        var version = (await hub.Studio.ReadAsync(id)).LiveVersion!;
        Assert.Equal((true, "The discount ends"), (version.IsMajor, version.Note));
    }
}
