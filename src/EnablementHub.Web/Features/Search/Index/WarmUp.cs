using EnablementHub.Features.Search.Cards;
using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Features.Search.Index;

/// <summary>Asks the engine a few questions before the node says that it is ready: the first ones after a start take many times as long.</summary>
internal sealed class WarmUp(ISearchEngine engine, ContentCards cards, TimeProvider time)
{
    private const int Titles = 5;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var newest = new SearchQuery { Viewer = Visibility.Everything, Now = time.GetUtcNow(), Sort = SearchSort.Newest, WithFacets = true };
        var hits = engine.Search(newest, cancellationToken).Hits;
        await cards.FindAsync([.. hits.Select(hit => hit.Id)], cancellationToken);
        foreach (var title in hits.Take(Titles).Select(hit => MarkedText.Unmark(hit.Title)))
        {
            engine.Search(newest with { Text = title, Sort = SearchSort.Relevance }, cancellationToken);
            engine.Search(newest with { Text = title, Sort = SearchSort.Relevance, LastWordUnfinished = true, Viewer = Visibility.Public }, cancellationToken);
            engine.Suggest(new SuggestQuery { Text = title[..Math.Min(title.Length, 4)], Viewer = Visibility.Everything, Now = newest.Now }, cancellationToken);
        }
    }
}
