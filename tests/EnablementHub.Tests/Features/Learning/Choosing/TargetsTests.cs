using System.Text.Json;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Learning.Choosing;

public sealed class TargetsTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Author_IsOfferedTitles_WithTheShortNameThatTheFieldTakes()
    {
        var clip = await TestData.In(_hub).Clip("Quokka pricing objection").PublishedAsync();
        await _hub.IndexedAsync();
        using var browser = await _hub.SignInAsAsync("Olaf Offers", HubRoles.Expert);
        var offers = JsonDocument.Parse(await browser.ReadAsync("/learning/suggest?kinds=item,quiz&q=quok")).RootElement;
        Assert.Equal($"item:{clip.Id}", offers[0].GetProperty("pick").GetString());
        Assert.Equal("Library", offers[0].GetProperty("label").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?q=")]
    [InlineData("?q=%00%20")]
    [InlineData("?q=zzzz-nothing&kinds=nonsense,,%F0%9F%98%80")]
    public async Task OddQuestions_GetAnEmptyAnswer(string query)
    {
        using var browser = await _hub.SignInAsAsync("Olga Odd", HubRoles.Expert);
        Assert.Equal("[]", await browser.ReadAsync($"/learning/suggest{query}"));
    }

    [Fact]
    public async Task LongQuestion_IsCut()
    {
        using var browser = await _hub.SignInAsAsync("Lotte Long", HubRoles.Expert);
        Assert.Equal("[]", await browser.ReadAsync($"/learning/suggest?q={new string('x', 9_000)}"));
    }

    [Fact]
    public async Task Targets_AreFoundByNumber_DraftsAreNotOpen()
    {
        var published = await TestData.In(_hub).Clip("Two minutes long").WithMedia(duration: 108).PublishedAsync();
        var draft = await TestData.In(_hub).Playbook("Not yet").Saying("Later.").DraftAsync();
        await using var scope = _hub.App.Services.CreateAsyncScope();
        LearningKey one = new(LearningKind.Item, published.Id), two = new(LearningKind.Item, draft.Id);
        var found = await scope.ServiceProvider.GetRequiredService<LearningTargets>()
            .FindAsync([one, two, one, new(LearningKind.Item, int.MaxValue), new(LearningKind.Checklist, 1)], TestContext.Current.CancellationToken);
        Assert.Equal(("Two minutes long", 2, true), (found[one].Title, found[one].Minutes, found[one].IsOpen));
        Assert.False(found[two].IsOpen);
        Assert.Equal(2, found.Count);
    }
}
