namespace EnablementHub.Features.Library.Lifecycle;

/// <summary>What would notice if an item went, whichever room it is in.</summary>
public sealed class ItemDependants(IEnumerable<IItemUses> rooms)
{
    public const int MaxListed = 200;

    /// <param name="forGood">Drafts, pending versions and what is over count as well: for what is deleted.</param>
    public async Task<IReadOnlyList<Dependant>> FindAsync(int itemId, CancellationToken cancellationToken, bool forGood = false) =>
        [.. (await ReadAsync([itemId], forGood, cancellationToken)).Select(row => row.Use).Take(MaxListed)];

    /// <summary>The same for items that end together, by item: what ends with them doesn't count.</summary>
    public async Task<ILookup<int, Dependant>> FindAsync(IReadOnlyCollection<int> itemIds, CancellationToken cancellationToken) =>
        (await ReadAsync(itemIds, forGood: false, cancellationToken)).Where(row => row.Use.ItemId is not { } user || !itemIds.Contains(user)).ToLookup(row => row.ItemId, row => row.Use);

    /// <summary>How many there are of each item; without those that have none.</summary>
    public async Task<IReadOnlyDictionary<int, int>> CountAsync(IReadOnlyCollection<int> itemIds, CancellationToken cancellationToken) =>
        (await ReadAsync(itemIds, forGood: false, cancellationToken)).CountBy(row => row.ItemId).ToDictionary();

    /// <summary>Leads all of them, or only those places, from one item to the other, in the caller's unit; the caller saves.</summary>
    public async Task<IReadOnlyList<LedPlace>> LeadAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken)
    {
        var led = new List<LedPlace>();
        foreach (var room in rooms) led.AddRange(await room.LeadAsync(fromItemId, toItemId, only, cancellationToken));
        return led;
    }

    private async Task<List<ItemDependant>> ReadAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken)
    {
        var found = new List<ItemDependant>();
        if (itemIds.Count == 0) return found;
        foreach (var room in rooms) found.AddRange(await room.FindAsync(itemIds, forGood, cancellationToken));
        return found;
    }
}
