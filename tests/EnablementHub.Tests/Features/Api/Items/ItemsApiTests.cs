using System.Net;
using System.Text.Json;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Api.Items;

public sealed class ItemsApiTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Item_IsBegunPublishedChangedAndEnded_AsOnThePages()
    {
        using var lead = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead);
        await TestData.In(_hub).FacetAsync("topic", "pricing", "Pricing");
        await TestData.In(_hub).FacetAsync("persona", "cfo", "CFO");
        var made = (await lead.PostAsync("items", new { kind = "playbook", title = "Price talks", summary = "What to say", body = "# Know\n\nThe *price*.", facets = new { topic = new[] { "pricing" } }, tags = new[] { "price" }, externalId = "wiki/17" })).Is(HttpStatusCode.Created);
        Assert.Equal($"/api/v1/items/{made.Id}", made.Headers["Location"]);
        Assert.Equal(("draft", "wiki/17", 1, "Lara Lead"), (made["state"].GetString(), made["externalId"].GetString(), made["version"].GetInt32(), made["owner"].GetProperty("name").GetString()));
        await using var database = _hub.OpenDatabase();
        var row = await database.Items.Include(item => item.Versions).SingleAsync(item => item.Id == made.Id, TestContext.Current.CancellationToken);
        Assert.Equal(["# Know\n\nThe *price*."], row.Versions.Select(version => version.Body));
        Assert.Contains("<em>price</em>", row.Versions[0].BodyHtml, StringComparison.Ordinal);

        var published = (await lead.PostAsync($"items/{made.Id}/publish", new { verified = true })).Is(HttpStatusCode.OK);
        Assert.Equal(("published", "verified"), (published["state"].GetString(), published["trust"].GetString()));
        using var rep = await ApiScript.StartAsync(_hub, "Rita Reader", HubRoles.Rep, TokenScopes.Read);
        var read = (await rep.GetAsync($"items/{made.Id}")).Is(HttpStatusCode.OK);
        (await rep.GetAsync($"items/{made.Id}", ("If-None-Match", read.Tag))).Is(HttpStatusCode.NotModified);
        Assert.Equal("# Know\n\nThe *price*.", read["body"].GetString());

        var changed = (await lead.PatchAsync($"items/{made.Id}", new { summary = "What to say to a CFO", facets = new { persona = new[] { "cfo" } } }, published.Tag)).Is(HttpStatusCode.OK);
        Assert.Equal(("What to say to a CFO", 2, 1), (changed["summary"].GetString(), changed["pendingVersion"].GetInt32(), changed["liveVersion"].GetInt32()));
        Assert.Equal("{\"persona\":[\"cfo\"],\"topic\":[\"pricing\"]}", changed["facets"].GetRawText());
        Assert.Equal("What to say", (await rep.GetAsync($"items/{made.Id}"))["summary"].GetString());
        Assert.Equal(JsonValueKind.Null, (await rep.GetAsync($"items/{made.Id}"))["pendingVersion"].ValueKind);
        (await rep.GetAsync($"items/{made.Id}?version=pending")).IsProblem(HttpStatusCode.Forbidden);
        (await lead.PatchAsync($"items/{made.Id}", new { summary = "Late" }, published.Tag)).IsProblem(HttpStatusCode.PreconditionFailed, "Read it again");
        (await lead.SendAsync("PATCH", $"items/{made.Id}", new { summary = "Blind" })).IsProblem(HttpStatusCode.PreconditionRequired, "If-Match");

        var scheduled = (await lead.PostAsync($"items/{made.Id}/publish", new { from = "2026-04-01" })).Is(HttpStatusCode.OK);
        Assert.Equal(("2026-04-01", 1, 2), (scheduled["changeOn"].GetString(), scheduled["liveVersion"].GetInt32(), scheduled["pendingVersion"].GetInt32()));
        Assert.Equal(JsonValueKind.Null, (await rep.GetAsync($"items/{made.Id}"))["changeOn"].ValueKind);

        (await lead.PostAsync($"items/{made.Id}/publish")).Is(HttpStatusCode.OK);
        Assert.Equal("What to say to a CFO", (await rep.GetAsync("items/by-external-id/wiki/17"))["summary"].GetString());
        Assert.Equal("What to say to a CFO", (await rep.GetAsync("items/by-external-id/wiki%2F17"))["summary"].GetString());
        var versions = (await lead.GetAsync($"items/{made.Id}/versions"))["items"];
        Assert.Equal([2, 1], versions.EnumerateArray().Select(version => version.GetProperty("number").GetInt32()));
        Assert.Equal("What to say", (await lead.GetAsync($"items/{made.Id}/versions/1"))["summary"].GetString());
        (await lead.PostAsync($"items/{made.Id}/versions/1/restore")).Is(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, (await lead.PostAsync($"items/{made.Id}/discard"))["pendingVersion"].ValueKind);

        Assert.Equal("expired", (await lead.PostAsync($"items/{made.Id}/expire")).Is(HttpStatusCode.OK)["state"].GetString());
        (await rep.GetAsync($"items/{made.Id}")).IsProblem(HttpStatusCode.Gone, "expired");
        var archived = (await lead.PostAsync($"items/{made.Id}/archive")).Is(HttpStatusCode.OK);
        (await rep.GetAsync($"items/{made.Id}")).IsProblem(HttpStatusCode.NotFound);
        (await lead.SendAsync("DELETE", $"items/{made.Id}")).IsProblem(HttpStatusCode.PreconditionRequired);
        (await lead.SendAsync("DELETE", $"items/{made.Id}", null, ("If-Match", archived.Tag))).Is(HttpStatusCode.NoContent);
        (await lead.GetAsync($"items/{made.Id}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task ExternalId_IsGivenOnce_AndPutCreatesOrChanges()
    {
        using var lead = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead);
        var first = (await lead.PostAsync("items", new { kind = "link", title = "Pricing page", linkUrl = "https://example.com/pricing", externalId = "cms:1" })).Is(HttpStatusCode.Created);
        (await lead.PostAsync("items", new { kind = "link", title = "Again", externalId = "cms:1" })).IsProblem(HttpStatusCode.Conflict, $"Item {first.Id} has");
        await using var database = _hub.OpenDatabase();
        Assert.False(await database.ItemVersions.AnyAsync(version => version.Title == "Again", TestContext.Current.CancellationToken));

        var same = (await lead.SendAsync("PUT", "items/by-external-id/cms:1", new { title = "Pricing page", linkUrl = "https://example.com/pricing" })).Is(HttpStatusCode.OK);
        Assert.Equal(first.Tag, same.Tag);
        var changed = (await lead.SendAsync("PUT", "items/by-external-id/cms:1", new { title = "Prices" })).Is(HttpStatusCode.OK);
        Assert.Equal(("Prices", JsonValueKind.Null), (changed["title"].GetString(), changed["linkUrl"].ValueKind));
        (await lead.SendAsync("PUT", "items/by-external-id/cms:1", new { title = "x" }, ("If-None-Match", "*"))).IsProblem(HttpStatusCode.PreconditionFailed);
        (await lead.SendAsync("PUT", "items/by-external-id/cms:1", new { title = "x", kind = "clip" })).IsProblem(HttpStatusCode.BadRequest, "never changes", "kind");
        (await lead.SendAsync("PUT", "items/by-external-id/cms:2", new { title = "x" })).IsProblem(HttpStatusCode.BadRequest, "not there yet", "kind");
        var second = (await lead.SendAsync("PUT", "items/by-external-id/cms:2", new { title = "Two", kind = "link" })).Is(HttpStatusCode.Created);
        (await lead.PatchAsync($"items/{second.Id}", new { externalId = "cms:1" }, second.Tag)).IsProblem(HttpStatusCode.Conflict, $"Item {first.Id} has");
        Assert.Equal(JsonValueKind.Null, (await lead.PatchAsync($"items/{second.Id}", new { externalId = (string?)null }, second.Tag)).Is(HttpStatusCode.OK)["externalId"].ValueKind);
        (await lead.SendAsync("PUT", "items/by-external-id/" + new string('x', 201), new { title = "x", kind = "link" })).IsProblem(HttpStatusCode.BadRequest, "200", "externalId");
    }

    [Theory]
    [InlineData("{", "body", "isn't JSON")]
    [InlineData("[]", "body", "JSON object")]
    [InlineData("", "body", "")]
    [InlineData("null", "body", "JSON object")]
    [InlineData("""{"kind":"clip"}""", "title", "must be given")]
    [InlineData("""{"kind":"clip","title":null}""", "title", "not be null")]
    [InlineData("""{"kind":"poem","title":"x"}""", "kind", "one of: clip")]
    [InlineData("""{"kind":"clip","title":7}""", "title", "a text")]
    [InlineData("""{"kind":"clip","title":"x","colour":"red"}""", "colour", "no field")]
    [InlineData("""{"kind":"clip","title":"x","title":"y"}""", "title", "twice")]
    [InlineData("""{"kind":"clip","title":"\ud800"}""", "body", "characters")]
    [InlineData("""{"kind":"clip","title":"x","tags":"price"}""", "tags", "array")]
    [InlineData("""{"kind":"clip","title":"x","tags":[1]}""", "tags[0]", "a text")]
    [InlineData("""{"kind":"clip","title":"x","releaseOn":"31.3.2026"}""", "releaseOn", "2026-03-31")]
    [InlineData("""{"kind":"clip","title":"x","releaseOn":"2026-05-01","expireOn":"2026-04-01"}""", "expireOn", "before the release day")]
    [InlineData("""{"kind":"clip","title":"x","facets":{"colour":["red"]}}""", "facets.colour", "no group")]
    [InlineData("""{"kind":"clip","title":"x","facets":{"topic":["never-heard-of"]}}""", "facets.topic", "no topic")]
    [InlineData("""{"kind":"clip","title":"x","facets":{"topic":"pricing"}}""", "facets.topic", "array")]
    [InlineData("""{"kind":"clip","title":"x","language":"xx"}""", "language", "list")]
    [InlineData("""{"kind":"clip","title":"x","audience":["role:king"]}""", "audience", "no longer exists")]
    [InlineData("""{"kind":"clip","title":"x","ownerId":999999}""", "ownerId", "owner")]
    [InlineData("""{"kind":"clip","title":"x","ownerId":1.5}""", "ownerId", "whole number")]
    [InlineData("""{"kind":"clip","title":"x","successorId":999999}""", "successorId", "no item")]
    [InlineData("""{"kind":"link","title":"x","linkUrl":"javascript:alert(1)"}""", "linkUrl", "http")]
    [InlineData("""{"kind":"clip","title":"x","externalId":" "}""", "externalId", "blank")]
    [InlineData("""{"kind":"clip","title":"x","externalId":""}""", "externalId", "hold something")]
    public async Task WrongBody_IsExplainedByField_AndLeavesNothing(string json, string field, string words)
    {
        using var lead = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead);
        await using var database = _hub.OpenDatabase();
        var before = await database.Items.CountAsync(TestContext.Current.CancellationToken);
        (await lead.PostAsync("items", json)).IsProblem(HttpStatusCode.BadRequest, words, field);
        Assert.Equal(before, await database.Items.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TooLongTitle_AndSeveralMistakes_AreToldTogether()
    {
        using var lead = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead);
        (await lead.PostAsync("items", new { kind = "clip", title = new string('t', 161) })).IsProblem(HttpStatusCode.BadRequest, "160", "title");
        var reply = (await lead.PostAsync("items", """{"kind":3,"colour":1,"tags":{}}""")).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(["kind", "colour", "tags", "title"], reply["errors"].EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Writers_ChangeTheirOwn_LeadsEverything_ReadersNothing()
    {
        using var lead = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead);
        using var expert = await ApiScript.StartAsync(_hub, "Egon Expert", HubRoles.Expert);
        using var rep = await ApiScript.StartAsync(_hub, "Rolf Rep", HubRoles.Rep);
        using var reading = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead, TokenScopes.Read);
        var draft = (await lead.PostAsync("items", new { kind = "playbook", title = "Only the lead's" })).Is(HttpStatusCode.Created);
        (await expert.GetAsync($"items/{draft.Id}")).IsProblem(HttpStatusCode.NotFound);
        (await expert.PatchAsync($"items/{draft.Id}", new { title = "Mine" }, draft.Tag)).IsProblem(HttpStatusCode.NotFound);
        var own = (await expert.PostAsync("items", new { kind = "playbook", title = "The expert's", body = "Text" })).Is(HttpStatusCode.Created);
        (await expert.PostAsync("items", new { kind = "playbook", title = "Narrow", audience = new[] { "role:lead" } })).IsProblem(HttpStatusCode.Forbidden, "Only an enablement lead");
        (await expert.PostAsync($"items/{own.Id}/publish")).IsProblem(HttpStatusCode.Forbidden);
        (await lead.PostAsync($"items/{own.Id}/publish")).Is(HttpStatusCode.OK);
        (await rep.PostAsync("items", new { kind = "clip", title = "x" })).IsProblem(HttpStatusCode.Forbidden);
        (await rep.GetAsync($"items/{own.Id}/versions")).IsProblem(HttpStatusCode.Forbidden);
        (await reading.PostAsync("items", new { kind = "clip", title = "x" })).IsProblem(HttpStatusCode.Forbidden);
        (await lead.PostAsync($"items/{draft.Id}/publish")).IsProblem(HttpStatusCode.Conflict, "Write the playbook's text.");
    }

    [Fact]
    public async Task List_GivesEachVisibleItemOnce_WhileOthersWrite()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        using var rep = await ApiScript.StartAsync(hub, "Rita Reader", HubRoles.Rep, TokenScopes.Read);
        using var lead = await ApiScript.StartAsync(hub, "Lara Lead", HubRoles.Lead);
        var items = new List<Item>();
        for (var number = 0; number < 25; number++) items.Add(await data.Clip($"Talk {number}").About("topic", number % 2 == 0 ? "pricing" : "security").PublishedAsync());
        await data.Clip("For leads").OnlyForRole(HubRoles.Lead).PublishedAsync();
        await data.Playbook("A draft").DraftAsync();
        var seen = new List<int>();
        var next = "items?limit=10";
        for (var page = 0; next is not null; page++)
        {
            var reply = (await rep.GetAsync(next)).Is(HttpStatusCode.OK);
            seen.AddRange(reply["items"].EnumerateArray().Select(item => item.GetProperty("id").GetInt32()));
            Assert.False(reply["items"][0].TryGetProperty("body", out _));
            next = reply["next"].GetString() is { } cursor ? "items?limit=10&cursor=" + cursor : null;
            if (page == 0) items.Add(await data.Clip("Came in between").PublishedAsync());
        }

        Assert.Equal(items.Select(item => item.Id), seen);
        Assert.Equal(13, (await rep.GetAsync("items?topic=pricing&limit=200"))["items"].GetArrayLength());
        Assert.Equal(1, (await lead.GetAsync("items?state=draft"))["items"].GetArrayLength());
        Assert.Equal(0, (await rep.GetAsync("items?state=draft"))["items"].GetArrayLength());
        Assert.Equal(1, (await lead.GetAsync("items?kind=playbook&kind=link"))["items"].GetArrayLength());
        var since = Uri.EscapeDataString(hub.Time.GetUtcNow().AddMinutes(1).ToString("O"));
        hub.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, (await lead.GetAsync("items?changedSince=" + since))["items"].GetArrayLength());
        (await lead.PostAsync($"items/{items[3].Id}/archive")).Is(HttpStatusCode.OK);
        Assert.Equal(items[3].Id, (await lead.GetAsync("items?state=archived&changedSince=" + since))["items"][0].GetProperty("id").GetInt32());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("cursor=Yzo5OTk5OTk5OTk5OTk5OTk5OTk5OjE", "cursor")]
    [InlineData("state=lost", "state")]
    [InlineData("kind=poem", "kind")]
    [InlineData("trust=much", "trust")]
    [InlineData("sort=random", "sort")]
    [InlineData("owner=me", "owner")]
    [InlineData("changedSince=yesterday", "changedSince")]
    [InlineData("topics=pricing", "topics")]
    public async Task WrongParameter_IsNamed(string parameters, string name)
    {
        using var rep = await ApiScript.StartAsync(_hub, "Rita Reader", HubRoles.Rep, TokenScopes.Read);
        (await rep.GetAsync("items?" + parameters)).IsProblem(HttpStatusCode.BadRequest, name, name);
    }
}
