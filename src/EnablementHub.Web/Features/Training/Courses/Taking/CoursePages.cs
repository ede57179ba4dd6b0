using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Training.Courses.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Courses.Taking;

/// <param name="Target">Null: it is gone.</param>
/// <param name="Item">Of a part that is an item; null where this reader can't see it.</param>
/// <param name="Learned">Null: not yet.</param>
public sealed record PartRow(int CourseId, CoursePart Part, LearningTarget? Target, PartItem? Item, Learned? Learned)
{
    public bool IsDone => Learned is not null;

    public bool IsOpen => Target is { IsOpen: true } && (Part.Kind != LearningKind.Item || Item is not null);

    public string Title => IsOpen || IsDone ? Target?.Title ?? Part.Title : Part.Kind == LearningKind.Item ? "Something of the library" : Part.Title;
}

public sealed record CoursePage
{
    public required int Id { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }
    public required string Owner { get; init; }
    public required TrainingState State { get; init; }
    public required int Number { get; init; }

    /// <summary>The version that people take now; null: none is published.</summary>
    public required int? LiveNumber { get; init; }
    public required IReadOnlyList<PartRow> Parts { get; init; }
    public required bool MayEdit { get; init; }
    public required bool IsEnrolled { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The day until which it is assigned to the reader; null: it isn't.</summary>
    public DateOnly? DueOn { get; init; }
    public required DateOnly Today { get; init; }

    public IEnumerable<PartRow> Required => Parts.Where(row => !row.Part.IsOptional);

    public int Done => Required.Count(row => row.IsDone);

    public int Of => Required.Count();

    public int MinutesLeft => Required.Where(row => !row.IsDone).Sum(row => row.Target?.Minutes ?? 0);

    /// <summary>What to do next: the first part in order that isn't done and can be.</summary>
    public PartRow? Next => Required.FirstOrDefault(row => !row.IsDone && row.IsOpen);

    public IEnumerable<(string Section, IReadOnlyList<PartRow> Rows)> Sections
    {
        get
        {
            var rows = new List<PartRow>();
            foreach (var row in Parts)
            {
                if (rows.Count > 0 && rows[0].Part.Section != row.Part.Section)
                {
                    yield return (rows[0].Part.Section, rows);
                    rows = [];
                }

                rows.Add(row);
            }

            if (rows.Count > 0) yield return (rows[0].Part.Section, rows);
        }
    }
}

/// <summary>Reads a course for somebody who takes it: a handful of queries, however many parts it has.</summary>
public sealed class CoursePages(HubDbContext database, LearningTargets targets, LearningQueries learned, PartItems items)
{
    public async Task<CoursePage?> FindAsync(int id, ItemReader reader, CancellationToken cancellationToken)
    {
        var me = reader.Viewer.PersonId;
        if (await database.Courses.AsNoTracking().Include(c => c.Owner).SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } course) return null;
        var enrolment = await database.CourseEnrolments.AsNoTracking().SingleOrDefaultAsync(e => e.CourseId == id && e.PersonId == me, cancellationToken);
        var mayEdit = reader.Writes && course.MayBeChangedBy(reader.Viewer);
        if (course.State == TrainingState.Draft && !mayEdit) return null;
        if (course.State == TrainingState.Retired && !mayEdit && enrolment is null) return null;
        var number = enrolment?.CompletedVersion ?? course.LiveNumber ?? course.PendingNumber;
        var version = await database.CourseVersions.AsNoTracking().Include(v => v.Parts).SingleAsync(v => v.CourseId == id && v.Number == number, cancellationToken);
        var keys = version.Parts.Select(part => part.Target).ToList();
        var found = await targets.FindAsync(keys, cancellationToken);
        var visible = await items.ReadAsync([.. keys.Where(key => key.Kind == LearningKind.Item).Select(key => key.Id)], reader, cancellationToken);
        var done = await learned.LatestAsync([me], keys, cancellationToken);
        return new CoursePage
        {
            Id = id,
            Title = version.Title,
            Summary = version.Summary,
            Owner = course.Owner.DisplayName,
            State = course.State,
            Number = version.Number,
            LiveNumber = course.LiveNumber,
            Parts = [.. version.InOrder.Select(part => new PartRow(id, part, found.GetValueOrDefault(part.Target), part.Kind == LearningKind.Item ? visible.GetValueOrDefault(part.TargetId) : null, done.GetValueOrDefault((me, part.Target))))],
            MayEdit = mayEdit,
            IsEnrolled = enrolment is { LeftAt: null },
            CompletedAt = enrolment?.CompletedAt,
            DueOn = await database.AssignedTraining.AsNoTracking()
                .Where(assigned => assigned.PersonId == me && assigned.TargetKind == LearningKind.Course && assigned.TargetId == id && assigned.State == Assigning.AssignedState.Open)
                .Select(assigned => (DateOnly?)assigned.DueOn).FirstOrDefaultAsync(cancellationToken),
            Today = reader.Today,
        };
    }
}
