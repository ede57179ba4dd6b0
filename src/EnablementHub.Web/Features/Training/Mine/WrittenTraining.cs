using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Mine;

public sealed record WrittenRow(int Id, LearningKind Kind, string Title, TrainingState State, bool HasChange, string Owner, DateTimeOffset ChangedAt)
{
    public string Href => Kind == LearningKind.Course ? TrainingLinks.EditCourse(Id) : TrainingLinks.EditTask(Id);
}

public sealed record WrittenPage(IReadOnlyList<WrittenRow> Rows, int Total, int Page)
{
    public const int Size = 50;

    public int LastPage => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Courses, exercises and courses elsewhere that somebody may change: leads all, experts their own. The last changed first.</summary>
public sealed class WrittenTraining(HubDbContext database)
{
    public async Task<WrittenPage> ReadAsync(Viewer writer, int page, CancellationToken cancellationToken)
    {
        var (me, all) = (writer.PersonId, writer.SeesEverything);
        var courses =
            from course in database.Courses.AsNoTracking()
            join version in database.CourseVersions on new { CourseId = course.Id, Number = course.PendingNumber ?? course.LiveNumber } equals new { version.CourseId, Number = (int?)version.Number }
            where all || course.OwnerId == me
            select new { course.Id, Kind = LearningKind.Course, version.Title, course.State, HasChange = course.PendingNumber != null && course.LiveNumber != null, Owner = course.Owner.DisplayName, course.ChangedAt };
        var tasks =
            from task in database.TrainingTasks.AsNoTracking()
            where all || task.OwnerId == me
            select new { task.Id, task.Kind, task.Title, task.State, HasChange = false, Owner = task.Owner.DisplayName, task.ChangedAt };
        var total = await courses.CountAsync(cancellationToken) + await tasks.CountAsync(cancellationToken);
        page = Math.Clamp(page, 1, Math.Max(1, (total + WrittenPage.Size - 1) / WrittenPage.Size));

        // Each list is cut before both are joined: the page's rows are among the first of either.
        var until = page * WrittenPage.Size;
        var first = await courses.OrderByDescending(row => row.ChangedAt).ThenByDescending(row => row.Id).Take(until).ToListAsync(cancellationToken);
        var second = await tasks.OrderByDescending(row => row.ChangedAt).ThenByDescending(row => row.Id).Take(until).ToListAsync(cancellationToken);
        return new WrittenPage(
            [.. first.Concat(second).OrderByDescending(row => row.ChangedAt).ThenBy(row => row.Kind).ThenByDescending(row => row.Id).Skip((page - 1) * WrittenPage.Size).Take(WrittenPage.Size)
                .Select(row => new WrittenRow(row.Id, row.Kind, row.Title, row.State, row.HasChange, row.Owner, row.ChangedAt))],
            total, page);
    }
}
