using EnablementHub.Data;
using EnablementHub.Features.Library;
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

    public async Task<IReadOnlyList<LedPlace>> LeadAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken)
    {
        // A playlist plays recordings: what takes the place of one and is none leaves it as it is.
        if (!await database.Items.AnyAsync(item => item.Id == toItemId && (item.Kind == ItemKind.Clip || item.Kind == ItemKind.TrainingVideo), cancellationToken)) return [];
        var lists = await database.Playlists.Include(list => list.Entries).Where(list => list.Entries.Any(entry => entry.ItemId == fromItemId)).OrderBy(list => list.Id).ToListAsync(cancellationToken);
        var led = new List<LedPlace>();
        foreach (var list in lists)
        {
            var place = new PlaceKey("playlist", list.Id);
            if (only?.Contains(place) == false) continue;
            var isMerged = list.Lead(fromItemId, toItemId, time.GetUtcNow());
            led.Add(list.IsShared ? new LedPlace(place, "playlist", list.Title, PlaylistLinks.To(list.Id), isMerged) : new LedPlace(place, "playlist", "Somebody's own playlist", PlaylistLinks.All, isMerged));
        }

        return led;
    }
}
