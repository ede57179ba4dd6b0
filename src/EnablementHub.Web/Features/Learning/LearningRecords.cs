using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Learning;

/// <summary>What is to be noted in the ledger.</summary>
public sealed record NewLearningRecord
{
    public required int PersonId { get; init; }
    public required LearningKey Target { get; init; }

    /// <summary>0 where the room has no versions.</summary>
    public int TargetVersion { get; init; }
    public required DateTimeOffset EarnedAt { get; init; }

    /// <summary>0 to 100; null where nothing is scored.</summary>
    public double? ScorePercent { get; init; }

    /// <summary>What it rests on; cut to <see cref="LearningRecord.MaxEvidenceLength"/>.</summary>
    public required string Evidence { get; init; }

    /// <summary>Names the achievement; a second record with the same key is not made.</summary>
    public required string Key { get; init; }
}

/// <summary>Writes the ledger.</summary>
public sealed class LearningRecords(HubDbContext database, TimeProvider time)
{
    /// <summary>
    /// Adds to the caller's unit of work, which saves; does nothing where the key is there already. Two callers at the same
    /// moment are kept apart by what they both change, or else by the key: the second one's save throws <see cref="DbUpdateException"/>.
    /// </summary>
    public async Task NoteAsync(NewLearningRecord record, CancellationToken cancellationToken)
    {
        if (database.LearningRecords.Local.Any(known => known.Key == record.Key)) return;
        if (await database.LearningRecords.AnyAsync(known => known.Key == record.Key, cancellationToken)) return;
        database.Add(new LearningRecord
        {
            PersonId = record.PersonId,
            Kind = record.Target.Kind,
            TargetId = record.Target.Id,
            TargetVersion = record.TargetVersion,
            EarnedAt = record.EarnedAt,
            RecordedAt = time.GetUtcNow(),
            ScorePercent = record.ScorePercent,
            Evidence = record.Evidence.Length > LearningRecord.MaxEvidenceLength ? record.Evidence[..LearningRecord.MaxEvidenceLength] : record.Evidence,
            Key = record.Key,
        });
    }
}
