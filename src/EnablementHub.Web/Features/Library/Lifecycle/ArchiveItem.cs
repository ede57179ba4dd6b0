using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Library.Lifecycle;

/// <summary>Takes an item away from readers for good, until somebody brings it back.</summary>
public sealed class ArchiveItem(HubDbContext database, TimeProvider time)
{
    /// <param name="despiteUses">The person has seen what depends on the item and goes on.</param>
    public async Task<WriteResult> RunAsync(int itemId, int revision, Writer writer, bool despiteUses = false, CancellationToken cancellationToken = default)
    {
        if (!writer.ManagesContent) return WriteResult.NotAllowed(Writer.LeadsOnly);
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (item.State == PublicationState.Archived) return WriteResult.Unchanged(item);
        if (item.Revision != revision) return WriteResult.Stale(item);
        var uses = await database.FindDependantsAsync(itemId, cancellationToken);
        if (uses.Count > 0 && item.SuccessorId is null && !despiteUses) return WriteResult.Invalid("DespiteUses", Describe(uses.Count));
        var now = time.GetUtcNow();
        item.Archive(now);
        database.LogItem(item, writer.PersonId, ItemActions.Archived, now, uses.Count > 0 ? $"used by {uses.Count}" : "");
        return await database.StoreAsync(item, revision, cancellationToken);
    }

    internal static string Describe(int uses) =>
        $"{(uses == 1 ? "1 other item uses" : $"{uses} other items use")} it. Name a successor, or say that you go on without one.";
}
