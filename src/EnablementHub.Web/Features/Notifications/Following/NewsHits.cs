using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Search;
using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Features.Notifications.Following;

/// <summary>Which of the news a followed search finds, for one reader after the other; each search is asked once for all who see the same.</summary>
internal sealed class NewsHits(ISearchEngine engine, DateTimeOffset now, IReadOnlyCollection<int> news)
{
    /// <summary>The news are among the newest; beyond these nobody counts one by one.</summary>
    private const int MaxHits = 500;

    private readonly Dictionary<(string Search, string Visibility), IReadOnlySet<int>> _found = [];

    public IReadOnlySet<int> Of(string search, ItemReader reader, CancellationToken cancellationToken)
    {
        var visibility = ContentSearch.VisibilityOf(reader.Viewer);
        if (_found.TryGetValue((search, visibility.Key), out var known)) return known;
        var found = SavedSearch.Parse(search) is { } request ? Ask(request, visibility, cancellationToken) : new HashSet<int>();
        _found[(search, visibility.Key)] = found;
        return found;
    }

    private HashSet<int> Ask(SearchRequest request, Visibility visibility, CancellationToken cancellationToken)
    {
        var outcome = engine.Search(
            new SearchQuery { Text = request.Text, Filters = request.Filters, Sort = SearchSort.Newest, Limit = MaxHits, Viewer = visibility, Now = now, ForgiveTypos = false, CuesPerHit = 0 }, cancellationToken);

        // What has only one of the words is a suggestion, no hit.
        return outcome.AnyWord ? [] : [.. outcome.Hits.Select(hit => hit.Id).Where(news.Contains)];
    }
}
