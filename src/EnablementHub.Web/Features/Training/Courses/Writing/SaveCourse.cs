using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Courses.Writing;

public sealed record CourseChange
{
    /// <summary>Null: a new one.</summary>
    public required int? CourseId { get; init; }

    /// <summary>The revision that the person looked at; not asked for a new one.</summary>
    public required int Revision { get; init; }
    public required string? Title { get; init; }
    public required string? Summary { get; init; }

    /// <summary>Null: what was sent is no list of topics.</summary>
    public required IReadOnlyList<int>? Topics { get; init; }
    public required Viewer Writer { get; init; }
}

/// <summary>Begins a course, or changes what it is called and what it is about.</summary>
public sealed class SaveCourse(HubDbContext database, TopicChoices topics, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(CourseChange change, CancellationToken cancellationToken = default)
    {
        var (title, summary) = (TrainingWords.Line(change.Title), TrainingWords.Text(change.Summary));
        var problems = new List<FieldProblem>();
        if (title.Length == 0) problems.Add(new("Title", "Give it a title, for example “Sell to finance in two weeks”."));
        if (title.Length > CourseVersion.MaxTitleLength) problems.Add(new("Title", $"The title has {title.Length} characters; at most {CourseVersion.MaxTitleLength} fit."));
        if (summary.Length > CourseVersion.MaxSummaryLength) problems.Add(new("Summary", $"The summary has {summary.Length} characters; at most {CourseVersion.MaxSummaryLength} fit."));
        if (change.Topics is null) problems.Add(new("Topics", "Choose the topics from the list."));
        if (problems.Count > 0) return WriteResult.Invalid(problems);
        return await database.InUnitAsync(token => StoreAsync(change, title, summary, token), result => result.Succeeded, cancellationToken);
    }

    private async Task<WriteResult> StoreAsync(CourseChange change, string title, string summary, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Course? course;
        if (change.CourseId is { } id)
        {
            if (await database.LoadCourseAsync(id, cancellationToken) is not { } known || !known.MayBeChangedBy(change.Writer)) return WriteResult.NotFound;
            if (known.Revision != change.Revision) return new WriteResult(WriteOutcome.Stale, known.Id, known.Revision);
            course = known;
            if (course.Newest.Title != title || course.Newest.Summary != summary)
            {
                var version = course.Rewrite(change.Writer.PersonId, now);
                (version.Title, version.Summary) = (title, summary);
            }
        }
        else
        {
            database.Add(course = Course.Begin(title, change.Writer.PersonId, now));
            course.Newest.Summary = summary;
            await database.SaveChangesAsync(cancellationToken);
        }

        if (await topics.SetAsync(new LearningKey(LearningKind.Course, course.Id), change.Topics!, cancellationToken) is { } problem) return WriteResult.Invalid([problem]);
        database.LogAudit(change.Writer.PersonId, change.CourseId is null ? "course.created" : "course.changed", "course", course.Id, now, title);
        return await database.StoreAsync(course, cancellationToken);
    }
}

internal static class CourseLoading
{
    /// <summary>With the version that people take, the one that is being written, and their parts.</summary>
    public static async Task<Course?> LoadCourseAsync(this HubDbContext database, int id, CancellationToken cancellationToken)
    {
        if (await database.Courses.SingleOrDefaultAsync(course => course.Id == id, cancellationToken) is not { } course) return null;
        var (live, pending) = (course.LiveNumber, course.PendingNumber);
        await database.CourseVersions.Where(version => version.CourseId == id && (version.Number == live || version.Number == pending)).Include(version => version.Parts).LoadAsync(cancellationToken);
        return course;
    }

    /// <summary>Leads change every course, experts their own.</summary>
    public static bool MayBeChangedBy(this Course course, Viewer writer) => writer.SeesEverything || course.OwnerId == writer.PersonId;

    public static async Task<WriteResult> StoreAsync(this HubDbContext database, Course course, CancellationToken cancellationToken)
    {
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return new WriteResult(WriteOutcome.Done, course.Id, course.Revision);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale, course.Id, course.Revision);
        }
    }
}
