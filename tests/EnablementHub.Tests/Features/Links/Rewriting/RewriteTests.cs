using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Links.Rewriting;

public sealed class RewriteTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public async Task RetiredTargets_AreLedToTheirSuccessors_OrTakenOut_AndPutBackByUndo()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var next = await data.Clip("Newer price talk").WithMedia(50_000).PublishedAsync();
        var expired = await data.Clip("Old price talk").WithMedia().ExpiringOn(Today.AddDays(-1)).SucceededBy(next).PublishedAsync();
        var archived = await data.Playbook("Put *away*").ArchivedAsync();
        var draft = await data.Playbook("Soon").DraftAsync();
        var body = $"Hear [the talk](/items/{expired.Id}?start=3), read [the **book**](/items/{archived.Id}) or [soon](/items/{draft.Id}).\n\n/items/{archived.Id}\n\n[gone](/items/99999)";
        var source = await data.Playbook("Source").Saying(body).Verified().PublishedWithPendingAsync("Source, changed");
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var overview = await lead.ReadAsync("/links");
        foreach (var text in new[] { "Old price talk", "Put *away*", "Item 99999", "Newer price talk", "Deleted", "Expired", "Archived" }) Assert.Contains(text, overview, StringComparison.Ordinal);
        Assert.DoesNotContain("Soon", overview, StringComparison.Ordinal);
        var before = (await hub.LiveAsync(source.Id)).Item;

        var chosen = new[] { expired.Id, archived.Id, 99999 }.Select(id => ("items", $"{id}")).ToArray();
        var preview = await lead.ReadAsync($"/links/retired?items={expired.Id}&items={archived.Id}&items=99999");
        Assert.Contains("8 links change", preview, StringComparison.Ordinal);
        Assert.Contains("The waiting version", preview, StringComparison.Ordinal);
        var answer = await lead.PostAsync("/links", "/links/retired", chosen);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await hub.RunRewritesAsync();

        var rewritten = $"Hear [the talk](/items/{next.Id}), read the **book** or [soon](/items/{draft.Id}).\n\nPut \\*away\\*\n\ngone";
        var live = await hub.LiveAsync(source.Id);
        var pending = await hub.PendingAsync(source.Id);
        Assert.Equal(rewritten, live.Body);
        Assert.Equal(rewritten, pending!.Body);
        Assert.Equal("Source, changed", pending.Title);
        Assert.NotNull(live.LinkRewriteId);
        Assert.Equal((before.VerifiedAt, before.ReviewDueOn, before.ChangedAt, before.PublishedAt, before.State), (live.Item.VerifiedAt, live.Item.ReviewDueOn, live.Item.ChangedAt, live.Item.PublishedAt, live.Item.State));
        await using (var database = hub.OpenDatabase())
        {
            var entries = await database.Audit.Where(entry => entry.Action == ItemActions.LinkRewritten).OrderBy(entry => entry.Id).Select(entry => entry.Detail).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal(8, entries.Count);
            Assert.Equal($"text, line 1: /items/{expired.Id}?start=3 → /items/{next.Id}", entries[0]);
            Assert.Equal($"text, line 1: /items/{archived.Id} → words only", entries[1]);
        }

        var page = await lead.ReadAsync(answer.Headers.Location!.ToString());
        Assert.Contains("8 links are rewritten", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Old price talk", await lead.ReadAsync("/links"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await lead.PostAsync("/links", answer.Headers.Location + "/undo")).StatusCode);
        await hub.RunRewritesAsync();
        Assert.Equal(body, await hub.LiveBodyAsync(source.Id));
        Assert.Equal(body, (await hub.PendingAsync(source.Id))!.Body);
        Assert.Contains("Taken back", await lead.ReadAsync(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
        await lead.PostAsync("/links", answer.Headers.Location + "/undo");
        await hub.RunRewritesAsync();
        Assert.Equal(6, await CountVersionsAsync(hub, source.Id));
    }

    [Fact]
    public async Task Undo_LeavesWhatSomebodyChangedSince()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var old = await data.Playbook("Old").PublishedAsync();
        var target = await data.Playbook("New").PublishedAsync();
        var changed = await data.Playbook("Changed").Saying($"[a](/items/{old.Id})").PublishedAsync();
        var same = await data.Playbook("Same").Saying($"[a](/items/{old.Id})").PublishedAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var answer = await lead.PostAsync("/links/move", "/links/move", ("from", $"{old.Id}"), ("to", $"{target.Id}"));
        await hub.RunRewritesAsync();
        var revision = (await hub.LiveAsync(changed.Id)).Item.Revision;
        await lead.PostAsync($"/studio/{changed.Id}", $"/studio/{changed.Id}", ("Revision", $"{revision}"), ("Body", $"New words [a](/items/{target.Id})"), ("intent", "publish"));
        await lead.PostAsync("/links", answer.Headers.Location + "/undo");
        await hub.RunRewritesAsync();
        Assert.Equal($"New words [a](/items/{target.Id})", await hub.LiveBodyAsync(changed.Id));
        Assert.Equal($"[a](/items/{old.Id})", await hub.LiveBodyAsync(same.Id));
        Assert.Contains("Somebody has changed it since", await lead.ReadAsync(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await using var database = hub.OpenDatabase();
        Assert.False(await database.MovedAddresses.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_AgainAndAgain_AndInTwoPlacesAtOnce_ChangesEachItemOnce()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var old = await data.Playbook("Old").PublishedAsync();
        var target = await data.Playbook("New").PublishedAsync();
        var sources = new List<Item>();
        for (var i = 0; i < 20; i++) sources.Add(await data.Playbook($"Source {i}").Saying($"[a](/items/{old.Id})").PublishedAsync());
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        await lead.PostAsync("/links/move", "/links/move", ("from", $"{old.Id}"), ("to", $"{target.Id}"));
        await Task.WhenAll(hub.RunRewritesAsync(), hub.RunRewritesAsync(), hub.RunRewritesAsync());
        await hub.RunRewritesAsync();
        foreach (var source in sources)
        {
            Assert.Equal($"[a](/items/{target.Id})", await hub.LiveBodyAsync(source.Id));
            Assert.Equal(2, await CountVersionsAsync(hub, source.Id));
        }
    }

    [Fact]
    public async Task LinkThatAMachineCannotChange_IsLeftAndNamed()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var gone = await data.Playbook("Gone").ArchivedAsync();
        var link = await data.Link("A page").LeadingTo($"{hub.Address}items/{gone.Id}").PublishedAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var answer = await lead.PostAsync("/links", "/links/retired", ("items", $"{gone.Id}"));
        await hub.RunRewritesAsync();
        Assert.Contains("Change it in the editor", await lead.ReadAsync(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Equal(1, await CountVersionsAsync(hub, link.Id));
    }

    [Fact]
    public async Task BadInput_IsRefusedWithASentence()
    {
        await using var hub = await TestHub.StartAsync();
        var live = await TestData.In(hub).Playbook("Live").PublishedAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        await lead.ReadAsync("/links");
        foreach (var query in new[] { "", "?items=", "?items=abc", "?items=-1", $"?items={live.Id}", "?items=99999999999", "?items=" + string.Join("&items=", Enumerable.Range(1, 600)) })
        {
            var answer = await lead.GetAsync("/links/retired" + query);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, query);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await lead.PostAsync("/links", "/links/retired")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await lead.PostAsync("/links", "/links/retired", ("items", $"{live.Id}"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/links/rewrites/99999")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync("/links", "/links/rewrites/99999/undo")).StatusCode);
        await using var database = hub.OpenDatabase();
        Assert.False(await database.LinkRewrites.AnyAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<int> CountVersionsAsync(TestHub hub, int itemId)
    {
        await using var database = hub.OpenDatabase();
        return await database.ItemVersions.CountAsync(version => version.ItemId == itemId, TestContext.Current.CancellationToken);
    }
}
