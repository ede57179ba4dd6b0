using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Writing;

/// <summary>What every write begins and ends with.</summary>
internal static class ItemLoading
{
    /// <summary>The item with what its details hold and its live and pending versions with their files; null: no such item.</summary>
    public static async Task<Item?> LoadItemAsync(this HubDbContext database, int itemId, CancellationToken cancellationToken)
    {
        // A context that was used before still tracks what it read then.
        database.ChangeTracker.Clear();
        var item = await database.Items.Include(i => i.Facets).ThenInclude(facet => facet.FacetValue).Include(i => i.Tags).Include(i => i.Audience)
            .SingleOrDefaultAsync(i => i.Id == itemId, cancellationToken);
        if (item is null) return null;
        await database.ItemVersions.Include(version => version.MediaFile).Include(version => version.Transcript)
            .Where(version => version.ItemId == itemId && (version.Number == item.LiveNumber || version.Number == item.PendingNumber))
            .LoadAsync(cancellationToken);
        return item;
    }

    /// <summary>The number for what comes after the loaded versions: 1 again while nothing but a title was written.</summary>
    public static async Task<int> NextVersionNumberAsync(this HubDbContext database, Item item, CancellationToken cancellationToken) => item.IsJustBegun
        ? 1
        : (await database.ItemVersions.Where(version => version.ItemId == item.Id).MaxAsync(version => (int?)version.Number, cancellationToken) ?? 0) + 1;

    /// <summary>Stores everything, or nothing when somebody else was quicker.</summary>
    public static async Task<WriteResult> StoreAsync(this HubDbContext database, Item item, int loadedRevision, CancellationToken cancellationToken)
    {
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return WriteResult.Done(item);
        }
        catch (DbUpdateException error) when (!DatabaseFailure.IsPassing(error))
        {
            // Whether the token or the unique version number noticed first depends on the provider's order of commands.
            database.ChangeTracker.Clear();
            var revision = await database.Items.Where(i => i.Id == item.Id).Select(i => (int?)i.Revision).SingleOrDefaultAsync(cancellationToken);
            if (revision is null) return WriteResult.NotFound;
            if (revision == loadedRevision) throw;
            return new WriteResult(WriteOutcome.Stale, item.Id, revision.Value);
        }
    }
}
