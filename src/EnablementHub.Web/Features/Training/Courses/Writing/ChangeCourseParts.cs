using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Courses.Writing;

/// <summary>A part's fields as they were typed.</summary>
public sealed record PartForm
{
    /// <summary>For example <c>quiz:12</c>, or the address of an item.</summary>
    public string? Target { get; init; }
    public string? Section { get; init; }
    public string? Optional { get; init; }
}

/// <summary>Adds, changes, moves and removes the parts of the version that is being written.</summary>
public sealed class ChangeCourseParts(HubDbContext database, LearningTargets targets, TimeProvider time)
{
    public Task<WriteResult> AddAsync(int courseId, int revision, PartForm form, Viewer writer, CancellationToken cancellationToken = default) =>
        ChangeAsync(courseId, revision, writer, "part-added", async (version, token) =>
        {
            var section = TrainingWords.Line(form.Section);
            if (!LearningKey.TryRead(form.Target, out var key)) return (WriteResult.Invalid("Target", "Choose what they are to learn: type a few letters of its title and take it from the list."), "");
            if (section.Length > CoursePart.MaxSectionLength) return (TooLong(section), "");
            if (version.Parts.Count >= CourseVersion.MaxParts) return (WriteResult.Invalid("Target", $"A course has at most {CourseVersion.MaxParts} parts. Make two courses of it."), "");
            if ((await targets.FindAsync([key], token)).GetValueOrDefault(key) is not { } target) return (WriteResult.Invalid("Target", "There is nothing with that number. Choose it from the titles that are offered."), "");
            if (version.Parts.Any(part => part.Target == key)) return (WriteResult.Invalid("Target", $"“{target.Title}” is in this course already."), "");
            if (key.Kind == LearningKind.Course && await LeadsToAsync(key.Id, courseId, token)) return (WriteResult.Invalid("Target", $"“{target.Title}” is this course, or contains it: nobody could ever complete it."), "");
            version.Add(new CoursePart { Kind = key.Kind, TargetId = key.Id, Title = Shorten(target.Title), Section = section, IsOptional = form.Optional == "yes" });
            return (null, target.Title);
        }, cancellationToken);

    public Task<WriteResult> SaveAsync(int courseId, int partId, int revision, PartForm form, Viewer writer, CancellationToken cancellationToken = default) =>
        OnPartAsync(courseId, partId, revision, writer, "part-changed", (_, part) =>
        {
            var section = TrainingWords.Line(form.Section);
            if (section.Length > CoursePart.MaxSectionLength) return TooLong(section);
            (part.Section, part.IsOptional) = (section, form.Optional == "yes");
            return null;
        }, cancellationToken);

    /// <param name="by">-1: one place up, 1: one place down.</param>
    public Task<WriteResult> MoveAsync(int courseId, int partId, int by, int revision, Viewer writer, CancellationToken cancellationToken = default) =>
        OnPartAsync(courseId, partId, revision, writer, "part-moved", (version, part) =>
        {
            version.Move(part, Math.Sign(by));
            return null;
        }, cancellationToken);

    public Task<WriteResult> RemoveAsync(int courseId, int partId, int revision, Viewer writer, CancellationToken cancellationToken = default) =>
        OnPartAsync(courseId, partId, revision, writer, "part-removed", (version, part) =>
        {
            version.Remove(part);
            return null;
        }, cancellationToken);

    private Task<WriteResult> OnPartAsync(int courseId, int partId, int revision, Viewer writer, string verb, Func<CourseVersion, CoursePart, WriteResult?> change, CancellationToken cancellationToken) =>
        ChangeAsync(courseId, revision, writer, verb, async (version, token) =>
        {
            // The part may be one of the live version, of which a copy is written now.
            var wanted = await database.CourseParts.AsNoTracking().Where(part => part.Id == partId).Select(part => new { part.Kind, part.TargetId }).SingleOrDefaultAsync(token);
            var part = wanted is null ? null : version.Parts.FirstOrDefault(own => own.Kind == wanted.Kind && own.TargetId == wanted.TargetId);
            return part is null ? (WriteResult.NotFound, "") : (change(version, part), part.Title);
        }, cancellationToken);

    private Task<WriteResult> ChangeAsync(
        int courseId, int revision, Viewer writer, string verb, Func<CourseVersion, CancellationToken, Task<(WriteResult? Refusal, string Detail)>> change, CancellationToken cancellationToken) =>
        database.InUnitAsync(
            async token =>
            {
                if (await database.LoadCourseAsync(courseId, token) is not { } course || !course.MayBeChangedBy(writer)) return WriteResult.NotFound;
                if (course.Revision != revision) return new WriteResult(WriteOutcome.Stale, course.Id, course.Revision);
                var now = time.GetUtcNow();
                var (refusal, detail) = await change(course.Rewrite(writer.PersonId, now), token);
                if (refusal is not null) return refusal;
                database.LogAudit(writer.PersonId, $"course.{verb}", "course", course.Id, now, detail);
                return await database.StoreAsync(course, token);
            },
            result => result.Succeeded,
            cancellationToken);

    /// <summary>Whether a course is another one, or contains it at any depth.</summary>
    private async Task<bool> LeadsToAsync(int from, int to, CancellationToken cancellationToken)
    {
        var seen = new HashSet<int> { from };
        IReadOnlyCollection<int> next = [from];
        while (next.Count > 0)
        {
            if (seen.Contains(to)) return true;
            var ids = next;
            var inside = await database.CourseVersions.AsNoTracking()
                .Where(version => ids.Contains(version.CourseId) && (version.Number == version.Course.LiveNumber || version.Number == version.Course.PendingNumber))
                .SelectMany(version => version.Parts).Where(part => part.Kind == LearningKind.Course).Select(part => part.TargetId).Distinct().ToListAsync(cancellationToken);
            next = [.. inside.Where(seen.Add)];
        }

        return seen.Contains(to);
    }

    private static WriteResult TooLong(string section) => WriteResult.Invalid("Section", $"The section has {section.Length} characters; at most {CoursePart.MaxSectionLength} fit.");

    private static string Shorten(string title) => title.Length <= CoursePart.MaxTitleLength ? title : title[..CoursePart.MaxTitleLength];
}
