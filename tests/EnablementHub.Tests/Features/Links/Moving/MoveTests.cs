using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Links.Moving;

public sealed class MoveTests
{
    [Fact]
    public async Task Move_LeadsReadersForEver_AndRewritesTheLinks()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var old = await data.Playbook("Old price book").Saying("## Offers\n\nText.").PublishedAsync();
        var target = await data.Playbook("Price book").Saying("## Offers\n\nText.").PublishedAsync();
        var source = await data.Playbook("Source").Saying($"[a](/items/{old.Id}/old-price-book#offers), [b](/items/{old.Id}#gone), [c](/items/{old.Id}0), [d](item:{old.Id}), `[e](/items/{old.Id})`").PublishedAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var preview = await lead.ReadAsync($"/links/move?from={old.Id}&to={target.Id}");
        Assert.Contains("3 links change", preview, StringComparison.Ordinal);
        Assert.Contains($"<del>/items/{old.Id}/old-price-book#offers</del> <ins>/items/{target.Id}/price-book#offers</ins>", preview, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await rep.GetAsync($"/items/{old.Id}")).StatusCode);

        var answer = await lead.PostAsync("/links/move", "/links/move", ("from", $"{old.Id}"), ("to", $"Price book · /items/{target.Id}/price-book"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await hub.RunRewritesAsync();
        Assert.Equal(
            $"[a](/items/{target.Id}/price-book#offers), [b](/items/{target.Id}), [c](/items/{old.Id}0), [d](item:{target.Id}), `[e](/items/{old.Id})`",
            await hub.LiveBodyAsync(source.Id));
        var redirect = await rep.GetAsync($"/items/{old.Id}?start=4");
        Assert.Equal((HttpStatusCode.MovedPermanently, $"/items/{target.Id}/price-book"), (redirect.StatusCode, redirect.Headers.Location!.ToString()));

        // Moved again, and the first item gone altogether: the oldest address still leads there.
        var newest = await data.Playbook("Newest").PublishedAsync();
        await lead.PostAsync("/links/move", "/links/move", ("from", $"{target.Id}"), ("to", $"{newest.Id}"));
        await hub.RunRewritesAsync();
        await using (var database = hub.OpenDatabase())
        {
            await database.Items.Where(item => item.Id == old.Id || item.SuccessorId == old.Id).ExecuteUpdateAsync(set => set.SetProperty(item => item.SuccessorId, (int?)null), TestContext.Current.CancellationToken);
            await database.Items.Where(item => item.Id == old.Id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        redirect = await rep.GetAsync($"/items/{old.Id}/whatever");
        Assert.Equal((HttpStatusCode.MovedPermanently, $"/items/{newest.Id}/newest"), (redirect.StatusCode, redirect.Headers.Location!.ToString()));
        Assert.Contains($"/items/{newest.Id}", await hub.LiveBodyAsync(source.Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OldPath_OfAnotherSite_LeadsToItsItem_WholePathsOnly()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var target = await data.Playbook("Price book").PublishedAsync();
        var source = await data.Playbook("Source").Saying("[a](/wiki/foo), [b](/wiki/foo-bar), [c](/Wiki/Foo/#part), [d](/wiki/foo/bar)").PublishedAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await lead.PostAsync("/links/move", "/links/move", ("from", "/wiki/foo"), ("to", $"{target.Id}"));
        await hub.RunRewritesAsync();
        Assert.Equal($"[a](/items/{target.Id}), [b](/wiki/foo-bar), [c](/items/{target.Id}#part), [d](/wiki/foo/bar)", await hub.LiveBodyAsync(source.Id));
        var redirect = await rep.GetAsync("/wiki/foo/");
        Assert.Equal((HttpStatusCode.MovedPermanently, $"/items/{target.Id}/price-book"), (redirect.StatusCode, redirect.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync("/wiki/foo-bar")).StatusCode);
        using var stranger = hub.Anonymous();
        Assert.DoesNotContain("price-book", (await stranger.GetAsync("/wiki/foo")).Headers.Location?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task ArchivedItem_LeadsToItsSuccessor_AsFarAsTheReaderMaySeeIt()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var open = await data.Playbook("Open").PublishedAsync();
        var closed = await data.Playbook("Closed").OnlyForRole(HubRoles.Manager).PublishedAsync();
        var first = await data.Playbook("First").SucceededBy(open).ArchivedAsync();
        var second = await data.Playbook("Second").SucceededBy(closed).ArchivedAsync();
        var third = await data.Playbook("Third").SucceededBy(first).ArchivedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        Assert.Equal($"/items/{open.Id}/open", (await rep.GetAsync($"/items/{first.Id}")).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await rep.GetAsync($"/items/{third.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/items/{second.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync("/items/99999")).StatusCode);
    }

    [Fact]
    public async Task BadInput_ChangesNothing_AndKeepsWhatWasTyped()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var item = await data.Playbook("One").PublishedAsync();
        var other = await data.Playbook("Two").PublishedAsync();
        var draft = await data.Playbook("Draft").DraftAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        await lead.ReadAsync("/links/move");
        var cases = new List<(string From, string To)>
        {
            ("", ""), ($"{item.Id}", ""), ("", $"{item.Id}"), ($"{item.Id}", $"{item.Id}"), ($"{item.Id}", "99999"), ($"{item.Id}", $"{draft.Id}"), ("no address", $"{item.Id}"),
            ("//evil.example/x", $"{item.Id}"), ("https://evil.example/x", $"{item.Id}"), ("/", $"{item.Id}"), ("/a b", $"{item.Id}"), ("/" + new string('x', 400), $"{item.Id}"), ($"{item.Id}", "-1"), ($"{item.Id}", "99999999999999999999"),
        };
        foreach (var (from, to) in cases)
        {
            if (from.Length + to.Length > 0) Assert.Equal(HttpStatusCode.BadRequest, (await lead.GetAsync($"/links/move?from={Uri.EscapeDataString(from)}&to={Uri.EscapeDataString(to)}")).StatusCode);
            var answer = await lead.PostAsync("/links/move", "/links/move", ("from", from), ("to", to));
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains($"value=\"{from}\"", page, StringComparison.Ordinal);
        }

        // A circle: what has moved here can't take this one in.
        await lead.PostAsync("/links/move", "/links/move", ("from", $"{item.Id}"), ("to", $"{other.Id}"));
        await using var database = hub.OpenDatabase();
        await database.Items.Where(i => i.Id == item.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, PublicationState.Published), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, (await lead.PostAsync("/links/move", "/links/move", ("from", $"{other.Id}"), ("to", $"{item.Id}"))).StatusCode);
        Assert.Equal(1, await database.MovedAddresses.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, await database.LinkRewrites.CountAsync(TestContext.Current.CancellationToken));
    }
}
