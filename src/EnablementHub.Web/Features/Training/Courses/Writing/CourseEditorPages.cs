using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Courses.Writing;

public sealed record CourseForm
{
    public string? Title { get; init; }
    public string? Summary { get; init; }
    public IReadOnlyList<string>? Topics { get; init; }
}

/// <param name="Problem">What keeps people from doing this part; null: nothing.</param>
public sealed record EditedPart(int Id, LearningKind Kind, string Title, string? Url, string Section, bool IsOptional, string? Problem);

public sealed record CourseEditorPage
{
    /// <summary>0 for a new course.</summary>
    public int Id { get; init; }
    public int Revision { get; init; }
    public TrainingState State { get; init; }
    public int Number { get; init; } = 1;
    public bool HasChange { get; init; }
    public bool IsPublished { get; init; }
    public int Enrolled { get; init; }
    public int Completed { get; init; }
    public required CourseForm Form { get; init; }
    public IReadOnlyList<EditedPart> Parts { get; init; } = [];
    public required IReadOnlyList<TopicChoice> Topics { get; init; }
    public required bool MayPublish { get; init; }

    /// <summary>What was typed for the part with this number; 0: for a new one; null: nothing was refused there.</summary>
    public int? TypedFor { get; init; }
    public PartForm Typed { get; init; } = new();
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];
}

/// <summary>Reads for the pages on which courses are written.</summary>
public sealed class CourseEditorPages(HubDbContext database, LearningTargets targets, TopicChoices topics)
{
    public async Task<CourseEditorPage> NewAsync(CourseForm form, Viewer writer, IReadOnlyList<FieldProblem> problems, CancellationToken cancellationToken) =>
        new() { Form = form, Topics = await topics.AllAsync(cancellationToken), MayPublish = writer.SeesEverything, Problems = problems };

    public async Task<CourseEditorPage?> FindAsync(int id, Viewer writer, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        if (await database.LoadCourseAsync(id, cancellationToken) is not { } course || !course.MayBeChangedBy(writer)) return null;
        var version = course.Newest;
        var found = await targets.FindAsync(version.Parts.Select(part => part.Target), cancellationToken);
        var chosen = await topics.OfAsync(new LearningKey(LearningKind.Course, id), cancellationToken);
        return new CourseEditorPage
        {
            Id = id,
            Revision = course.Revision,
            State = course.State,
            Number = version.Number,
            HasChange = course.PendingNumber is not null,
            IsPublished = course.LiveNumber is not null,
            Enrolled = await database.CourseEnrolments.CountAsync(enrolment => enrolment.CourseId == id && enrolment.CompletedAt == null && enrolment.LeftAt == null, cancellationToken),
            Completed = await database.CourseEnrolments.CountAsync(enrolment => enrolment.CourseId == id && enrolment.CompletedAt != null, cancellationToken),
            Form = new CourseForm { Title = version.Title, Summary = version.Summary, Topics = [.. chosen.Select(topic => topic.ToString(System.Globalization.CultureInfo.InvariantCulture))] },
            Parts =
            [
                .. version.InOrder.Select(part =>
                {
                    var target = found.GetValueOrDefault(part.Target);
                    return new EditedPart(part.Id, part.Kind, target?.Title ?? part.Title, target?.Url, part.Section, part.IsOptional,
                        target is null ? "It is gone: nobody can do this part." : target.IsOpen ? null : "It isn't published at the moment: nobody can do this part.");
                }),
            ],
            Topics = await topics.AllAsync(cancellationToken),
            MayPublish = writer.SeesEverything,
        };
    }
}
