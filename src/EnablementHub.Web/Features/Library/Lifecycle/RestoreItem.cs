using EnablementHub.Data;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Library.Lifecycle;

/// <summary>Brings an item back from the archive: as it was, published or a draft.</summary>
public sealed class RestoreItem(HubDbContext database, OrganisationClock clock)
{
    public async Task<WriteResult> RunAsync(int itemId, int revision, Writer writer, CancellationToken cancellationToken = default)
    {
        if (!writer.ManagesContent) return WriteResult.NotAllowed(Writer.LeadsOnly);
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (item.State != PublicationState.Archived) return WriteResult.Unchanged(item);
        if (item.Revision != revision) return WriteResult.Stale(item);
        var now = clock.Now;
        item.RestoreFromArchive(now);
        database.LogItem(item, writer.PersonId, ItemActions.Restored, now);
        await database.EndTrustOfSupersededAsync(item, writer.PersonId, clock, cancellationToken);
        return await database.StoreAsync(item, revision, cancellationToken);
    }
}
