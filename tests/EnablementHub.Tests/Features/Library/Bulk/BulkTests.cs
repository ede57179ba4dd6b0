using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Library.Bulk;

public sealed class BulkTests(StudioHub studio) : IClassFixture<StudioHub>
{
    [Fact]
    public async Task ManyItems_GetAnOwner_Facets_AnAudience_AndDays()
    {
        var one = await TestData.In(studio.Hub).Playbook("One").About("format", "old-format").PublishedAsync();
        var two = await TestData.In(studio.Hub).Playbook("Two").DraftAsync();
        var expert = await studio.Hub.AddPersonAsync("Erik Expert");
        var format = await TestData.In(studio.Hub).FacetAsync("format", "new-format");
        var topic = await TestData.In(studio.Hub).FacetAsync("topic", "bulk-topic");
        await ChangedAsync(one, two, ("action", "owner"), ("ownerId", $"{expert.Id}"));
        await ChangedAsync(one, two, ("action", "facets"), ("addFacets", $"{format.Id}"), ("addFacets", $"{topic.Id}"), ("removeFacets", ""));
        await ChangedAsync(one, two, ("action", "audience"), ("audienceKind", "some"), ("audience", "role:rep"));
        await ChangedAsync(one, two, ("action", "dates"), ("releaseOn", "2026-03-01"), ("expireOn", "2026-05-01"));
        foreach (var id in new[] { one.Id, two.Id })
        {
            var item = await studio.ReadAsync(id);
            Assert.Equal(expert.Id, item.OwnerId);
            Assert.Equal([format.Id, topic.Id], item.Facets.Select(facet => facet.FacetValueId).Order());
            Assert.Equal(["role:rep"], item.Audience.Select(entry => entry.Grant));
            Assert.Equal((new DateOnly(2026, 3, 1), new DateOnly(2026, 5, 1)), (item.ReleaseOn, item.ExpireOn));
        }
    }

    [Fact]
    public async Task OneItemInTheWay_KeepsAllAsTheyWere_AndIsNamed()
    {
        var free = await TestData.In(studio.Hub).Playbook("Free to go").PublishedAsync();
        var used = await TestData.In(studio.Hub).Clip("Used elsewhere").WithCues().PublishedAsync();
        await TestData.In(studio.Hub).Playbook("The other").Saying($"[Listen](/items/{used.Id})").PublishedAsync();
        (string, string)[] order = [("ids", $"{free.Id}"), ("ids", $"{used.Id}"), ("action", "dates"), ("expireOn", "2026-05-01")];
        var answer = await PostAsync(order);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await TextAsync(answer);
        Assert.Contains("Used elsewhere", text, StringComparison.Ordinal);
        Assert.Contains("1 other place uses it", text, StringComparison.Ordinal);
        Assert.Null((await studio.ReadAsync(free.Id)).ExpireOn);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync([.. order, ("despiteUses", "yes")])).StatusCode);
        Assert.Equal(new DateOnly(2026, 5, 1), (await studio.ReadAsync(used.Id)).ExpireOn);
    }

    [Fact]
    public async Task AfterARefusal_TheListMarksWhatWasChosen()
    {
        var one = await TestData.In(studio.Hub).Playbook("Chosen again").PublishedAsync();
        var other = await TestData.In(studio.Hub).Playbook("Never chosen").PublishedAsync();
        var answer = await PostAsync(("ids", $"{one.Id}"), ("action", "owner"), ("returnUrl", "/library?kind=playbook"));
        var refused = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains($"href=\"/library?kind=playbook&chosen={one.Id}\"", refused, StringComparison.Ordinal);
        var list = await studio.Lead.ReadAsync($"/library?kind=playbook&chosen={one.Id},x,99999999999");
        Assert.Matches($"<input[^>]*value=\"{one.Id}\"[^>]*checked", list);
        Assert.DoesNotMatch($"<input[^>]*name=\"ids\"[^>]*value=\"{other.Id}\"[^>]*checked", list);
    }

    [Theory]
    [InlineData("owner", "ownerId", "", "Choose the new owner")]
    [InlineData("owner", "ownerId", "987654", "isn't in the hub any more")]
    [InlineData("facets", "addFacets", "many", "can't be read")]
    [InlineData("facets", "addFacets", "987654", "no longer exists")]
    [InlineData("facets", "addFacets", "", "Choose what to change")]
    [InlineData("audience", "audienceKind", "some", "Choose everyone, or at least one team or role")]
    [InlineData("audience", "audience", "team:987654", "Choose everyone, or at least one team or role")]
    [InlineData("dates", "releaseOn", "tomorrow", "Enter the days as year, month and day")]
    [InlineData("sell", "price", "1", "Choose what to change")]
    [InlineData("owner", "ids", "987654", "There is no item number 987654 any more")]
    [InlineData("archive", "ids", "all", "can't be read")]
    public async Task WrongFields_AreRefusedWithASentence(string action, string field, string value, string sentence)
    {
        var item = await TestData.In(studio.Hub).Playbook("Stays").PublishedAsync();
        var lead = item.OwnerId;
        var answer = await PostAsync(("ids", $"{item.Id}"), ("action", action), (field, value), (field == "ownerId" ? "unused" : "ownerId", $"{lead}"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await TextAsync(answer), StringComparison.Ordinal);
        Assert.Equal(item.Revision, await studio.RevisionAsync(item.Id));
    }

    [Fact]
    public async Task NoChoice_OtherRoles_AndForeignReturnAddresses_AreRefused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(("action", "archive"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.PostAsync("/studio/new", "/library/bulk", ("ids", "1"), ("action", "archive"))).StatusCode);
        var item = await TestData.In(studio.Hub).Playbook("Goes home").PublishedAsync();
        var answer = await PostAsync(("ids", $"{item.Id}"), ("action", "dates"), ("expireOn", "2026-05-01"), ("returnUrl", "https://elsewhere.example/"));
        Assert.Equal("/library", answer.Headers.Location!.ToString());
        using var bare = new FormUrlEncodedContent([KeyValuePair.Create("action", "archive")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.Http.PostAsync("/library/bulk", bare, TestContext.Current.CancellationToken)).StatusCode);
    }

    private async Task ChangedAsync(Item one, Item two, params (string, string)[] fields)
    {
        var answer = await PostAsync([("ids", $"{one.Id}"), ("ids", $"{two.Id}"), ("returnUrl", "/library?kind=playbook"), .. fields]);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await TextAsync(answer));
        Assert.Equal("/library?kind=playbook", answer.Headers.Location!.ToString());
    }

    private Task<HttpResponseMessage> PostAsync(params (string, string)[] fields) => studio.Lead.PostAsync("/studio/new", "/library/bulk", fields);
}
