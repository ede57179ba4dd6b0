using EnablementHub.Features.Learning;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Certification;

/// <summary>What the stored days amount to on a given day.</summary>
public enum CertificateState
{
    Valid,

    /// <summary>Valid, and what is learned now counts for the renewal.</summary>
    RenewalOpen,

    /// <summary>Over, but the renewal still does.</summary>
    InGrace,
    Expired,
    Revoked,
}

/// <summary>Somebody has earned a certification, for one period, by one version of it and by the records that stand beside it.</summary>
public sealed class Certificate
{
    public const int MaxReasonLength = 500;
    public const int TokenLength = 43;

    private readonly List<CertificateRecord> _records = [];

    public int Id { get; private set; }
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required int PlanId { get; init; }
    public CertificationPlan Plan { get; private set; } = null!;

    /// <summary>1 for the first one that this person got of this certification, 2 for the next; the database keeps them unique.</summary>
    public required int Period { get; init; }

    public required int PlanVersion { get; init; }

    /// <summary>The certification's and the person's names on that day.</summary>
    public required string Title { get; init; }
    public required string HolderName { get; init; }

    /// <summary>When the last of what was needed was achieved.</summary>
    public required DateTimeOffset EarnedAt { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }

    public required DateOnly EarnedOn { get; init; }
    public required DateOnly ValidUntil { get; init; }
    public required DateOnly RenewalOpensOn { get; init; }
    public required DateOnly GraceUntil { get; init; }
    public required bool IsRenewal { get; init; }

    /// <summary>False once the person has a later one of the same certification.</summary>
    public bool IsCurrent { get; private set; } = true;

    /// <summary>Makes the address under which anybody can check it; nobody can guess it.</summary>
    public required string Token { get; init; }

    /// <summary>The day of the next reminder; null: nothing more is told.</summary>
    public DateOnly? RemindOn { get; set; }

    /// <summary>The day by which the person has to know a change of what it rests on; null: nothing is open.</summary>
    public DateOnly? UpdateDueOn { get; set; }

    public DateTimeOffset? RevokedAt { get; private set; }
    public int? RevokedById { get; private set; }
    public Person? RevokedBy { get; private set; }
    public string RevokeReason { get; private set; } = "";

    public int Revision { get; private set; }

    public IReadOnlyList<CertificateRecord> Records => _records;

    public void Add(CertificateRecord record) => _records.Add(record);

    public CertificateState StateOn(DateOnly today) => State(RevokedAt, RenewalOpensOn, ValidUntil, GraceUntil, today);

    public static CertificateState State(DateTimeOffset? revokedAt, DateOnly renewalOpensOn, DateOnly validUntil, DateOnly graceUntil, DateOnly today) => revokedAt switch
    {
        not null => CertificateState.Revoked,
        _ when today > graceUntil => CertificateState.Expired,
        _ when today > validUntil => CertificateState.InGrace,
        _ when today >= renewalOpensOn => CertificateState.RenewalOpen,
        _ => CertificateState.Valid,
    };

    public void Supersede()
    {
        IsCurrent = false;
        RemindOn = null;
        UpdateDueOn = null;
        Revision++;
    }

    public void Revoke(int byId, string reason, DateTimeOffset now)
    {
        RevokedAt = now;
        RevokedById = byId;
        RevokeReason = reason;
        RemindOn = null;
        UpdateDueOn = null;
        Revision++;
    }

    public void SetUpdateDue(DateOnly? on)
    {
        UpdateDueOn = on;
        Revision++;
    }

    internal static void Map(EntityTypeBuilder<Certificate> certificate)
    {
        certificate.Property(c => c.Title).HasMaxLength(CertificationPlan.MaxTitleLength);
        certificate.Property(c => c.HolderName).HasMaxLength(Person.MaxNameLength);
        certificate.Property(c => c.Token).HasMaxLength(TokenLength);
        certificate.Property(c => c.RevokeReason).HasMaxLength(MaxReasonLength);
        certificate.Property(c => c.Revision).IsConcurrencyToken();
        certificate.HasOne(c => c.Person).WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        certificate.HasOne(c => c.Plan).WithMany().HasForeignKey(c => c.PlanId).OnDelete(DeleteBehavior.Restrict);
        certificate.HasOne(c => c.RevokedBy).WithMany().HasForeignKey(c => c.RevokedById).OnDelete(DeleteBehavior.Restrict);
        certificate.HasMany(c => c.Records).WithOne(r => r.Certificate).HasForeignKey(r => r.CertificateId).OnDelete(DeleteBehavior.Cascade);
        certificate.HasIndex(c => new { c.PersonId, c.PlanId, c.Period }).IsUnique();
        certificate.HasIndex(c => c.Token).IsUnique();
        certificate.HasIndex(c => new { c.IsCurrent, c.PlanId, c.ValidUntil });
        certificate.HasIndex(c => c.RemindOn);
    }
}

/// <summary>A record of the ledger that a certificate rests on, as it was: what, in exactly which version, when and how well.</summary>
public sealed class CertificateRecord
{
    public const int MaxTitleLength = 200;

    public int Id { get; private set; }
    public int CertificateId { get; private set; }
    public Certificate Certificate { get; private set; } = null!;
    public required LearningKind Kind { get; init; }
    public required int TargetId { get; init; }
    public required int TargetVersion { get; init; }

    /// <summary>What it was called on that day.</summary>
    public required string Title { get; init; }
    public required DateTimeOffset EarnedAt { get; init; }
    public double? ScorePercent { get; init; }
    public required string Evidence { get; init; }
    public required long RecordId { get; init; }

    /// <summary>Came later, when the person learned a change of it.</summary>
    public bool IsUpdate { get; init; }

    public LearningKey Target => new(Kind, TargetId);

    internal static void Map(EntityTypeBuilder<CertificateRecord> record)
    {
        record.Property(r => r.Title).HasMaxLength(MaxTitleLength);
        record.Property(r => r.Evidence).HasMaxLength(LearningRecord.MaxEvidenceLength);
        record.Ignore(r => r.Target);
        record.HasOne<LearningRecord>().WithMany().HasForeignKey(r => r.RecordId).OnDelete(DeleteBehavior.Restrict);
        record.HasIndex(r => new { r.Kind, r.TargetId, r.TargetVersion });
    }
}
