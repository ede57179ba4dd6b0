using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Learning.Noting;

/// <summary>Notes in the ledger which items were watched or read, once a person and version.</summary>
public sealed class NoteItems(HubDbContext database, ItemFacts facts, TimeProvider time)
{
    private const int Batch = 500;

    /// <summary>Looks at what was used in that span; cost goes by that use.</summary>
    /// <returns>How many records were added.</returns>
    public async Task<int> RunAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var found = await facts.ReadAsync(
            database.WatchProgress.Where(progress => progress.LastAt >= from && progress.LastAt < until),
            database.UsageEvents.Where(used => used.At >= from && used.At < until), cancellationToken);
        var added = 0;
        foreach (var some in found.Select(fact => (Key: KeyOf(fact), Fact: fact)).DistinctBy(entry => entry.Key).Chunk(Batch)) added += await AddAsync(some, cancellationToken);
        return added;
    }

    private static string KeyOf(ItemFact fact) => FormattableString.Invariant($"item:{fact.ItemId}:v{fact.Version}:{fact.PersonId}");

    private async Task<int> AddAsync((string Key, ItemFact Fact)[] some, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        var keys = some.Select(entry => entry.Key).ToList();
        var known = (await database.LearningRecords.AsNoTracking().Where(record => keys.Contains(record.Key)).Select(record => record.Key).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var fresh = some.Where(entry => !known.Contains(entry.Key)).ToList();
        if (fresh.Count == 0) return 0;
        database.AddRange(fresh.Select(entry => new LearningRecord
        {
            PersonId = entry.Fact.PersonId,
            Kind = LearningKind.Item,
            TargetId = entry.Fact.ItemId,
            TargetVersion = entry.Fact.Version,
            EarnedAt = entry.Fact.At,
            RecordedAt = time.GetUtcNow(),
            Evidence = entry.Fact.Evidence,
            Key = entry.Key,
        }));
        await database.SaveChangesAsync(cancellationToken);
        return fresh.Count;
    }
}
