using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Approvals.Deciding;

/// <summary>Takes the question back: the reviewers need not look any more.</summary>
public sealed class WithdrawRound(HubDbContext database, TimeProvider time)
{
    public const string Action = "item.review-withdrawn";

    public async Task<WriteResult> RunAsync(int itemId, int revision, Writer writer, CancellationToken cancellationToken = default)
    {
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        if (item.Approval == ApprovalState.None) return WriteResult.Unchanged(item);
        if (item.Revision != revision) return WriteResult.Stale(item);
        var now = time.GetUtcNow();
        item.SetReviewing(isAsked: false, now);
        database.LogAudit(writer.PersonId, Action, "item", item.Id, now, $"version {item.NewestNumber}");
        return await database.StoreAsync(item, revision, cancellationToken);
    }
}
