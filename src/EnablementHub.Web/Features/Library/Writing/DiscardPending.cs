using EnablementHub.Data;

namespace EnablementHub.Features.Library.Writing;

/// <summary>Gives up the pending version; readers go on with the live one, and the history keeps both.</summary>
public sealed class DiscardPending(HubDbContext database, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(int itemId, int revision, Writer writer, CancellationToken cancellationToken = default)
    {
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        if (item.PendingNumber is not { } number) return WriteResult.Unchanged(item);
        if (item.Revision != revision) return WriteResult.Stale(item);
        if (item.LiveNumber is null) return WriteResult.Invalid("", "This is the draft itself. Archive the item instead.");
        var now = time.GetUtcNow();
        item.DiscardPending(now);
        database.LogItem(item, writer.PersonId, ItemActions.PendingDiscarded, now, $"version {number}");
        return await database.StoreAsync(item, revision, cancellationToken);
    }
}
