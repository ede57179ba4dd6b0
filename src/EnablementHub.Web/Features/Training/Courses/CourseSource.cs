using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Courses;

/// <summary>Courses, for whoever lets people learn one.</summary>
internal sealed class CourseSource(HubDbContext database) : ILearningSource
{
    public LearningKind Kind => LearningKind.Course;

    public Task<IReadOnlyList<LearningTarget>> FindAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken) =>
        ReadAsync(database.Courses.Where(course => ids.Contains(course.Id)), ids.Count, cancellationToken);

    public Task<IReadOnlyList<LearningTarget>> OfferAsync(string words, Viewer viewer, int take, CancellationToken cancellationToken)
    {
        var pattern = TextPattern.InOrder(words);
        return ReadAsync(
            database.Courses.Where(course => course.State == TrainingState.Published && course.Versions.Any(version => version.Number == course.LiveNumber && EF.Functions.Like(version.Title, pattern, TextPattern.Escape))),
            take, cancellationToken);
    }

    private async Task<IReadOnlyList<LearningTarget>> ReadAsync(IQueryable<Course> courses, int take, CancellationToken cancellationToken)
    {
        var found = await (
            from course in courses.AsNoTracking()
            join version in database.CourseVersions on new { CourseId = course.Id, Number = course.LiveNumber ?? course.PendingNumber } equals new { version.CourseId, Number = (int?)version.Number }
            orderby version.Title, course.Id
            select new { course.Id, version.Title, version.Number, course.State }).Take(take).ToListAsync(cancellationToken);
        return [.. found.Select(course => new LearningTarget(LearningKind.Course, course.Id, course.Title, TrainingLinks.Course(course.Id), course.Number, 0, course.State == TrainingState.Published))];
    }
}
