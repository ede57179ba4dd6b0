using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Training.Courses;
using EnablementHub.Features.Training.Live;
using EnablementHub.Features.Training.Tasks;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training;

/// <summary>Addresses of courses elsewhere and of calls, and those in the words about them.</summary>
public sealed class TrainingTexts(HubDbContext database, TimeProvider time) : ITypedTexts
{
    private const string OfTask = "training-task";
    private const string OfCourse = "course-version";
    private const string OfSession = "live-session";

    public async Task<IReadOnlyList<TypedText>> FindAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var tasks = await database.TrainingTasks.AsNoTracking().Where(task => task.State != TrainingState.Retired && (task.Url != null || task.Words.Contains(ITypedTexts.Mark)))
            .OrderBy(task => task.Id).Select(task => new { task.Id, task.Title, task.Words, task.Url }).ToListAsync(cancellationToken);
        var courses = await database.CourseVersions.AsNoTracking()
            .Where(version => version.Course.State != TrainingState.Retired && (version.Number == version.Course.LiveNumber || version.Number == version.Course.PendingNumber) && version.Summary.Contains(ITypedTexts.Mark))
            .OrderBy(version => version.Id).Select(version => new { version.Id, version.CourseId, version.Title, version.Summary }).ToListAsync(cancellationToken);
        var sessions = await database.LiveSessions.AsNoTracking().Where(session => session.CancelledAt == null && (session.Place.Contains(ITypedTexts.Mark) || session.Words.Contains(ITypedTexts.Mark)))
            .OrderBy(session => session.Id).Select(session => new { session.Id, session.Title, session.Words, session.Place, session.StartsAt, session.Minutes }).ToListAsync(cancellationToken);
        return
        [
            .. tasks.SelectMany(task => new[]
            {
                Text(OfTask, task.Id, nameof(TrainingTask.Url), "course elsewhere", task.Title, TrainingLinks.EditTask(task.Id), "external", task.Url, TrainingTask.MaxUrlLength),
                Text(OfTask, task.Id, nameof(TrainingTask.Words), task.Url is null ? "exercise" : "course elsewhere", task.Title, TrainingLinks.EditTask(task.Id), "check", task.Words, TrainingTask.MaxWordsLength),
            }).OfType<TypedText>(),
            .. courses.Select(course => Text(OfCourse, course.Id, nameof(CourseVersion.Summary), "course", course.Title, TrainingLinks.EditCourse(course.CourseId), "training-video", course.Summary, CourseVersion.MaxSummaryLength)).OfType<TypedText>(),
            .. sessions.SelectMany(session => new[]
            {
                // The address of a call that is over leads nowhere, and nobody minds.
                session.StartsAt.AddMinutes(session.Minutes) < now ? null : Text(OfSession, session.Id, nameof(LiveSession.Place), "live session", session.Title, TrainingLinks.EditLive(session.Id), "play", session.Place, LiveSession.MaxPlaceLength),
                Text(OfSession, session.Id, nameof(LiveSession.Words), "live session", session.Title, TrainingLinks.EditLive(session.Id), "play", session.Words, LiveSession.MaxWordsLength),
            }).OfType<TypedText>(),
        ];
    }

    /// <summary>An address that has moved asks nobody to learn anything anew, so no version counts up.</summary>
    public async Task<bool> ReplaceAsync(PlaceKey place, string field, string before, string after, CancellationToken cancellationToken)
    {
        switch (place.Kind)
        {
            case OfTask:
                if (await database.ReplaceTextAsync<TrainingTask>(place.Id, field, before, after, cancellationToken) is not { } task) return false;
                task.Touch(changesWhatIsToBeDone: false, time.GetUtcNow());
                return true;
            case OfCourse:
                return await database.ReplaceTextAsync<CourseVersion>(place.Id, field, before, after, cancellationToken) is not null;
            case OfSession:
                if (await database.ReplaceTextAsync<LiveSession>(place.Id, field, before, after, cancellationToken) is not { } session) return false;
                session.Change(movesIt: field == nameof(LiveSession.Place));
                return true;
            default:
                return false;
        }
    }

    private static TypedText? Text(string kind, int id, string field, string what, string title, string address, string icon, string? text, int maxLength) => text?.Contains(ITypedTexts.Mark, StringComparison.OrdinalIgnoreCase) != true ? null : new TypedText
    {
        Place = new PlaceKey(kind, id),
        Field = field,
        What = what,
        Title = title,
        Address = address,
        Icon = icon,
        Needs = Capability.WriteContent,
        Text = text,
        MaxLength = maxLength,
    };
}
