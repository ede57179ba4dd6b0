using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.Search.Golden;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Search.Golden;

public sealed class GoldenQueriesTests : IAsyncLifetime
{
    private TestHub _hub = null!;
    private TestBrowser _lead = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync();
        _lead = await _hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
    }

    public async ValueTask DisposeAsync()
    {
        _lead.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task AskedOnDemand_SaysPlaceAndMiss_TheMissFirst_AndCountsAsNobodysSearch()
    {
        var ladder = await TestData.In(_hub).Playbook("Discount ladder").Saying("Ten percent needs a signature.").Verified().PublishedAsync();
        var other = await TestData.In(_hub).Playbook("Price sheet").Saying("A seat costs 20 euros.").PublishedAsync();
        await _hub.IndexedAsync();
        Assert.Contains("No golden queries yet", await _lead.ReadAsync(GoldenController.Path), StringComparison.Ordinal);
        await AddAsync("  discount   ladder ", $"/items/{ladder.Id}/discount-ladder");
        await AddAsync("discount ladder", $"{other.Id}");
        Assert.Contains("Not asked yet", await _lead.ReadAsync(GoldenController.Path), StringComparison.Ordinal);
        await AskAsync();
        var page = WebUtility.HtmlDecode(await _lead.ReadAsync(GoldenController.Path));
        Assert.Contains("1 of 2 have their item among the first three answers.", page, StringComparison.Ordinal);
        Assert.Contains("Place 1", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("Not on the first page", StringComparison.Ordinal) < page.IndexOf("Place 1", StringComparison.Ordinal));
        Assert.Contains("What came first", page, StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        Assert.Equal(["discount ladder", "discount ladder"], await database.GoldenQueries.Select(query => query.Text).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await database.SearchRecords.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ItemThatWasArchived_IsMissed_AndThePageSaysWhy()
    {
        var item = await TestData.In(_hub).Playbook("Discount ladder").Saying("Ten percent.").PublishedAsync();
        await _hub.IndexedAsync();
        await AddAsync("discount", $"{item.Id}");
        await AskAsync();
        Assert.Contains("Place 1", await _lead.ReadAsync(GoldenController.Path), StringComparison.Ordinal);
        await _lead.PostAsync("/studio/new", $"/studio/{item.Id}/archive", ("revision", $"{item.Revision}"));
        await _hub.IndexedAsync();
        await AskAsync();
        Assert.Contains("Not found: it is no longer published", await _lead.ReadAsync(GoldenController.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "1", "Enter what people type")]
    [InlineData("price", "", "Choose the item from the titles")]
    [InlineData("price", "no such title", "Choose the item from the titles")]
    [InlineData("price", "987654", "It must be published")]
    public async Task WrongInput_IsNamed_AndKept(string text, string item, string sentence)
    {
        var answer = await _lead.PostAsync("/studio/new", GoldenController.Path, ("Text", text), ("Item", item));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        if (item.Length > 0) Assert.Contains($"value=\"{item}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooLongText_IsRefused_TheSameTwiceIsOne_AndRemovingTwiceIsNoError()
    {
        var item = await TestData.In(_hub).Playbook("Discount ladder").Saying("Ten percent.").PublishedAsync();
        var tooLong = await _lead.PostAsync("/studio/new", GoldenController.Path, ("Text", new string('x', GoldenQuery.MaxTextLength + 1)), ("Item", $"{item.Id}"));
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        await AddAsync("Discount", $"{item.Id}");
        await AddAsync("discount", $"{item.Id}");
        await using var database = _hub.OpenDatabase();
        var id = (await database.GoldenQueries.SingleAsync(TestContext.Current.CancellationToken)).Id;
        for (var time = 0; time < 2; time++)
            Assert.Equal(HttpStatusCode.Redirect, (await _lead.PostAsync("/studio/new", $"{GoldenController.Path}/{id}/remove")).StatusCode);
        Assert.False(await database.GoldenQueries.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task IndexThatIsBeingBuilt_AsksNothing()
    {
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).Playbook("Discount ladder").Saying("Ten percent.").PublishedAsync();
        await hub.IndexedAsync();
        await using var scope = hub.App.Services.CreateAsyncScope();
        await using (var database = hub.OpenDatabase())
        {
            database.Add(new GoldenQuery { Text = "discount", ItemId = item.Id, AddedById = (await TestData.LeadAsync(hub)).Id, AddedAt = hub.Time.GetUtcNow() });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var engine = EnablementHub.Features.Search.Engine.Fts5.Fts5Engine.Open(Directory.CreateTempSubdirectory("hub-golden-").FullName);
        Assert.True(engine.NeedsRebuild);
        var ask = ActivatorUtilities.CreateInstance<AskGoldenQueries>(scope.ServiceProvider, engine);
        Assert.StartsWith("The search index is being built", await ask.RunAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await using var after = hub.OpenDatabase();
        Assert.Null((await after.GoldenQueries.SingleAsync(TestContext.Current.CancellationToken)).AskedAt);
    }

    /// <summary>Where one of two that say the same takes the other's place, that is what people must find.</summary>
    [Fact]
    public async Task AnotherItemInItsPlace_TakesTheQueries_WithoutDoubles()
    {
        var from = await TestData.In(_hub).Playbook("Discounts").Saying("Ten percent.").PublishedAsync();
        var to = await TestData.In(_hub).Playbook("Discount ladder").Saying("Ten percent.").PublishedAsync();
        await AddAsync("discount", $"{from.Id}");
        await AddAsync("Discount", $"{to.Id}");
        await AddAsync("percent", $"{from.Id}");
        await using (var scope = _hub.App.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<EnablementHub.Data.HubDbContext>();
            await scope.ServiceProvider.GetRequiredService<EnablementHub.Features.Library.Lifecycle.ItemDependants>().LeadAsync(from.Id, to.Id, null, TestContext.Current.CancellationToken);
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var after = _hub.OpenDatabase();
        Assert.Equal([("Discount", to.Id), ("percent", to.Id)], (await after.GoldenQueries.OrderBy(query => query.Text).ToListAsync(TestContext.Current.CancellationToken)).Select(query => (query.Text, query.ItemId)));
    }

    private async Task AddAsync(string text, string item) =>
        Assert.Equal(HttpStatusCode.Redirect, (await _lead.PostAsync("/studio/new", GoldenController.Path, ("Text", text), ("Item", item))).StatusCode);

    private async Task AskAsync() => Assert.Equal(HttpStatusCode.Redirect, (await _lead.PostAsync("/studio/new", GoldenController.Path + "/ask")).StatusCode);
}
