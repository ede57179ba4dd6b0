using EnablementHub.Data;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Usage;

/// <param name="Plays">Sittings in which somebody played it.</param>
/// <param name="Players">People who ever played it.</param>
/// <param name="Viewers">People who ever opened its page.</param>
public sealed record ItemFigures(int Views, int Plays, int Downloads, int Viewers, int Players, double SecondsPlayed)
{
    public static ItemFigures None { get; } = new(0, 0, 0, 0, 0, 0);
}

/// <summary>Figures of items for those who may see usage. Counts of people, never names.</summary>
public sealed class ItemUsage(HubDbContext database, OrganisationClock clock)
{
    /// <summary>Since the item exists.</summary>
    public async Task<ItemFigures> ReadAsync(int itemId, CancellationToken cancellationToken)
    {
        var sums = await database.ItemDays.AsNoTracking().Where(day => day.ItemId == itemId).GroupBy(day => day.ItemId)
            .Select(group => new
            {
                Views = group.Sum(day => day.Views),
                Plays = group.Sum(day => day.Plays),
                Downloads = group.Sum(day => day.Downloads),
                Seconds = group.Sum(day => day.SecondsPlayed),
                Viewers = database.UsageEvents.Where(used => used.ItemId == itemId && used.Kind == UsageKind.View).Select(used => used.PersonId).Distinct().Count(),
                Players = database.WatchProgress.Count(progress => progress.ItemId == itemId && progress.Plays > 0),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return sums is null ? ItemFigures.None : new ItemFigures(sums.Views, sums.Plays, sums.Downloads, sums.Viewers, sums.Players, sums.Seconds);
    }

    /// <summary>Of the last days, for a page of items: two queries, however many.</summary>
    public async Task<IReadOnlyDictionary<int, ItemFigures>> ReadAsync(IReadOnlyCollection<int> itemIds, int days, CancellationToken cancellationToken)
    {
        if (itemIds.Count == 0) return new Dictionary<int, ItemFigures>();
        var since = clock.Today.AddDays(-days);
        var from = clock.EndOf(since);
        var sums = await database.ItemDays.AsNoTracking().Where(day => itemIds.Contains(day.ItemId) && day.Day > since).GroupBy(day => day.ItemId)
            .Select(group => new { group.Key, Views = group.Sum(day => day.Views), Plays = group.Sum(day => day.Plays), Downloads = group.Sum(day => day.Downloads), Seconds = group.Sum(day => day.SecondsPlayed) })
            .ToDictionaryAsync(row => row.Key, cancellationToken);
        var people = (await database.UsageEvents.AsNoTracking().Where(used => itemIds.Contains(used.ItemId) && used.At >= from)
            .GroupBy(used => new { used.ItemId, used.Kind })
            .Select(group => new { group.Key.ItemId, group.Key.Kind, People = group.Select(used => used.PersonId).Distinct().Count() })
            .ToListAsync(cancellationToken)).ToDictionary(row => (row.ItemId, row.Kind), row => row.People);
        return sums.Values.ToDictionary(row => row.Key, row => new ItemFigures(
            row.Views, row.Plays, row.Downloads,
            people.GetValueOrDefault((row.Key, UsageKind.View)), people.GetValueOrDefault((row.Key, UsageKind.Play)), row.Seconds));
    }
}
