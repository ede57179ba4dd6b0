using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Coaching;

public enum CoachingSubject
{
    Step = 1,
    Entry = 2,
    Recognition = 3,
}

/// <summary>What stood there before somebody changed it or took it away. Never changed itself.</summary>
public sealed class CoachingChange
{
    public const int MaxBeforeLength = 20_000;

    public int Id { get; private set; }
    public required CoachingSubject Subject { get; init; }
    public required int SubjectId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required int ById { get; init; }
    public Person By { get; private set; } = null!;

    /// <summary>Taken away; else changed.</summary>
    public required bool IsRemoval { get; init; }

    /// <summary>Plain text, as its readers saw it.</summary>
    public required string Before { get; init; }

    internal static void Map(EntityTypeBuilder<CoachingChange> change)
    {
        change.Property(c => c.Before).HasMaxLength(MaxBeforeLength);
        change.HasOne(c => c.By).WithMany().HasForeignKey(c => c.ById).OnDelete(DeleteBehavior.Restrict);
        change.HasIndex(c => new { c.Subject, c.SubjectId, c.Id });
    }
}
