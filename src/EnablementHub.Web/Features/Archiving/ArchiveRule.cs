using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Archiving;

/// <summary>Takes what nobody vouches for and nobody uses (FIELD, Lifecycle). Never changed: another wish is another rule.</summary>
public sealed class ArchiveRule
{
    public const int DefaultDays = 180;
    public const int MinDays = 30;
    public const int MaxDays = 3_650;
    public const int MaxRules = 20;

    /// <summary>Between the announcement to the owner and the archive.</summary>
    public const int NoticeDays = 7;

    public int Id { get; private set; }

    /// <summary>Null: every kind.</summary>
    public required ItemKind? Kind { get; init; }

    /// <summary>As long as this nobody used, changed or published it.</summary>
    public required int UnusedDays { get; init; }
    public required int CreatedById { get; init; }
    public Person CreatedBy { get; private set; } = null!;
    public required DateTimeOffset CreatedAt { get; init; }

    internal static void Map(EntityTypeBuilder<ArchiveRule> rule)
    {
        rule.HasOne(r => r.CreatedBy).WithMany().HasForeignKey(r => r.CreatedById).OnDelete(DeleteBehavior.Restrict);
        rule.HasIndex(r => new { r.Kind, r.UnusedDays });
    }
}

/// <summary>An item in the archive queue: its owner has been told, and it goes on that day unless somebody touches or uses it.</summary>
public sealed class ArchiveAnnouncement
{
    public required int ItemId { get; init; }
    public Item Item { get; private set; } = null!;
    public required int RuleId { get; init; }
    public ArchiveRule Rule { get; private set; } = null!;
    public required DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>In the organisation's zone.</summary>
    public required DateOnly ArchiveOn { get; init; }

    /// <summary>The item's revision when it was announced: another one means that somebody touched it.</summary>
    public required int Revision { get; init; }

    /// <summary>Its day has come, but others use it and no successor is named.</summary>
    public bool IsHeldByUses { get; set; }

    internal static void Map(EntityTypeBuilder<ArchiveAnnouncement> announcement)
    {
        announcement.HasKey(a => a.ItemId);
        announcement.Property(a => a.ItemId).ValueGeneratedNever();
        announcement.HasOne(a => a.Item).WithMany().HasForeignKey(a => a.ItemId).OnDelete(DeleteBehavior.Cascade);
        announcement.HasOne(a => a.Rule).WithMany().HasForeignKey(a => a.RuleId).OnDelete(DeleteBehavior.Cascade);
        announcement.HasIndex(a => a.ArchiveOn);
    }
}
