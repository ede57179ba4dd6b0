using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Tests.Features.Search.Engine;

public abstract partial class SearchEngineContract
{
    private string[] Suggest(string text, Visibility? viewer = null, int limit = 8) =>
        [.. Engine.Suggest(new SuggestQuery { Text = text, Viewer = viewer ?? Visibility.Everything, Now = Now, Limit = limit }, Stop)
            .Select(suggestion => $"{suggestion.Kind}:{MarkedText.Unmark(suggestion.Text)}")];

    [Fact]
    public async Task Suggest_BeginningOfAnyWordOfATitle_OffersIt()
    {
        await PutAsync(Item(1, "Discovery call"), Item(2, "The Discovery mindset"), Item(3, "Recovery"));

        Assert.Equal(["Title:Discovery call", "Title:The Discovery mindset"], Suggest("disc"));
        Assert.Equal(["Title:Discovery call"], Suggest("discovery ca"));
        Assert.Equal(["Title:Discovery call"], Suggest("ca disc"));
        Assert.Equal(["Title:The Discovery mindset"], Suggest("mind"));
        Assert.Empty(Suggest("covery"));
        Assert.Empty(Suggest(" "));
    }

    [Fact]
    public async Task Suggest_WithAccents_FoldsThem()
    {
        await PutAsync(Item(1, "Négociation à Zürich"));

        Assert.Equal(["Title:Négociation à Zürich"], Suggest("nego"));
        Assert.Equal(["Title:Négociation à Zürich"], Suggest("ZÜ"));
    }

    [Fact]
    public async Task Suggest_OfSeveral_TheMostUsedComesFirst()
    {
        await PutAsync(Item(1, "Price one"), Item(2, "Price two") with { Plays = 300 }, Item(3, "Price three") with { Plays = 20 });

        Assert.Equal(["Title:Price two", "Title:Price three", "Title:Price one"], Suggest("price"));
        Assert.Equal(["Title:Price two"], Suggest("price", limit: 1));
    }

    [Fact]
    public async Task Suggest_TopicsAndSpeakers_OffersThoseWithSomethingToFind()
    {
        Engine.SetVocabulary(new SearchVocabulary
        {
            Labels = [new("topic", "price-talk", "Price talk"), new("topic", "price-empty", "Price of nothing"), new("speaker", "petra", "Petra Prinz"), new("speaker", "priya", "Priya Gone")],
        });
        await PutAsync(
            Item(1, "Welcome") with { Facets = Values(("topic", ["price-talk"]), ("speaker", ["petra"])), Speaker = "Petra Prinz" },
            Item(2, "Hello") with { Speaker = "Prosper O'Neil" });

        var suggestions = Engine.Suggest(new SuggestQuery { Text = "pr", Viewer = Visibility.Everything, Now = Now }, Stop);

        Assert.Equal(["Speaker:Petra Prinz", "Speaker:Prosper O'Neil", "Topic:Price talk"], Suggest("pr").Order(StringComparer.Ordinal));
        Assert.Contains(suggestions, suggestion => suggestion is { Kind: SuggestionKind.Topic, Dimension: "topic", Value: "price-talk" });
        Assert.Contains(suggestions, suggestion => suggestion is { Kind: SuggestionKind.Speaker, Dimension: "speaker", Value: "petra" });
    }

    [Fact]
    public async Task Suggest_ToAViewer_OffersNothingHidden()
    {
        Engine.SetVocabulary(new SearchVocabulary { Labels = [new("topic", "secret", "Secret prices")] });
        await PutAsync(
            Item(1, "Secret pricing") with { Audience = ["role:lead"], Facets = Values(("topic", ["secret"])), Speaker = "Secret Agent" },
            Item(2, "Secret launch") with { VisibleFrom = Now.AddDays(1) },
            Item(3, "Secret gone") with { VisibleUntil = Now });

        Assert.Empty(Suggest("secret", Visibility.Of(["role:rep"])));
        Assert.Equal(3, Suggest("secret").Length);
    }

    [Fact]
    public async Task Suggest_AfterAChange_OffersTheNewTitle()
    {
        await PutAsync(Item(1, "Discovery call"));
        await PutAsync(Item(1, "Renewal call"));
        await PutAsync(Item(2, "Discount call"));
        await RemoveAsync(2);

        Assert.Empty(Suggest("disco"));
        Assert.Equal(["Title:Renewal call"], Suggest("rene"));
    }
}
