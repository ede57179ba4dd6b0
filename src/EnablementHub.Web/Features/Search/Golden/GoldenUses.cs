using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Search.Golden;

/// <summary>A golden query holds no item back; where another takes its place, that is what people should find.</summary>
public sealed class GoldenUses(HubDbContext database) : IItemUses
{
    public Task<IReadOnlyList<ItemDependant>> FindAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ItemDependant>>([]);

    public async Task<IReadOnlyList<LedPlace>> LeadAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken)
    {
        var queries = await database.GoldenQueries.Where(query => query.ItemId == fromItemId || query.ItemId == toItemId).OrderBy(query => query.Id).ToListAsync(cancellationToken);
        var led = new List<LedPlace>();
        foreach (var query in queries.Where(query => query.ItemId == fromItemId).ToList())
        {
            var place = new PlaceKey("golden-query", query.Id);
            if (only?.Contains(place) == false) continue;
            var isThere = queries.Exists(other => other.ItemId == toItemId && string.Equals(other.Text, query.Text, StringComparison.OrdinalIgnoreCase));
            if (isThere) database.GoldenQueries.Remove(query);
            else query.ItemId = toItemId;
            led.Add(new LedPlace(place, "golden query", query.Text, GoldenController.Path, isThere));
        }

        return led;
    }
}
