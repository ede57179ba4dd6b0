using EnablementHub.Data;
using EnablementHub.Features.Learning.Noting;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Learning;

/// <summary>What somebody last achieved of a target.</summary>
/// <param name="TargetVersion">0 where the room has no versions.</param>
/// <param name="ScorePercent">0 to 100; null where nothing is scored.</param>
public sealed record Learned(DateTimeOffset EarnedAt, int TargetVersion, double? ScorePercent, string Evidence);

/// <summary>Reads the ledger for pages.</summary>
public sealed class LearningQueries(HubDbContext database, ItemFacts facts)
{
    /// <summary>
    /// What these people have learned of these targets, the latest of each. Items that were watched or opened just now count
    /// although nothing is noted yet, so that a page is never behind its reader. For a page of people: the answer is held in memory.
    /// </summary>
    public async Task<IReadOnlyDictionary<(int PersonId, LearningKey Target), Learned>> LatestAsync(
        IReadOnlyCollection<int> people, IReadOnlyCollection<LearningKey> targets, CancellationToken cancellationToken)
    {
        var latest = new Dictionary<(int, LearningKey), Learned>();
        if (people.Count == 0 || targets.Count == 0) return latest;
        foreach (var kind in targets.GroupBy(target => target.Kind))
        {
            var ids = kind.Select(target => target.Id).Distinct().ToList();
            var records = await database.LearningRecords.AsNoTracking()
                .Where(record => record.Kind == kind.Key && people.Contains(record.PersonId) && ids.Contains(record.TargetId))
                .OrderBy(record => record.EarnedAt).ThenBy(record => record.Id)
                .Select(record => new { record.PersonId, record.TargetId, record.EarnedAt, record.TargetVersion, record.ScorePercent, record.Evidence })
                .ToListAsync(cancellationToken);
            foreach (var record in records)
                latest[(record.PersonId, new LearningKey(kind.Key, record.TargetId))] = new Learned(record.EarnedAt, record.TargetVersion, record.ScorePercent, record.Evidence);
            if (kind.Key != LearningKind.Item) continue;
            var now = await facts.ReadAsync(
                database.WatchProgress.Where(progress => people.Contains(progress.PersonId) && ids.Contains(progress.ItemId)),
                database.UsageEvents.Where(used => people.Contains(used.PersonId) && ids.Contains(used.ItemId)), cancellationToken);
            foreach (var fact in now)
            {
                var at = (fact.PersonId, new LearningKey(LearningKind.Item, fact.ItemId));
                if (!latest.TryGetValue(at, out var noted) || noted.TargetVersion < fact.Version) latest[at] = new Learned(fact.At, fact.Version, ScorePercent: null, fact.Evidence);
            }
        }

        return latest;
    }
}
