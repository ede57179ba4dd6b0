using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Features.Search;
using EnablementHub.Features.Search.Cards;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Home;

/// <summary>What is for everybody who reads: each a bounded query, what they may not see left out.</summary>
public sealed class HomeQueries(HubDbContext database, ISearchEngine engine, ContentCards cards, OrganisationClock clock)
{
    private const int SearchesRead = 40;
    private const int SearchesShown = 6;
    private const int ItemsRead = 40;
    private const int ItemsShown = 5;
    private const int DaysOfPopularity = 7;

    /// <summary>A recording counts as heard to its end this many seconds before it.</summary>
    private const double EndSeconds = 5;

    public async Task<IReadOnlyList<string>> LastSearchesAsync(int personId, CancellationToken cancellationToken)
    {
        var last = await database.SearchRecords.AsNoTracking()
            .Where(search => search.PersonId == personId && search.Text != "" && search.Hits > 0)
            .OrderByDescending(search => search.At).Take(SearchesRead)
            .Select(search => new { search.Text, search.FoldedText })
            .ToListAsync(cancellationToken);
        return [.. last.DistinctBy(search => search.FoldedText, StringComparer.Ordinal).Take(SearchesShown).Select(search => search.Text)];
    }

    public async Task<IReadOnlyList<StartedItem>> ContinueAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var started = await database.WatchProgress.AsNoTracking()
            .Where(progress => progress.PersonId == viewer.PersonId && progress.PositionSeconds > 0 && progress.DurationSeconds > 0
                && progress.PositionSeconds < progress.DurationSeconds - EndSeconds)
            .OrderByDescending(progress => progress.LastAt).Take(ItemsRead)
            .Select(progress => new { progress.ItemId, progress.MediaFileId, progress.PositionSeconds, progress.DurationSeconds, progress.UniqueSeconds })
            .ToListAsync(cancellationToken);
        var found = await VisibleAsync([.. started.Select(progress => progress.ItemId)], viewer, cancellationToken);
        return
        [
            .. started
                .Where(progress => found.TryGetValue(progress.ItemId, out var card) && card.MediaFileId == progress.MediaFileId)
                .Take(ItemsShown)
                .Select(progress => new StartedItem(found[progress.ItemId], progress.PositionSeconds, progress.DurationSeconds, (int)Math.Min(100, 100 * progress.UniqueSeconds / progress.DurationSeconds))),
        ];
    }

    /// <summary>The newest that the viewer may see, from the index: it knows audience and days already.</summary>
    public async Task<IReadOnlyList<ContentCard>> NewestAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        IReadOnlyList<int> ids;
        try
        {
            ids = [.. engine.Search(
                new SearchQuery { Sort = SearchSort.Newest, Limit = ItemsShown, Viewer = ContentSearch.VisibilityOf(viewer), Now = clock.Now },
                cancellationToken).Hits.Select(hit => hit.Id)];
        }
        catch (IndexReadException)
        {
            return [];
        }

        var found = await VisibleAsync(ids, viewer, cancellationToken);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    public async Task<IReadOnlyList<PopularItem>> PopularAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var since = clock.Today.AddDays(-DaysOfPopularity);
        var played = await database.ItemDays.AsNoTracking()
            .Where(day => day.Day > since && day.Plays > 0)
            .GroupBy(day => day.ItemId)
            .Select(group => new { ItemId = group.Key, Plays = group.Sum(day => day.Plays) })
            .OrderByDescending(item => item.Plays).ThenBy(item => item.ItemId).Take(ItemsRead)
            .ToListAsync(cancellationToken);
        var found = await VisibleAsync([.. played.Select(item => item.ItemId)], viewer, cancellationToken);
        return [.. played.Where(item => found.ContainsKey(item.ItemId)).Take(ItemsShown).Select(item => new PopularItem(found[item.ItemId], item.Plays))];
    }

    private async Task<Dictionary<int, ContentCard>> VisibleAsync(IReadOnlyCollection<int> ids, Viewer viewer, CancellationToken cancellationToken)
    {
        var visibility = ContentSearch.VisibilityOf(viewer);
        var today = clock.Today;
        return (await cards.FindAsync(ids, cancellationToken)).Where(card => card.Value.IsVisible(visibility, today)).ToDictionary();
    }
}
