using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Lifecycle;

public sealed record DeleteRequest
{
    public required int ItemId { get; init; }
    public required int Revision { get; init; }
    public required Writer Writer { get; init; }

    /// <summary>The item's title, typed by the person.</summary>
    public required string Confirmation { get; init; }

    /// <summary>The person has seen what depends on the item and goes on.</summary>
    public bool DespiteUses { get; init; }
}

/// <summary>
/// Removes a draft that nobody ever saw, or what lies in the archive, with all its versions. Its files go with the next
/// cleaning of the store; what was counted of it stays in the sums.
/// </summary>
public sealed class DeleteItem(HubDbContext database, ItemDependants dependants, TimeProvider time)
{
    public const string Action = "item.deleted";

    public Task<WriteResult> RunAsync(DeleteRequest request, CancellationToken cancellationToken = default) =>
        database.InUnitAsync(token => StoreAsync(request, token), result => result.Succeeded, cancellationToken);

    /// <summary>An owner's own draft, or for a lead anything that isn't in front of readers.</summary>
    public static bool IsPossible(Item item, Writer writer) =>
        item.State == PublicationState.Draft ? item.LiveNumber is null && writer.MayChange(item) : item.State == PublicationState.Archived && writer.ManagesContent;

    private async Task<WriteResult> StoreAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(request.ItemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!request.Writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        if (item.Revision != request.Revision) return WriteResult.Stale(item);
        if (item.State == PublicationState.Published) return WriteResult.Invalid("", "Readers have seen it. Archive it first; only drafts and what is archived can be deleted.");
        if (!IsPossible(item, request.Writer)) return WriteResult.NotAllowed(Writer.LeadsOnly);
        var title = item.NewestVersion!.Title;
        if (!string.Equals(request.Confirmation.Trim(), title, StringComparison.OrdinalIgnoreCase)) return WriteResult.Invalid("confirmation", "Type the item's title exactly as it stands above.");
        var uses = await dependants.FindAsync(item.Id, cancellationToken, forGood: true);
        if (uses.FirstOrDefault(use => use.HoldsFast) is { } fast) return WriteResult.Invalid("", $"{fast.Title} ({fast.What}) needs it, so it can't go for good. Change that first, or leave the item in the archive.");
        if (uses.Count > 0 && !request.DespiteUses) return WriteResult.Invalid("despiteUses", $"{(uses.Count == 1 ? "1 other place uses" : $"{uses.Count} other places use")} it. Change them first, or say that you go on.");

        var now = time.GetUtcNow();
        foreach (var predecessor in await database.Items.Where(other => other.SuccessorId == item.Id).ToListAsync(cancellationToken))
        {
            predecessor.SuccessorId = null;
            predecessor.Touch(now);
            database.LogItem(predecessor, request.Writer.PersonId, ItemActions.DetailsChanged, now, $"successor (“{title}” was deleted)");
        }

        database.LogItem(item, request.Writer.PersonId, Action, now, title);
        database.Remove(item);
        await database.SaveChangesAsync(cancellationToken);

        // The versions, which named them, are gone by now.
        await database.MediaFiles.Where(file => file.ItemId == item.Id).ExecuteDeleteAsync(cancellationToken);
        await database.Transcripts.Where(transcript => transcript.ItemId == item.Id).ExecuteDeleteAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, item.Id);
    }
}
