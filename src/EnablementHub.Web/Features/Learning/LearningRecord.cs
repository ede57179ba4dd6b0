using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Learning;

/// <summary>
/// One row of the ledger, never changed and never deleted: who learned what, in exactly which version, when and how well.
/// The rooms note here what was achieved in them, and learn here what was achieved elsewhere.
/// </summary>
public sealed class LearningRecord
{
    public const int MaxEvidenceLength = 300;
    public const int MaxKeyLength = 100;

    public long Id { get; private set; }
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required LearningKind Kind { get; init; }
    public required int TargetId { get; init; }

    /// <summary>The version that was learned; 0 where the room has none.</summary>
    public required int TargetVersion { get; init; }

    /// <summary>When the person achieved it.</summary>
    public required DateTimeOffset EarnedAt { get; init; }

    /// <summary>When the ledger heard of it; readers that come again look from here.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>0 to 100; null where nothing is scored.</summary>
    public double? ScorePercent { get; init; }

    /// <summary>What it rests on, in words, for example "Played 1 min 11 s of 1 min 24 s".</summary>
    public required string Evidence { get; init; }

    /// <summary>Names the achievement, so that it is noted once whoever notes it, for example <c>quiz-attempt:123</c>.</summary>
    public required string Key { get; init; }

    public LearningKey Target => new(Kind, TargetId);

    internal static void Map(EntityTypeBuilder<LearningRecord> record)
    {
        record.Property(r => r.Evidence).HasMaxLength(MaxEvidenceLength);
        record.Property(r => r.Key).HasMaxLength(MaxKeyLength);
        record.Ignore(r => r.Target);
        record.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        record.HasIndex(r => r.Key).IsUnique();
        record.HasIndex(r => new { r.PersonId, r.Kind, r.TargetId, r.EarnedAt });
        record.HasIndex(r => new { r.Kind, r.TargetId, r.TargetVersion, r.PersonId });
        record.HasIndex(r => r.RecordedAt);
    }
}
