using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Search.Golden;

/// <summary>A golden query holds no item back; where another takes its place, that is what people should find.</summary>
public sealed class GoldenUses(HubDbContext database) : IItemUses
{
    public Task<IReadOnlyList<ItemDependant>> FindAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ItemDependant>>([]);

    public async Task LeadAsync(int fromItemId, int toItemId, CancellationToken cancellationToken)
    {
        var led = await database.GoldenQueries.Where(query => query.ItemId == fromItemId || query.ItemId == toItemId).ToListAsync(cancellationToken);
        foreach (var query in led.Where(query => query.ItemId == fromItemId))
        {
            if (led.Exists(other => other.ItemId == toItemId && string.Equals(other.Text, query.Text, StringComparison.OrdinalIgnoreCase))) database.GoldenQueries.Remove(query);
            else query.ItemId = toItemId;
        }
    }
}
