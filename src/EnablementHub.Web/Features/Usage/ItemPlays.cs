using EnablementHub.Data;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Usage;

/// <summary>How often items were used lately, for ranking.</summary>
public sealed class ItemPlays(HubDbContext database, OrganisationClock clock)
{
    public const int Days = 90;

    /// <summary>Plays of the last 90 days for each item that has any.</summary>
    public Task<Dictionary<int, int>> ReadAsync(CancellationToken cancellationToken) => Plays().ToDictionaryAsync(item => item.ItemId, item => item.Plays, cancellationToken);

    /// <summary>The same for some items only.</summary>
    public Task<Dictionary<int, int>> ReadAsync(IReadOnlyCollection<int> itemIds, CancellationToken cancellationToken) =>
        Plays(itemIds).ToDictionaryAsync(item => item.ItemId, item => item.Plays, cancellationToken);

    private IQueryable<ItemCount> Plays(IReadOnlyCollection<int>? itemIds = null)
    {
        var since = clock.Today.AddDays(-Days);
        var days = database.ItemDays.AsNoTracking().Where(day => day.Day > since);
        if (itemIds is not null) days = days.Where(day => itemIds.Contains(day.ItemId));
        return days.GroupBy(day => day.ItemId).Select(group => new ItemCount { ItemId = group.Key, Plays = group.Sum(day => day.Plays) }).Where(item => item.Plays > 0);
    }

    private sealed class ItemCount
    {
        public int ItemId { get; init; }
        public int Plays { get; init; }
    }
}
