using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Moving;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Features.Notifications.Following;
using EnablementHub.Features.Usage.Rollups;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Duplicates;

public sealed record MergeRequest
{
    public required int SurvivorId { get; init; }
    public required int LoserId { get; init; }

    /// <summary>The loser's revision that the person looked at.</summary>
    public required int Revision { get; init; }
    public required Writer Writer { get; init; }
}

/// <param name="RewriteId">The rewriting of the links that led to the other one; null when nothing was done.</param>
public sealed record Merged(WriteResult Result, int? RewriteId);

/// <summary>
/// Of two items that say the same one stays. The other one moves there: its address leads on for good, links to it are
/// rewritten, what others do with it goes on with the one that stays, and what was counted of it counts there.
/// </summary>
public sealed class MergeItems(HubDbContext database, MoveAddress moves, RewriteQueue queue, TimeProvider time)
{
    public async Task<Merged> RunAsync(MergeRequest request, CancellationToken cancellationToken = default)
    {
        var merged = await database.InUnitAsync(token => StoreAsync(request, token), answer => answer.Result.Succeeded, cancellationToken);
        if (merged.RewriteId is not null) await queue.BeginAsync(cancellationToken);
        return merged;
    }

    public static Move MoveOf(int loserId, int survivorId) => new() { FromItemId = loserId, FromPath = MovedAddress.PathOfItem(loserId), ToItemId = survivorId };

    private async Task<Merged> StoreAsync(MergeRequest request, CancellationToken cancellationToken)
    {
        if (!request.Writer.ManagesContent) return Refused(WriteResult.NotAllowed(Writer.LeadsOnly));
        if (request.SurvivorId == request.LoserId) return Refused(WriteResult.Invalid("", "Choose two different items."));
        var survivor = await database.Items.SingleOrDefaultAsync(item => item.Id == request.SurvivorId, cancellationToken);
        var loser = await database.Items.SingleOrDefaultAsync(item => item.Id == request.LoserId, cancellationToken);
        if (survivor is null || loser is null) return Refused(WriteResult.NotFound);
        if (loser.State == PublicationState.Archived && loser.SuccessorId == survivor.Id) return Refused(WriteResult.Unchanged(survivor));
        if (loser.Revision != request.Revision) return Refused(WriteResult.Stale(loser));
        if (survivor.State != PublicationState.Published) return Refused(WriteResult.Invalid("", "The one that stays must be published: readers of the other one are led there."));
        if (loser.State == PublicationState.Archived) return Refused(WriteResult.Invalid("", "The other one is in the archive already."));
        var move = MoveOf(loser.Id, survivor.Id);
        if (await moves.CheckAsync(move, cancellationToken) is { Count: > 0 } problems) return Refused(WriteResult.Invalid([new("", problems[0].Sentence)]));

        var now = time.GetUtcNow();
        var rewrite = await moves.AddAsync([move], request.Writer.PersonId, $"Item {loser.Id} merged into {survivor.Id}", cancellationToken);
        await database.MoveUseAsync(loser.Id, survivor.Id, cancellationToken);
        await CarryLearningAsync(loser.Id, survivor, now, cancellationToken);
        await MoveFollowersAsync(loser.Id, survivor.Id, cancellationToken);
        database.RemoveRange(await database.NearDuplicates.Where(pair => pair.FirstId == loser.Id || pair.SecondId == loser.Id).ToListAsync(cancellationToken));
        database.LogItem(loser, request.Writer.PersonId, ItemActions.Merged, now, $"into {survivor.Id}");
        database.LogItem(survivor, request.Writer.PersonId, ItemActions.Merged, now, $"took over {loser.Id}");
        await database.SaveChangesAsync(cancellationToken);
        return new Merged(WriteResult.Done(survivor), rewrite);
    }

    private static Merged Refused(WriteResult result) => new(result, null);

    /// <summary>
    /// Who learned the other one needn't learn the same again: a record of the one that stays says on what it rests. The first
    /// record stays, for certificates were given on it.
    /// </summary>
    private async Task CarryLearningAsync(int from, Item to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var learned = await database.LearningRecords.AsNoTracking().Where(record => record.Kind == LearningKind.Item && record.TargetId == from
            && !database.LearningRecords.Any(other => other.PersonId == record.PersonId && other.Kind == LearningKind.Item && other.TargetId == to.Id)).ToListAsync(cancellationToken);
        foreach (var record in learned.GroupBy(record => record.PersonId).Select(records => records.MaxBy(record => record.EarnedAt)!))
        {
            var evidence = FormattableString.Invariant($"Learned as item {from}, which was merged into this one: {record.Evidence}");
            database.Add(new LearningRecord
            {
                PersonId = record.PersonId,
                Kind = LearningKind.Item,
                TargetId = to.Id,
                TargetVersion = to.LiveNumber!.Value,
                EarnedAt = record.EarnedAt,
                RecordedAt = now,
                ScorePercent = record.ScorePercent,
                Evidence = evidence.Length <= LearningRecord.MaxEvidenceLength ? evidence : evidence[..LearningRecord.MaxEvidenceLength],
                Key = FormattableString.Invariant($"merged:{from}:{to.Id}:{record.PersonId}"),
            });
        }
    }

    private async Task MoveFollowersAsync(int from, int to, CancellationToken cancellationToken)
    {
        var follows = await database.Follows.Where(follow => follow.ItemId == from).ToListAsync(cancellationToken);
        var there = (await database.Follows.Where(follow => follow.ItemId == to).Select(follow => follow.PersonId).ToListAsync(cancellationToken)).ToHashSet();
        database.RemoveRange(follows);
        database.AddRange(follows.Where(follow => there.Add(follow.PersonId)).Select(follow => Follow.Item(follow.PersonId, to, follow.CreatedAt)));
    }
}

/// <summary>Notes that two items resemble each other and are both needed; or takes that back.</summary>
public sealed class DismissPair(HubDbContext database, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(int firstId, int secondId, bool isDismissed, int personId, CancellationToken cancellationToken = default)
    {
        if (await database.NearDuplicates.SingleOrDefaultAsync(pair => pair.FirstId == firstId && pair.SecondId == secondId, cancellationToken) is not { } pair) return WriteResult.NotFound;
        if (pair.IsDismissed == isDismissed) return new WriteResult(WriteOutcome.Unchanged, firstId);
        pair.IsDismissed = isDismissed;
        database.LogAudit(personId, isDismissed ? "item.not-a-duplicate" : "item.a-duplicate-after-all", "item", firstId, time.GetUtcNow(), FormattableString.Invariant($"of {secondId}"));
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, firstId);
    }
}
