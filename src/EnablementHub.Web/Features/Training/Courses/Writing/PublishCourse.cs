using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;

namespace EnablementHub.Features.Training.Courses.Writing;

public enum CourseStep
{
    Publish,
    Discard,
    Retire,
}

/// <summary>Brings a course to its learners, drops a change, or retires it. Leads only: what people are measured by is theirs to decide.</summary>
public sealed class PublishCourse(HubDbContext database, TimeProvider time)
{
    public Task<WriteResult> RunAsync(int courseId, int revision, CourseStep step, Viewer writer, CancellationToken cancellationToken = default) => database.InUnitAsync(
        async token =>
        {
            if (await database.LoadCourseAsync(courseId, token) is not { } course || !course.MayBeChangedBy(writer)) return WriteResult.NotFound;
            if (!writer.SeesEverything && step != CourseStep.Discard) return WriteResult.NotAllowed($"An {HubRoles.Label(HubRoles.Lead).ToLowerInvariant()} publishes and retires courses. Tell one that it is ready.");
            if (course.Revision != revision) return new WriteResult(WriteOutcome.Stale, course.Id, course.Revision);
            var now = time.GetUtcNow();
            switch (step)
            {
                case CourseStep.Publish:
                    if (!course.Newest.Required.Any()) return WriteResult.Invalid("", "Add at least one part that isn't optional, so that somebody can complete it.");
                    course.Publish(now);
                    break;
                case CourseStep.Retire:
                    course.Retire(now);
                    break;
                default:
                    course.DiscardChange(now);
                    break;
            }

            database.LogAudit(writer.PersonId, $"course.{Verb(step)}", "course", course.Id, now, $"{course.Newest.Title}, version {course.Newest.Number}");
            return await database.StoreAsync(course, token);
        },
        result => result.Succeeded,
        cancellationToken);

    private static string Verb(CourseStep step) => step switch { CourseStep.Publish => "published", CourseStep.Retire => "retired", _ => "change-discarded" };
}
