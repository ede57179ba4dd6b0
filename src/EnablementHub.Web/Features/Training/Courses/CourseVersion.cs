using EnablementHub.Features.Learning;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Training.Courses;

/// <summary>What a course consists of, as it was written once.</summary>
public sealed class CourseVersion
{
    public const int MaxTitleLength = 160;
    public const int MaxSummaryLength = 1000;
    public const int MaxParts = 100;

    private readonly List<CoursePart> _parts = [];

    public int Id { get; private set; }
    public int CourseId { get; private set; }
    public Course Course { get; private set; } = null!;
    public required int Number { get; init; }
    public required string Title { get; set; }
    public string Summary { get; set; } = "";
    public required int AuthorId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; set; }
    public IReadOnlyList<CoursePart> Parts => _parts;

    public IEnumerable<CoursePart> InOrder => _parts.OrderBy(part => part.Position).ThenBy(part => part.Id);

    /// <summary>What has to be learned for the course to be done.</summary>
    public IEnumerable<LearningKey> Required => _parts.Where(part => !part.IsOptional).Select(part => part.Target).Distinct();

    public void Add(CoursePart part)
    {
        part.Position = _parts.Select(other => other.Position).DefaultIfEmpty(-1).Max() + 1;
        _parts.Add(part);
    }

    public void Remove(CoursePart part) => _parts.Remove(part);

    /// <summary>Another target takes the place of one; where the course has it already, the part goes.</summary>
    /// <returns>Whether one went.</returns>
    public bool Lead(LearningKey from, LearningKey to, string title)
    {
        var isMerged = false;
        foreach (var old in _parts.Where(part => part.Target == from).ToList())
        {
            _parts.Remove(old);
            if (_parts.Find(part => part.Target == to) is { } same)
            {
                // What had to be learned still has to be.
                same.IsOptional &= old.IsOptional;
                isMerged = true;
            }
            else _parts.Add(new CoursePart { Kind = to.Kind, TargetId = to.Id, Title = title, Section = old.Section, IsOptional = old.IsOptional, Position = old.Position });
        }

        return isMerged;
    }

    /// <summary>One place up or down.</summary>
    public void Move(CoursePart part, int by)
    {
        var order = InOrder.ToList();
        var from = order.IndexOf(part);
        var to = Math.Clamp(from + by, 0, order.Count - 1);
        order.RemoveAt(from);
        order.Insert(to, part);
        for (var position = 0; position < order.Count; position++) order[position].Position = position;
    }

    internal CourseVersion CopyAs(int number, int authorId, DateTimeOffset now)
    {
        var copy = new CourseVersion { Number = number, Title = Title, Summary = Summary, AuthorId = authorId, CreatedAt = now };
        foreach (var part in InOrder) copy.Add(new CoursePart { Kind = part.Kind, TargetId = part.TargetId, Title = part.Title, Section = part.Section, IsOptional = part.IsOptional });
        return copy;
    }

    internal static void Map(EntityTypeBuilder<CourseVersion> version)
    {
        version.Property(v => v.Title).HasMaxLength(MaxTitleLength);
        version.Property(v => v.Summary).HasMaxLength(MaxSummaryLength);
        version.Ignore(v => v.InOrder);
        version.Ignore(v => v.Required);
        version.HasOne<Person>().WithMany().HasForeignKey(v => v.AuthorId).OnDelete(DeleteBehavior.Restrict);
        version.HasMany(v => v.Parts).WithOne().HasForeignKey(p => p.VersionId).OnDelete(DeleteBehavior.Cascade);
        version.HasIndex(v => new { v.CourseId, v.Number }).IsUnique();
    }
}

/// <summary>One thing to learn within a course.</summary>
public sealed class CoursePart
{
    public const int MaxTitleLength = 200;
    public const int MaxSectionLength = 100;

    public int Id { get; private set; }
    public int VersionId { get; private set; }
    public int Position { get; set; }
    public required LearningKind Kind { get; init; }
    public required int TargetId { get; init; }

    /// <summary>What it was called when it was put in; shown where it is gone.</summary>
    public required string Title { get; init; }

    /// <summary>Heading above it; the same words one after another make one section. Empty: none.</summary>
    public string Section { get; set; } = "";

    /// <summary>Worth a look, but the course is done without it.</summary>
    public bool IsOptional { get; set; }

    public LearningKey Target => new(Kind, TargetId);

    internal static void Map(EntityTypeBuilder<CoursePart> part)
    {
        part.Property(p => p.Title).HasMaxLength(MaxTitleLength);
        part.Property(p => p.Section).HasMaxLength(MaxSectionLength);
        part.Ignore(p => p.Target);
        part.HasIndex(p => new { p.VersionId, p.Position });
        part.HasIndex(p => new { p.Kind, p.TargetId });
    }
}
