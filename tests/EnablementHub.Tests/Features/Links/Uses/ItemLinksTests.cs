using System.Net;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Links.Uses;

public sealed class ItemLinksTests
{
    [Fact]
    public async Task WhereUsed_NamesPlacesAndWords_OfWhatTheReaderMaySee()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var expert = await hub.AddPersonAsync("Erik Expert", HubRoles.Expert);
        var clip = await data.Clip("Price to a CFO").OwnedBy(expert).WithMedia().PublishedAsync();
        await data.Playbook("Handle price talks").Saying($"First line\n\nHear [Maria on price](/items/{clip.Id}?start=75) now.\n\n![The whole of it](/items/{clip.Id})").PublishedAsync();
        await data.Playbook("Secret plans").Saying($"[x](/items/{clip.Id})").DraftAsync();
        await data.Playbook("For managers").Saying($"[y](/items/{clip.Id})").OnlyForRole(HubRoles.Manager).PublishedAsync();
        using var browser = hub.Anonymous();
        await browser.SignInAsync(expert.Email!, TestHub.Password);
        var page = WebUtility.HtmlDecode(await browser.ReadAsync($"/links/items/{clip.Id}"));
        foreach (var text in new[] { "2 links in 1 item", "Handle price talks", "Text, line 3", "“Maria on price”", "1:15", "Text, line 5", "embeds it", "“The whole of it”" }) Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret plans", page, StringComparison.Ordinal);
        Assert.DoesNotContain("For managers", page, StringComparison.Ordinal);
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        page = await lead.ReadAsync($"/links/items/{clip.Id}");
        Assert.Contains("4 links in 3 items", page, StringComparison.Ordinal);
        Assert.Contains("Secret plans", page, StringComparison.Ordinal);
        using var other = await hub.SignInAsAsync("Other Expert", HubRoles.Expert);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"/links/items/{clip.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/links/items/99999")).StatusCode);
    }

    [Fact]
    public async Task RenamedSection_IsFollowedWhenPublished_AndItsLinksCanBeRewritten()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var target = await data.Playbook("Price book").Saying("## Discounts\n\nNever before the third meeting.\n\n## Offers\n\nTwo at most.\n\nSee [above](#discounts).").PublishedAsync();
        var source = await data.Playbook("Source").Saying($"[a](/items/{target.Id}#discounts) [b](/items/{target.Id}#offers) [c](/items/{target.Id}#discounts-2)").PublishedAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        await EditAsync(lead, hub, target.Id, "## Price talks\n\nNever before the third meeting.\n\n## Offers\n\nTwo at most.\n\nSee [above](#discounts).");

        // The old anchor lands on the section as it is called now.
        Assert.Contains("<span id=\"discounts\"></span><h2 id=\"price-talks\">", await lead.ReadAsync($"/items/{target.Id}"), StringComparison.Ordinal);
        var page = await lead.ReadAsync($"/links/items/{target.Id}");
        Assert.Contains("which land on #price-talks", page, StringComparison.Ordinal);
        Assert.Contains("#discounts-2", page, StringComparison.Ordinal);
        var preview = await lead.ReadAsync($"/links/items/{target.Id}/sections/rewrite?anchor=discounts");
        Assert.Contains($"<del>/items/{target.Id}#discounts</del> <ins>/items/{target.Id}#price-talks</ins>", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("#discounts-2", preview, StringComparison.Ordinal);
        var answer = await lead.PostAsync($"/links/items/{target.Id}", $"/links/items/{target.Id}/sections/rewrite", ("anchor", "discounts"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await hub.RunRewritesAsync();
        Assert.Equal($"[a](/items/{target.Id}#price-talks) [b](/items/{target.Id}#offers) [c](/items/{target.Id}#discounts-2)", await hub.LiveBodyAsync(source.Id));
        Assert.EndsWith("See [above](#price-talks).", await hub.LiveBodyAsync(target.Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadInput_IsRefusedWithASentence()
    {
        await using var hub = await TestHub.StartAsync();
        var target = await TestData.In(hub).Playbook("Price book").Saying("## Offers\n\nTwo.").PublishedAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var page = $"/links/items/{target.Id}";
        foreach (var (old, now) in new[] { ("", "offers"), (new string('x', 101), "offers"), ("offers", "offers"), ("gone", ""), ("gone", "nowhere"), ("gone", new string('y', 5_000)) })
        {
            var answer = await lead.PostAsync(page, $"{page}/sections", ("oldAnchor", old), ("newAnchor", now));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync(page, "/links/items/99999/sections", ("oldAnchor", "a"), ("newAnchor", "b"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync(page, $"{page}/sections/rewrite", ("anchor", "never"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync($"{page}/sections/rewrite")).StatusCode);
        await using var database = hub.OpenDatabase();
        Assert.False(await database.MovedSections.AnyAsync(TestContext.Current.CancellationToken));
    }

    private static async Task EditAsync(TestBrowser lead, TestHub hub, int itemId, string body)
    {
        await using var database = hub.OpenDatabase();
        var revision = (await database.Items.SingleAsync(item => item.Id == itemId)).Revision;
        var answer = await lead.PostAsync($"/studio/{itemId}", $"/studio/{itemId}", ("Revision", $"{revision}"), ("Body", body), ("intent", "publish"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
