using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Library.Lifecycle;

public sealed record ArchiveRequest
{
    public required int ItemId { get; init; }
    public required int Revision { get; init; }
    public required Writer Writer { get; init; }

    /// <summary>Where links to it lead from now on; null: nowhere, or where they led before.</summary>
    public int? SuccessorId { get; init; }

    /// <summary>The person has seen what depends on the item and goes on without a successor.</summary>
    public bool DespiteUses { get; init; }
}

/// <summary>Takes an item away from readers for good, until somebody brings it back.</summary>
public sealed class ArchiveItem(HubDbContext database, ItemDependants dependants, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(ArchiveRequest request, CancellationToken cancellationToken = default)
    {
        if (!request.Writer.ManagesContent) return WriteResult.NotAllowed(Writer.LeadsOnly);
        if (await database.LoadItemAsync(request.ItemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (item.State == PublicationState.Archived) return WriteResult.Unchanged(item);
        if (item.Revision != request.Revision) return WriteResult.Stale(item);
        var successorId = request.SuccessorId ?? item.SuccessorId;
        if (await ItemSuccessors.CheckAsync(database, item.Id, successorId, cancellationToken) is { } problem) return WriteResult.Invalid("SuccessorId", problem);
        var uses = await dependants.FindAsync(item.Id, cancellationToken);
        if (uses.Count > 0 && successorId is null && !request.DespiteUses) return WriteResult.Invalid("DespiteUses", Describe(uses.Count));
        var now = time.GetUtcNow();
        item.SuccessorId = successorId;
        item.Archive(now);
        database.LogItem(item, request.Writer.PersonId, ItemActions.Archived, now, uses.Count > 0 ? $"used by {uses.Count}" : "");
        return await database.StoreAsync(item, request.Revision, cancellationToken);
    }

    internal static string Describe(int uses) =>
        $"{(uses == 1 ? "1 other place uses" : $"{uses} other places use")} it. Name a successor, or say that you go on without one.";
}
