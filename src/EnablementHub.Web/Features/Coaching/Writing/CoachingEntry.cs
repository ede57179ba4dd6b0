using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Coaching.Writing;

public enum EntryKind
{
    Note = 1,

    /// <summary>What a coach heard in a call, at its moments.</summary>
    Feedback = 2,

    /// <summary>A sales talk that was practised together.</summary>
    RolePlay = 3,
}

/// <summary>
/// Something that a coach wrote about somebody. The person always reads it, others only where it is shared.
/// </summary>
public sealed class CoachingEntry
{
    public const int MaxSubjectLength = 160;
    public const int MaxTextLength = 4000;
    public const int MaxMoments = 30;

    private readonly List<CoachingMoment> _moments = [];

    public int Id { get; private set; }
    public required EntryKind Kind { get; init; }
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required int AuthorId { get; init; }
    public Person Author { get; private set; } = null!;

    /// <summary>Managers of the person's teams and leads read it too; else only the author and the person.</summary>
    public bool IsShared { get; set; }

    /// <summary>The day of the talk, the call or the role-play.</summary>
    public required DateOnly OnDay { get; set; }

    /// <summary>What was practised; empty for notes and feedback.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The note, what was heard on the whole, or how the role-play went.</summary>
    public string Text { get; set; } = "";

    /// <summary>The call of a feedback.</summary>
    public int? ItemId { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ChangedAt { get; private set; }
    public DateTimeOffset? RemovedAt { get; private set; }
    public int Revision { get; private set; }

    public IReadOnlyList<CoachingMoment> Moments => _moments;

    public void SetMoments(IEnumerable<CoachingMoment> moments)
    {
        _moments.Clear();
        _moments.AddRange(moments);
    }

    public void Touch(DateTimeOffset now)
    {
        ChangedAt = now;
        Revision++;
    }

    public void Remove(DateTimeOffset now)
    {
        RemovedAt = now;
        Revision++;
    }

    internal static void Map(EntityTypeBuilder<CoachingEntry> entry)
    {
        entry.Property(e => e.Subject).HasMaxLength(MaxSubjectLength);
        entry.Property(e => e.Text).HasMaxLength(MaxTextLength);
        entry.Property(e => e.Revision).IsConcurrencyToken();
        entry.HasOne(e => e.Person).WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne(e => e.Author).WithMany().HasForeignKey(e => e.AuthorId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Item>().WithMany().HasForeignKey(e => e.ItemId).OnDelete(DeleteBehavior.Restrict);
        entry.HasMany(e => e.Moments).WithOne().HasForeignKey(m => m.EntryId).OnDelete(DeleteBehavior.Cascade);
        entry.HasIndex(e => new { e.PersonId, e.RemovedAt, e.OnDay });
    }
}

/// <summary>One moment of a call, and what is to be said about it.</summary>
public sealed class CoachingMoment
{
    public const int MaxWordsLength = 500;

    public int Id { get; private set; }
    public int EntryId { get; private set; }

    /// <summary>From the beginning of the recording.</summary>
    public required double Seconds { get; init; }
    public required string Words { get; init; }

    internal static void Map(EntityTypeBuilder<CoachingMoment> moment) => moment.Property(m => m.Words).HasMaxLength(MaxWordsLength);
}
