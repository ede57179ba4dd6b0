using EnablementHub.Features.Learning;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Training.Assigning;

/// <summary>Whom an assignment is for.</summary>
public enum AssignmentScope
{
    /// <summary>Named people.</summary>
    People = 1,

    /// <summary>Everybody who is in a team now.</summary>
    Team = 2,

    /// <summary>Everybody who has an account now.</summary>
    Everyone = 3,

    /// <summary>Everybody who joins a team from now on.</summary>
    Joiners = 4,
}

/// <summary>Somebody wants people to learn something until a day.</summary>
public sealed class Assignment
{
    public const int MaxTitleLength = 200;
    public const int MaxNoteLength = 500;
    public const int MaxDays = 730;

    public int Id { get; private set; }
    public required LearningKind TargetKind { get; init; }
    public required int TargetId { get; init; }

    /// <summary>What it was called when it was assigned.</summary>
    public required string Title { get; init; }
    public required AssignmentScope Scope { get; init; }

    /// <summary>Of a team or its joiners; null once the team is gone.</summary>
    public int? TeamId { get; init; }
    public Team? Team { get; private set; }

    /// <summary>The day for all; null where it goes by when somebody joins.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>For joiners: so many days after they joined.</summary>
    public int? DueAfterDays { get; init; }

    /// <summary>What people learned before counts.</summary>
    public required bool CountsEarlier { get; init; }

    /// <summary>Comes by mail whatever somebody chose.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>Why, for those who get it.</summary>
    public string Note { get; init; } = "";
    public required DateTimeOffset CreatedAt { get; init; }
    public required int CreatedById { get; init; }
    public Person CreatedBy { get; private set; } = null!;

    /// <summary>Withdrawn; nobody new gets it and nobody is reminded.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public int Revision { get; private set; }

    public LearningKey Target => new(TargetKind, TargetId);

    public void End(DateTimeOffset now)
    {
        EndedAt ??= now;
        Revision++;
    }

    internal static void Map(EntityTypeBuilder<Assignment> assignment)
    {
        assignment.ToTable("TrainingAssignments");
        assignment.Property(a => a.Title).HasMaxLength(MaxTitleLength);
        assignment.Property(a => a.Note).HasMaxLength(MaxNoteLength);
        assignment.Property(a => a.Revision).IsConcurrencyToken();
        assignment.Ignore(a => a.Target);
        assignment.HasOne(a => a.Team).WithMany().HasForeignKey(a => a.TeamId).OnDelete(DeleteBehavior.SetNull);
        assignment.HasOne(a => a.CreatedBy).WithMany().HasForeignKey(a => a.CreatedById).OnDelete(DeleteBehavior.Restrict);
        assignment.HasIndex(a => new { a.EndedAt, a.Scope });
        assignment.HasIndex(a => a.CreatedAt);
    }
}

public enum AssignedState
{
    Open = 0,
    Done = 1,

    /// <summary>The assignment was taken back.</summary>
    Withdrawn = 2,

    /// <summary>Was in the team before the rule was made, so it isn't for them.</summary>
    Exempt = 3,
}

/// <summary>One person's part of an assignment. Of one thing nobody has two that are open.</summary>
public sealed class AssignedPerson
{
    public long Id { get; private set; }
    public required int AssignmentId { get; init; }
    public Assignment Assignment { get; private set; } = null!;
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required LearningKind TargetKind { get; init; }
    public required int TargetId { get; init; }

    /// <summary>Days of the organisation's calendar.</summary>
    public required DateOnly AssignedOn { get; init; }
    public required DateOnly DueOn { get; init; }
    public AssignedState State { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>The day of the next reminder.</summary>
    public DateOnly? RemindOn { get; private set; }

    /// <summary>They have been told that they have it.</summary>
    public bool IsTold { get; private set; }

    public LearningKey Target => new(TargetKind, TargetId);

    internal static void Map(EntityTypeBuilder<AssignedPerson> assigned)
    {
        assigned.ToTable("TrainingAssigned");
        assigned.Ignore(a => a.Target);
        assigned.HasOne(a => a.Assignment).WithMany().HasForeignKey(a => a.AssignmentId).OnDelete(DeleteBehavior.Cascade);
        assigned.HasOne(a => a.Person).WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        assigned.HasIndex(a => new { a.PersonId, a.TargetKind, a.TargetId }).IsUnique().HasFilter("State = 0");
        assigned.HasIndex(a => new { a.AssignmentId, a.PersonId }).IsUnique();
        assigned.HasIndex(a => new { a.AssignmentId, a.State, a.DueOn });
        assigned.HasIndex(a => new { a.PersonId, a.State, a.DueOn });
        assigned.HasIndex(a => a.RemindOn, "IX_TrainingAssigned_Remind").HasFilter("State = 0");
    }
}
