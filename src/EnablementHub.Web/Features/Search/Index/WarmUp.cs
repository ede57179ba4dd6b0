using EnablementHub.Features.Search.Cards;
using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Features.Search.Index;

/// <summary>Asks the engine a few questions before the node says that it is ready: the first ones after a start take many times as long.</summary>
internal sealed class WarmUp(ISearchEngine engine, ContentCards cards, TimeProvider time)
{
    private const int Titles = 3;
    private const string InNoItem = "qxzvwkjq";
    private Task<bool> _early = Task.FromResult(false);

    /// <summary>Asks the engine meanwhile, on another core: its questions need nothing of the database that is being opened.</summary>
    /// <param name="databaseReady">Ends when the database can be asked too.</param>
    /// <param name="cancellationToken">Ends the questions with the start.</param>
    public void Begin(Task databaseReady, CancellationToken cancellationToken) => _early = Task.Run(() => AskAsync(databaseReady, cancellationToken), cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // An index that had nothing yet could not be asked for much, and what failed is tried again.
        var early = _early;
        _early = Task.FromResult(false);
        if (!await early) await AskAsync(Task.CompletedTask, cancellationToken);
    }

    /// <summary>Lets the engine read all its words, which it needs for other spellings and which takes as long as everything else here: whoever waits for the hub to be ready is let in before.</summary>
    public void Finish(CancellationToken cancellationToken) => engine.Search(new SearchQuery { Viewer = Visibility.Everything, Now = time.GetUtcNow(), Text = InNoItem }, cancellationToken);

    private async Task<bool> AskAsync(Task databaseReady, CancellationToken cancellationToken)
    {
        var hits = AskEngine(cancellationToken);
        await databaseReady;
        await cards.FindAsync([.. hits.Select(hit => hit.Id)], cancellationToken);
        return hits.Count > 0;
    }

    private IReadOnlyList<SearchHit> AskEngine(CancellationToken cancellationToken)
    {
        var newest = new SearchQuery { Viewer = Visibility.Everything, Now = time.GetUtcNow(), Sort = SearchSort.Newest, WithFacets = true, ForgiveTypos = false };
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
