using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Training.Courses;

/// <summary>Somebody is in a course, or has completed it.</summary>
public sealed class CourseEnrolment
{
    public int Id { get; private set; }
    public required int CourseId { get; init; }
    public Course Course { get; private set; } = null!;
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required DateTimeOffset BegunAt { get; init; }
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>The version that was completed; it is theirs whatever becomes of the course.</summary>
    public int? CompletedVersion { get; private set; }

    /// <summary>Left before its end; what was learned stays.</summary>
    public DateTimeOffset? LeftAt { get; set; }
    public int Revision { get; private set; }

    public void Complete(int version, DateTimeOffset at)
    {
        if (CompletedAt is not null) return;
        CompletedAt = at;
        CompletedVersion = version;
        Revision++;
    }

    internal static void Map(EntityTypeBuilder<CourseEnrolment> enrolment)
    {
        enrolment.Property(e => e.Revision).IsConcurrencyToken();
        enrolment.HasOne(e => e.Course).WithMany().HasForeignKey(e => e.CourseId).OnDelete(DeleteBehavior.Restrict);
        enrolment.HasOne(e => e.Person).WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        enrolment.HasIndex(e => new { e.PersonId, e.CourseId }).IsUnique();
        enrolment.HasIndex(e => new { e.CourseId, e.CompletedAt });
    }
}
