using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Courses.Taking;

/// <summary>Somebody begins a course, or leaves it before its end.</summary>
public sealed class EnterCourse(HubDbContext database, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(int courseId, int personId, bool leaves, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.InUnitAsync(token => StoreAsync(courseId, personId, leaves, token), result => result.Succeeded, cancellationToken);
        }
        catch (DbUpdateException error) when (!DatabaseFailure.IsPassing(error))
        {
            // Two tabs at the same moment: the first one has begun it.
            return new WriteResult(WriteOutcome.Unchanged, courseId);
        }
    }

    private async Task<WriteResult> StoreAsync(int courseId, int personId, bool leaves, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var enrolment = await database.CourseEnrolments.SingleOrDefaultAsync(e => e.CourseId == courseId && e.PersonId == personId, cancellationToken);
        if (leaves)
        {
            if (enrolment is null) return WriteResult.NotFound;
            if (enrolment.LeftAt is not null || enrolment.CompletedAt is not null) return new WriteResult(WriteOutcome.Unchanged, courseId);
            enrolment.LeftAt = now;
        }
        else
        {
            if (!await database.Courses.AnyAsync(course => course.Id == courseId && course.State == TrainingState.Published, cancellationToken)) return WriteResult.NotFound;
            if (enrolment is { LeftAt: null }) return new WriteResult(WriteOutcome.Unchanged, courseId);
            if (enrolment is null) database.Add(new CourseEnrolment { CourseId = courseId, PersonId = personId, BegunAt = now });
            else enrolment.LeftAt = null;
        }

        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, courseId);
    }
}
