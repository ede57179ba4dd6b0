using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Lifecycle;

public sealed record ExpireRequest
{
    public required int ItemId { get; init; }
    public required int Revision { get; init; }
    public required Writer Writer { get; init; }

    /// <summary>Where its page leads from now on; null: nowhere, or where it led before.</summary>
    public int? SuccessorId { get; init; }

    /// <summary>The person has seen what depends on the item and goes on without a successor.</summary>
    public bool DespiteUses { get; init; }
}

/// <summary>Ends an item at once: its last day is yesterday.</summary>
public sealed class ExpireItem(HubDbContext database, ItemDependants dependants, OrganisationClock clock)
{
    public async Task<WriteResult> RunAsync(ExpireRequest request, CancellationToken cancellationToken = default)
    {
        if (!request.Writer.ManagesContent) return WriteResult.NotAllowed(Writer.LeadsOnly);
        if (await database.LoadItemAsync(request.ItemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (item.StatusOn(clock.Today) == PublicationStatus.Expired) return WriteResult.Unchanged(item);
        if (item.Revision != request.Revision) return WriteResult.Stale(item);
        if (item.State != PublicationState.Published) return WriteResult.Invalid("", "Only what is published can expire.");
        var successorId = request.SuccessorId ?? item.SuccessorId;
        if (await ItemSuccessors.CheckAsync(database, item.Id, successorId, cancellationToken) is { } problem) return WriteResult.Invalid("SuccessorId", problem);
        var uses = await dependants.FindAsync(item.Id, cancellationToken);
        if (uses.Count > 0 && successorId is null && !request.DespiteUses) return WriteResult.Invalid("DespiteUses", ArchiveItem.Describe(uses.Count));

        var yesterday = clock.Today.AddDays(-1);
        item.SetDates(item.ReleaseOn > yesterday ? yesterday : item.ReleaseOn, yesterday);
        item.SuccessorId = successorId;
        item.Touch(clock.Now);
        database.LogItem(item, request.Writer.PersonId, ItemActions.Expired, clock.Now, successorId is null ? "" : $"successor {successorId}");
        return await database.StoreAsync(item, request.Revision, cancellationToken);
    }
}

internal static class ItemSuccessors
{
    /// <summary>A sentence when this item can't lead there; null when it can.</summary>
    public static async Task<string?> CheckAsync(HubDbContext database, int itemId, int? successorId, CancellationToken cancellationToken)
    {
        if (successorId is null) return null;
        if (successorId == itemId) return "An item can't be its own successor.";
        var seen = new HashSet<int> { itemId };
        for (var next = successorId; next is { } id;)
        {
            if (!seen.Add(id)) return "That item already leads back to this one. Choose another successor.";
            var found = await database.Items.Where(i => i.Id == id).Select(i => new { i.SuccessorId }).SingleOrDefaultAsync(cancellationToken);
            if (found is null) return "There is no item with that number. Choose the successor from the list, or enter its number.";
            next = found.SuccessorId;
        }

        return null;
    }
}
