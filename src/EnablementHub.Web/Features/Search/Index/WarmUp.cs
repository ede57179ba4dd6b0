using EnablementHub.Features.Search.Cards;
using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Features.Search.Index;

/// <summary>Asks the engine a few questions before the node says that it is ready: the first ones after a start take many times as long.</summary>
internal sealed class WarmUp(ISearchEngine engine, ContentCards cards, TimeProvider time)
{
    private const int Titles = 5;
    private Task<IReadOnlyList<SearchHit>> _early = Task.FromResult<IReadOnlyList<SearchHit>>([]);

    /// <summary>Asks the engine meanwhile, on another core: its questions need nothing of the database that is being opened.</summary>
    public void Begin() => _early = Task.Run(() => AskEngine(CancellationToken.None));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var hits = await _early;

        // An index that had nothing yet could not be asked for much.
        if (hits.Count == 0) hits = AskEngine(cancellationToken);
        await cards.FindAsync([.. hits.Select(hit => hit.Id)], cancellationToken);
    }

    private IReadOnlyList<SearchHit> AskEngine(CancellationToken cancellationToken)
    {
        var newest = new SearchQuery { Viewer = Visibility.Everything, Now = time.GetUtcNow(), Sort = SearchSort.Newest, WithFacets = true };
        var hits = engine.Search(newest, cancellationToken).Hits;
        foreach (var title in hits.Take(Titles).Select(hit => MarkedText.Unmark(hit.Title)))
        {
            engine.Search(newest with { Text = title, Sort = SearchSort.Relevance }, cancellationToken);
            engine.Search(newest with { Text = title, Sort = SearchSort.Relevance, LastWordUnfinished = true, Viewer = Visibility.Public }, cancellationToken);
            engine.Suggest(new SuggestQuery { Text = title[..Math.Min(title.Length, 4)], Viewer = Visibility.Everything, Now = newest.Now }, cancellationToken);
        }

        return hits;
    }
}
