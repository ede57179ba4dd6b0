using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Training.Courses;

/// <summary>
/// An ordered way through things to learn. What it consists of lies in versions: a change is prepared beside the version that
/// people take, and whoever has completed one keeps that one.
/// </summary>
public sealed class Course
{
    public const int MaxKeyLength = 100;

    private readonly List<CourseVersion> _versions = [];

    public int Id { get; private set; }

    /// <summary>The name by which the seed finds it again; null for what was written here.</summary>
    public string? Key { get; init; }
    public required int OwnerId { get; init; }
    public Person Owner { get; private set; } = null!;
    public TrainingState State { get; private set; }

    /// <summary>Number of the version that people take.</summary>
    public int? LiveNumber { get; private set; }

    /// <summary>Number of the version that is being written.</summary>
    public int? PendingNumber { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Moves with every write: the concurrency token, and what an editor's form carries.</summary>
    public int Revision { get; private set; }

    public IReadOnlyList<CourseVersion> Versions => _versions;

    /// <summary>Needs the version to be loaded.</summary>
    public CourseVersion? Live => _versions.Find(version => version.Number == LiveNumber);

    /// <summary>Needs the version to be loaded.</summary>
    public CourseVersion? Pending => _versions.Find(version => version.Number == PendingNumber);

    /// <summary>What a writer goes on with. Needs the version to be loaded.</summary>
    public CourseVersion Newest => Pending ?? Live ?? throw new InvalidOperationException("The course's version is not loaded.");

    public static Course Begin(string title, int ownerId, DateTimeOffset now, string? key = null)
    {
        var course = new Course { Key = key, OwnerId = ownerId, CreatedAt = now };
        course._versions.Add(new CourseVersion { Number = 1, Title = title, AuthorId = ownerId, CreatedAt = now });
        course.PendingNumber = 1;
        course.Touch(now);
        return course;
    }

    /// <summary>The version to write in: a copy of the live one the first time. Needs both to be loaded with their parts.</summary>
    public CourseVersion Rewrite(int authorId, DateTimeOffset now)
    {
        if (Pending is null)
        {
            var copy = Newest.CopyAs(Newest.Number + 1, authorId, now);
            _versions.Add(copy);
            PendingNumber = copy.Number;
        }

        Touch(now);
        return Pending!;
    }

    public void Publish(DateTimeOffset now)
    {
        if (Pending is { } pending)
        {
            pending.PublishedAt = now;
            LiveNumber = PendingNumber;
            PendingNumber = null;
        }

        if (LiveNumber is null) throw new InvalidOperationException("There is no version to publish.");
        State = TrainingState.Published;
        Touch(now);
    }

    /// <summary>Drops the change that waits; the first version of a draft stays.</summary>
    public void DiscardChange(DateTimeOffset now)
    {
        if (LiveNumber is null || PendingNumber is null) return;
        _versions.RemoveAll(version => version.Number == PendingNumber);
        PendingNumber = null;
        Touch(now);
    }

    public void Retire(DateTimeOffset now)
    {
        State = TrainingState.Retired;
        Touch(now);
    }

    private void Touch(DateTimeOffset now)
    {
        ChangedAt = now;
        Revision++;
    }

    internal static void Map(EntityTypeBuilder<Course> course)
    {
        course.Property(c => c.Key).HasMaxLength(MaxKeyLength);
        course.HasIndex(c => c.Key).IsUnique();
        course.Property(c => c.Revision).IsConcurrencyToken();
        course.Ignore(c => c.Live);
        course.Ignore(c => c.Pending);
        course.Ignore(c => c.Newest);
        course.HasOne(c => c.Owner).WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Restrict);
        course.HasMany(c => c.Versions).WithOne(v => v.Course).HasForeignKey(v => v.CourseId).OnDelete(DeleteBehavior.Cascade);
        course.HasIndex(c => new { c.State, c.ChangedAt });
    }
}
