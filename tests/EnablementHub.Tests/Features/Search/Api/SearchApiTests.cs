using System.Net;
using System.Text.Json;
using EnablementHub.Features.Tokens;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Search.Api;

public sealed class SearchApiTests
{
    [Fact]
    public async Task Search_AnswersInTheAgreedShape()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var clip = await TestData.In(hub).Clip("Price to a CFO").Summed("How Maria anchors").By("Maria Lund").About("topic", "pricing", "Pricing & discounts")
            .WithMedia().WithCues((12.25, 19.5, "Maria Lund", "We anchor on what a stoppage costs you.")).PublishedAsync();
        var playbook = await TestData.In(hub).Playbook("Stoppage costs").PublishedAsync();
        await hub.IndexedAsync();

        var answer = await rep.FindAsync("q=stoppage");
        Assert.Equal(["total", "query", "hits", "facets"], answer.EnumerateObject().Select(property => property.Name));
        Assert.Equal(2, answer.Total());
        Assert.Equal("stoppage", answer.GetProperty("query").GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("query").GetProperty("corrected").ValueKind);
        var hits = answer.GetProperty("hits").EnumerateArray().ToDictionary(hit => hit.GetProperty("id").GetInt32());
        var hit = hits[clip.Id];
        Assert.Equal(["id", "kind", "title", "url", "summary", "score", "media", "cues"], hit.EnumerateObject().Select(property => property.Name));
        Assert.Equal("clip", hit.GetProperty("kind").GetString());
        Assert.Equal($"/items/{clip.Id}", hit.GetProperty("url").GetString());
        Assert.StartsWith("/media/", hit.GetProperty("media").GetString(), StringComparison.Ordinal);
        var cue = hit.GetProperty("cues")[0];
        Assert.Equal(12.25, cue.GetProperty("start").GetDouble());
        Assert.Equal(19.5, cue.GetProperty("end").GetDouble());
        Assert.Equal("Maria Lund", cue.GetProperty("speaker").GetString());
        Assert.Contains("\u0002stoppage\u0003", cue.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, hits[playbook.Id].GetProperty("media").ValueKind);
        Assert.Contains("\u0002", hits[playbook.Id].GetProperty("title").GetString(), StringComparison.Ordinal);
        var topic = answer.GetProperty("facets").GetProperty("topic")[0];
        Assert.Equal(("pricing", "Pricing & discounts", 1), (topic.GetProperty("value").GetString(), topic.GetProperty("label").GetString(), topic.GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task Typo_IsForgiven_AndSaid()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await TestData.In(hub).Clip("Negotiation with procurement").PublishedAsync();
        await hub.IndexedAsync();
        var answer = await rep.FindAsync("q=negotiaton");
        Assert.Equal(1, answer.Total());
        Assert.Equal("negotiation", answer.GetProperty("query").GetProperty("corrected").GetString());
    }

    [Fact]
    public async Task Facets_AnyWithinAGroup_AllGroupsTogether_WithTheAlternativesCounted()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var data = TestData.In(hub);
        var first = await data.Clip("Talk one").About("topic", "pricing").About("persona", "cfo").PublishedAsync();
        var second = await data.Clip("Talk two").About("topic", "security").About("persona", "cfo").PublishedAsync();
        await data.Playbook("Talk three").About("topic", "pricing").About("persona", "cio").PublishedAsync();
        await hub.IndexedAsync();

        var answer = await rep.FindAsync("q=talk&persona=cfo");
        Assert.Equal(2, answer.Total());
        Assert.Equal(new() { ["cfo"] = 2, ["cio"] = 1 }, answer.Facet("persona"));
        Assert.Equal(new() { ["pricing"] = 1, ["security"] = 1 }, answer.Facet("topic"));
        Assert.Equal([first.Id], (await rep.FindAsync("q=talk&persona=cfo&topic=pricing")).Ids());
        Assert.Equal([first.Id, second.Id], (await rep.FindAsync("q=talk&persona=cfo&topic=pricing&topic=security")).Ids().Order());
        Assert.Equal(1, (await rep.FindAsync("q=talk&kind=playbook")).Total());
        Assert.Equal(3, (await rep.FindAsync("q=talk&kind=playbook&kind=clip")).Total());
        Assert.Equal(0, (await rep.FindAsync("q=talk&topic=never-heard-of")).Total());
        Assert.Equal(3, (await rep.FindAsync("language=en")).Total());
    }

    [Fact]
    public async Task People_FindOnlyTheirAudience_CountsAndSuggestionsIncluded()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var team = await data.TeamAsync("North");
        var insider = await hub.AddPersonAsync("Nora North");
        await data.JoinAsync(insider, team);
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var member = hub.Anonymous();
        await member.SignInAsync(insider.Email!, TestHub.Password);
        using var manager = await hub.SignInAsAsync("Mona Manager", HubRoles.Manager);
        using var lead = await hub.SignInAsAsync("Leo Lead", HubRoles.Lead);
        await data.Clip("Zebra everybody").About("topic", "open").PublishedAsync();
        await data.Clip("Zebra north").About("topic", "hidden-topic").By("Secret Speaker").OnlyFor(team).PublishedAsync();
        await data.Clip("Zebra managers").OnlyForRole(HubRoles.Manager).PublishedAsync();
        await hub.IndexedAsync();

        var answer = await rep.FindAsync("q=zebra");
        Assert.Equal(1, answer.Total());
        Assert.Equal(["open"], answer.Facet("topic").Keys);
        Assert.Equal(1, (await rep.FindAsync("q=")).Total());
        Assert.Equal(2, (await member.FindAsync("q=zebra")).Total());
        Assert.Equal(2, (await manager.FindAsync("q=zebra")).Total());
        Assert.Equal(3, (await lead.FindAsync("q=zebra")).Total());
        Assert.DoesNotContain("north", await rep.ReadAsync("/api/v1/suggest?q=zebra"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Secret", await rep.ReadAsync("/search/suggest?q=secr"), StringComparison.Ordinal);
        Assert.Contains("Zebra north", await member.ReadAsync("/api/v1/suggest?q=zebra"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggest_OffersTitlesTopicsAndSpeakers()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var clip = await TestData.In(hub).Clip("Pricing ladder").About("topic", "pricing", "Pricing").By("Priya Rao").PublishedAsync();
        await hub.IndexedAsync();
        await Task.Delay(50);
        var suggestions = JsonDocument.Parse(await rep.ReadAsync("/api/v1/suggest?q=pri")).RootElement.EnumerateArray().ToList();
        Assert.All(suggestions, suggestion => Assert.Equal(["text", "type", "url"], suggestion.EnumerateObject().Select(property => property.Name)));
        var byType = suggestions.ToDictionary(suggestion => suggestion.GetProperty("type").GetString()!);
        Assert.Equal(("Pricing ladder", $"/items/{clip.Id}"), (byType["title"].GetProperty("text").GetString(), byType["title"].GetProperty("url").GetString()));
        Assert.Equal(("Pricing", "/search?topic=pricing"), (byType["topic"].GetProperty("text").GetString(), byType["topic"].GetProperty("url").GetString()));
        Assert.Equal(("Priya Rao", "/search?speaker=priya-rao"), (byType["speaker"].GetProperty("text").GetString(), byType["speaker"].GetProperty("url").GetString()));
    }

    [Theory]
    [InlineData("kind=poem", "kind")]
    [InlineData("sort=loudest", "sort")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("offset=-1", "offset")]
    [InlineData("offset=99999999999999", "offset")]
    [InlineData("limit=5&limit=6", "limit")]
    [InlineData("q=a&q=b", "q")]
    [InlineData("topics=pricing", "topics")]
    [InlineData("page=2", "page")]
    public async Task WrongParameter_IsNamed(string parameters, string name)
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var answer = await rep.GetAsync("/api/v1/search?" + parameters);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(problem.GetProperty("errors").TryGetProperty(name, out _));
        Assert.Equal(400, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Paging_GoesThroughAll_OnceEach()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        for (var number = 0; number < 25; number++) await TestData.In(hub).Clip($"Lesson {number}").PublishedAsync();
        await hub.IndexedAsync();
        var all = new List<int>();
        for (var offset = 0; offset < 30; offset += 10) all.AddRange((await rep.FindAsync($"q=lesson&limit=10&offset={offset}")).Ids());
        Assert.Equal(25, all.Count);
        Assert.Equal(25, all.Distinct().Count());
        Assert.Empty((await rep.FindAsync("q=lesson&offset=10000")).Ids());
        Assert.Equal(20, (await rep.FindAsync("q=lesson")).Ids().Length);
    }

    [Fact]
    public async Task Token_FindsWhatItsPersonMaySee()
    {
        await using var hub = await TestHub.StartAsync();
        var person = await hub.AddPersonAsync("Rita Rep");
        await TestData.In(hub).Clip("Zebra everybody").PublishedAsync();
        await TestData.In(hub).Clip("Zebra managers").OnlyForRole(HubRoles.Manager).PublishedAsync();
        await hub.IndexedAsync();
        await using var scope = hub.App.Services.CreateAsyncScope();
        var created = await scope.ServiceProvider.GetRequiredService<CreateToken>().RunAsync(new TokenRequest { PersonId = person.Id, Name = "script", Scope = "read" }, CancellationToken.None);
        using var script = hub.Anonymous();
        script.Http.DefaultRequestHeaders.Authorization = new("Bearer", created.Token);
        Assert.Equal(1, (await script.FindAsync("q=zebra")).Total());
        Assert.Contains("Zebra everybody", await script.ReadAsync("/api/v1/suggest?q=zeb"), StringComparison.Ordinal);
        script.Http.DefaultRequestHeaders.Authorization = new("Bearer", "hub_wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync("/api/v1/search?q=zebra")).StatusCode);
    }

    [Fact]
    public async Task Stranger_Gets401_AsAProblem()
    {
        await using var hub = await TestHub.StartAsync();
        using var stranger = hub.Anonymous();
        var answer = await stranger.GetAsync("/api/v1/search?q=price");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
