using EnablementHub.Data;
using EnablementHub.Features.Learning;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Earning;

/// <summary>Reads the ledger for a group of people and a certification's targets.</summary>
public sealed class LearnedFacts(HubDbContext database)
{
    public async Task<ILookup<int, LearnedFact>> ReadAsync(IReadOnlyCollection<int> people, IEnumerable<LearningKey> targets, CancellationToken cancellationToken)
    {
        var found = new List<(int PersonId, LearnedFact Fact)>();
        foreach (var kind in targets.Distinct().GroupBy(target => target.Kind))
        {
            var (key, ids) = (kind.Key, kind.Select(target => target.Id).ToArray());
            var records = await database.LearningRecords.AsNoTracking()
                .Where(record => people.Contains(record.PersonId) && record.Kind == key && ids.Contains(record.TargetId))
                .Select(record => new { record.Id, record.PersonId, record.TargetId, record.TargetVersion, record.EarnedAt, record.ScorePercent, record.Evidence }).ToListAsync(cancellationToken);
            found.AddRange(records.Select(record => (record.PersonId, new LearnedFact(record.Id, new LearningKey(key, record.TargetId), record.TargetVersion, record.EarnedAt, record.ScorePercent, record.Evidence))));
        }

        return found.ToLookup(pair => pair.PersonId, pair => pair.Fact);
    }
}
