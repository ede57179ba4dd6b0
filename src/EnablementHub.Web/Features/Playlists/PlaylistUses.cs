using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Playlists;

/// <summary>Shared playlists would notice if a recording went. What somebody keeps for themselves holds nothing back, and is nobody else's to read of.</summary>
public sealed class PlaylistUses(HubDbContext database, TimeProvider time) : IItemUses
{
    public async Task<IReadOnlyList<ItemDependant>> FindAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken)
    {
        var uses = await database.PlaylistEntries.AsNoTracking().Where(entry => itemIds.Contains(entry.ItemId) && entry.Playlist.IsShared)
            .OrderBy(entry => entry.PlaylistId).Select(entry => new { entry.ItemId, entry.PlaylistId, entry.Playlist.Title }).ToListAsync(cancellationToken);
        return [.. uses.Select(use => new ItemDependant(use.ItemId, new Dependant("playlist", use.Title, PlaylistLinks.To(use.PlaylistId), "play", "plays it")))];
    }

    public async Task LeadAsync(int fromItemId, int toItemId, CancellationToken cancellationToken)
    {
        var lists = await database.Playlists.Include(list => list.Entries).Where(list => list.Entries.Any(entry => entry.ItemId == fromItemId)).ToListAsync(cancellationToken);
        foreach (var list in lists) list.Lead(fromItemId, toItemId, time.GetUtcNow());
    }
}
