using System.Net;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Taxonomy;

public sealed class TaxonomyTests(StudioHub studio) : IClassFixture<StudioHub>
{
    private TaxonomyCatalog Catalog => studio.Hub.App.Services.GetRequiredService<TaxonomyCatalog>();

    [Fact]
    public async Task Values_AreAdded_Renamed_Moved_Retired_AndHoldAtOnce()
    {
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync("/admin/facets/persona", ("label", "Chief Financial Officer"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync("/admin/facets/persona", ("label", "Einkäufer & Co."))).StatusCode);
        var values = (await Catalog.ReadAsync(TestContext.Current.CancellationToken)).ValuesOf("persona").ToList();
        Assert.Equal(["chief-financial-officer", "einkaufer-co"], values.Select(value => value.Value));

        await PostAsync($"/admin/facets/values/{values[1].Id}", ("label", "Buyer"));
        await PostAsync($"/admin/facets/values/{values[1].Id}", ("move", "up"));
        await PostAsync($"/admin/facets/values/{values[0].Id}", ("retired", "yes"));
        var after = (await Catalog.ReadAsync(TestContext.Current.CancellationToken)).ValuesOf("persona").ToList();
        Assert.Equal([("einkaufer-co", "Buyer", false), ("chief-financial-officer", "Chief Financial Officer", true)], after.Select(value => (value.Value, value.Label, value.IsRetired)));
        Assert.Same(await Catalog.ReadAsync(TestContext.Current.CancellationToken), await Catalog.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ValueInUse_IsMergedOrKept_NeverLost()
    {
        var item = await TestData.In(studio.Hub).Playbook("Carries a topic").About("topic", "old-topic", "Old topic").PublishedAsync();
        var old = await TestData.In(studio.Hub).FacetAsync("topic", "old-topic");
        var other = await TestData.In(studio.Hub).FacetAsync("topic", "new-topic", "New topic");
        var stranger = await TestData.In(studio.Hub).FacetAsync("product", "a-product", "A product");
        studio.Hub.Time.Advance(TimeSpan.FromSeconds(4));
        var refused = await PostAsync($"/admin/facets/values/{old.Id}/delete");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("1 item carries “Old topic”", await TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync($"/admin/facets/values/{old.Id}/delete", ("mergeInto", $"{stranger.Id}"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync($"/admin/facets/values/{old.Id}/delete", ("mergeInto", "that one"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync($"/admin/facets/values/{old.Id}/delete", ("mergeInto", $"{other.Id}"))).StatusCode);
        Assert.Equal([other.Id], (await studio.ReadAsync(item.Id)).Facets.Select(facet => facet.FacetValueId));
        await using var database = studio.Hub.OpenDatabase();
        Assert.False(await database.FacetValues.AnyAsync(value => value.Id == old.Id, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync($"/admin/facets/values/{stranger.Id}/delete")).StatusCode);
    }

    [Fact]
    public async Task RenamedSpeaker_IsIndexedAgain()
    {
        var item = await TestData.In(studio.Hub).Clip("Speaks").By("Maria Old").WithCues().PublishedAsync();
        var speaker = await TestData.In(studio.Hub).FacetAsync("speaker", "maria-old");
        await using var database = studio.Hub.OpenDatabase();
        var before = await database.Changes.CountAsync(change => change.ItemId == item.Id, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync($"/admin/facets/values/{speaker.Id}", ("label", "Maria New"))).StatusCode);
        Assert.Equal(before + 1, await database.Changes.CountAsync(change => change.ItemId == item.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ChangeOnAnotherNode_HoldsWithinFiveSeconds()
    {
        await Catalog.ReadAsync(TestContext.Current.CancellationToken);
        var added = await TestData.In(studio.Hub).FacetAsync("competitor", "elsewhere", "Elsewhere");
        Assert.Null((await Catalog.ReadAsync(TestContext.Current.CancellationToken)).Find(added.Id));
        studio.Hub.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.NotNull((await Catalog.ReadAsync(TestContext.Current.CancellationToken)).Find(added.Id));
    }

    [Theory]
    [InlineData("", "Enter a name")]
    [InlineData("Twice", "is there already")]
    public async Task WrongNames_AreRefusedWithASentence(string label, string sentence)
    {
        await PostAsync("/admin/facets/format", ("label", "Twice"));
        var answer = await PostAsync("/admin/facets/format", ("label", label));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await TextAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongGroupsNamesAndPeople_AreRefused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/admin/facets/topic", ("label", new string('x', 10_000)))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("/admin/facets/language", ("label", "Latin"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("/admin/facets/nonsense", ("label", "Latin"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("/admin/facets/values/987654", ("label", "Latin"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("/admin/facets/values/987654/delete")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.GetAsync("/admin/facets")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.PostAsync("/studio/new", "/admin/facets/topic", ("label", "Mine"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.PostAsync("/studio/new", "/admin/synonyms", ("terms", "a, b"))).StatusCode);
        using var bare = new FormUrlEncodedContent([KeyValuePair.Create("label", "No token")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.Http.PostAsync("/admin/facets/topic", bare, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Synonyms_AreAdded_Changed_Refused_AndRemoved()
    {
        Assert.Equal(HttpStatusCode.Redirect, (await SynonymsAsync("/admin/synonyms", ("terms", "PO, purchase order ,po"))).StatusCode);
        await using var database = studio.Hub.OpenDatabase();
        var list = await database.SynonymLists.AsNoTracking().SingleAsync(l => l.Terms == "PO, purchase order", TestContext.Current.CancellationToken);
        Assert.Contains((await Catalog.ReadAsync(TestContext.Current.CancellationToken)).Synonyms, terms => terms.SequenceEqual(["PO", "purchase order"]));
        foreach (var (terms, sentence) in new[]
                 {
                     ("", "at least two different words"),
                     ("alone", "at least two different words"),
                     ("twice, TWICE", "at least two different words"),
                     ("order, purchase order", "is already in the list"),
                     ("--, ++", "has no letter or digit"),
                     (new string('x', 61) + ", short", "at most 60 fit"),
                     (new string('x', 10_000), "at least two different words"),
                     (string.Join(",", Enumerable.Range(1000, 200)), "at most 500 fit"),
                 })
        {
            var answer = await SynonymsAsync("/admin/synonyms", ("terms", terms));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(sentence, await TextAsync(answer), StringComparison.Ordinal);
        }

        var stale = await SynonymsAsync($"/admin/synonyms/{list.Id}", ("terms", "PO, order form"), ("before", "PO, something else"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SynonymsAsync($"/admin/synonyms/{list.Id}", ("terms", "PO, order form"), ("before", list.Terms))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SynonymsAsync("/admin/synonyms/987654", ("terms", "any, thing"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SynonymsAsync($"/admin/synonyms/{list.Id}/delete")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SynonymsAsync($"/admin/synonyms/{list.Id}/delete")).StatusCode);
        Assert.False(await database.SynonymLists.AnyAsync(l => l.Id == list.Id, TestContext.Current.CancellationToken));
    }

    private Task<HttpResponseMessage> PostAsync(string path, params (string, string)[] fields) => studio.Lead.PostAsync("/admin/facets", path, fields);

    private Task<HttpResponseMessage> SynonymsAsync(string path, params (string, string)[] fields) => studio.Lead.PostAsync("/admin/synonyms", path, fields);
}
