using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Coaching.Planning;

/// <summary>A next step of somebody's coaching plan, with its day.</summary>
public sealed class CoachingStep
{
    public const int MaxWordsLength = 300;
    public const int MaxDays = 366;

    public int Id { get; private set; }
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required int AuthorId { get; init; }
    public Person Author { get; private set; } = null!;
    public required string Words { get; set; }
    public required DateOnly DueOn { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DoneAt { get; private set; }
    public int? DoneById { get; private set; }
    public Person? DoneBy { get; private set; }

    /// <summary>Taken out of the plan; the row stays.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>The day of the next reminder; null: there is none.</summary>
    public DateOnly? RemindOn { get; set; }
    public int Revision { get; private set; }

    public bool IsOpen => DoneAt is null && RemovedAt is null;

    public void Touch() => Revision++;

    public void Do(int personId, DateTimeOffset now)
    {
        (DoneAt, DoneById, RemindOn) = (now, personId, null);
        Revision++;
    }

    public void Reopen(DateOnly remindOn)
    {
        (DoneAt, DoneById, RemindOn) = (null, null, remindOn);
        Revision++;
    }

    public void Remove(DateTimeOffset now)
    {
        (RemovedAt, RemindOn) = (now, null);
        Revision++;
    }

    internal static void Map(EntityTypeBuilder<CoachingStep> step)
    {
        step.Property(s => s.Words).HasMaxLength(MaxWordsLength);
        step.Property(s => s.Revision).IsConcurrencyToken();
        step.Ignore(s => s.IsOpen);
        step.HasOne(s => s.Person).WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        step.HasOne(s => s.Author).WithMany().HasForeignKey(s => s.AuthorId).OnDelete(DeleteBehavior.Restrict);
        step.HasOne(s => s.DoneBy).WithMany().HasForeignKey(s => s.DoneById).OnDelete(DeleteBehavior.Restrict);
        step.HasIndex(s => new { s.PersonId, s.RemovedAt, s.DoneAt, s.DueOn });
        step.HasIndex(s => s.RemindOn);
    }
}
