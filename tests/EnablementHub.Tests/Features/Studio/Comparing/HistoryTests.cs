using System.Net;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Studio.Comparing;

public sealed class HistoryTests(StudioHub studio) : IClassFixture<StudioHub>
{
    [Fact]
    public async Task EveryVersion_IsListed_Compared_AndRestoredAsPending()
    {
        var id = await NewAsync(studio.Lead, "playbook", "Versions");
        await PublishAsync(studio.Lead, id, ("Body", "The price is high\nThe rest"), ("Note", "Second"));
        await SaveAsync(studio.Lead, id, ("Body", "The price is fair\nThe rest"), ("Note", "Third"));
        var history = await studio.Lead.ReadAsync($"/studio/{id}/history");
        Assert.Contains("Second", history, StringComparison.Ordinal);
        Assert.Contains("Live", history, StringComparison.Ordinal);
        Assert.Contains("Pending", history, StringComparison.Ordinal);
        var compare = await studio.Lead.ReadAsync($"/studio/{id}/compare?from=1&to=2");
        Assert.Contains("<del>high</del>", compare, StringComparison.Ordinal);
        Assert.Contains("<ins>fair</ins>", compare, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.GetAsync($"/studio/{id}/compare?from=2&to=99")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.GetAsync($"/studio/{id}/compare?from=two")).StatusCode);

        var revision = await studio.RevisionAsync(id);
        var restored = await studio.Lead.PostAsync($"/studio/{id}/history", $"/studio/{id}/restore-version", ("number", "1"), ("revision", $"{revision}"));
        Assert.Equal(HttpStatusCode.Redirect, restored.StatusCode);
        var item = await studio.ReadAsync(id);
        Assert.Equal((3, 1), (item.PendingNumber, item.LiveNumber));
        Assert.Equal("The price is high\nThe rest", item.PendingVersion!.Body);
        Assert.Equal("Restored from version 1", item.PendingVersion.Note);

        var stale = await studio.Lead.PostAsync($"/studio/{id}/history", $"/studio/{id}/restore-version", ("number", "3"), ("revision", $"{revision}"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("Somebody has changed it", await TextAsync(stale), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DiscardedPendingVersion_LeavesTheLiveOne_AndStaysInTheHistory()
    {
        var id = await NewAsync(studio.Lead, "playbook", "Discard");
        var draft = await studio.Lead.PostAsync($"/studio/{id}", $"/studio/{id}/discard", ("revision", $"{await studio.RevisionAsync(id)}"));
        Assert.Equal(HttpStatusCode.BadRequest, draft.StatusCode);
        await PublishAsync(studio.Lead, id, ("Body", "Live"));
        await SaveAsync(studio.Lead, id, ("Body", "Worse"));
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync($"/studio/{id}", $"/studio/{id}/discard", ("revision", $"{await studio.RevisionAsync(id)}"))).StatusCode);
        var item = await studio.ReadAsync(id);
        Assert.Null(item.PendingNumber);
        Assert.Equal(2, item.Versions.Count);
        await SaveAsync(studio.Lead, id, ("Body", "Better"));
        Assert.Equal(3, (await studio.ReadAsync(id)).PendingNumber);
    }

    [Fact]
    public async Task Others_SeeNoHistory()
    {
        var id = await NewAsync(studio.Lead, "playbook", "Closed");
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.GetAsync($"/studio/{id}/history")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.GetAsync($"/studio/{id}/compare?from=1&to=2")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.PostAsync("/studio/new", $"/studio/{id}/restore-version", ("number", "1"), ("revision", "1"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Expert.GetAsync("/studio/987654/history")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.PostAsync("/studio/new", $"/studio/{id}/restore-version", ("number", "one"), ("revision", "1"))).StatusCode);
    }
}
