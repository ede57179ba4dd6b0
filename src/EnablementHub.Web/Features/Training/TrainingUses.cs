using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Features.Training.Courses;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training;

/// <summary>Courses of which an item is a part, assignments of it, and sessions whose recording it holds.</summary>
public sealed class TrainingUses(HubDbContext database, GiveTraining give, TimeProvider time) : IItemUses
{
    public async Task<IReadOnlyList<ItemDependant>> FindAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken)
    {
        var parts = await (
            from version in database.CourseVersions.AsNoTracking()
            from part in version.Parts
            where part.Kind == LearningKind.Item && itemIds.Contains(part.TargetId)
                && (version.Number == version.Course.LiveNumber || version.Number == version.Course.PendingNumber)
                && (forGood || version.Course.State == TrainingState.Published)
            select new { part.TargetId, version.CourseId, version.Number, version.Title, version.Course.State }).ToListAsync(cancellationToken);
        var assigned = await database.Assignments.AsNoTracking()
            .Where(assignment => assignment.TargetKind == LearningKind.Item && itemIds.Contains(assignment.TargetId) && (forGood || (assignment.EndedAt == null
                && (assignment.Scope == AssignmentScope.Joiners || database.AssignedTraining.Any(person => person.AssignmentId == assignment.Id && person.State == AssignedState.Open)))))
            .OrderBy(assignment => assignment.Id)
            .Select(assignment => new { assignment.TargetId, assignment.Id, assignment.Title, Open = database.AssignedTraining.Count(person => person.AssignmentId == assignment.Id && person.State == AssignedState.Open) }).ToListAsync(cancellationToken);
        var sessions = await database.LiveSessions.AsNoTracking()
            .Where(session => session.RecordingItemId != null && itemIds.Contains(session.RecordingItemId.Value) && (forGood || session.CancelledAt == null))
            .OrderBy(session => session.Id).Select(session => new { ItemId = session.RecordingItemId!.Value, session.Id, session.Title }).ToListAsync(cancellationToken);
        return
        [
            .. parts.GroupBy(part => (part.TargetId, part.CourseId)).OrderBy(course => course.Key.CourseId).Select(course => course.MaxBy(part => part.Number)!).Select(part => new ItemDependant(
                part.TargetId,
                new Dependant("course", part.Title, part.State == TrainingState.Published ? TrainingLinks.Course(part.CourseId) : TrainingLinks.EditCourse(part.CourseId), "training-video", "has it as a part") { Needs = part.State == TrainingState.Published ? null : Capability.WriteContent })),
            .. assigned.Select(assignment => new ItemDependant(assignment.TargetId, new Dependant("assignment", assignment.Title, TrainingLinks.Assignment(assignment.Id), "team", HowAssigned(assignment.Open)) { Needs = Capability.AssignTraining })),
            .. sessions.Select(session => new ItemDependant(session.ItemId, new Dependant("live session", session.Title, TrainingLinks.LiveSession(session.Id), "play", "shows it as its recording"))),
        ];
    }

    /// <summary>
    /// What a course consists of is a new version, which holds at once; where somebody is writing one, it waits in that. People who
    /// have an assignment open do the other item; what is done stays as it was done.
    /// </summary>
    public async Task<IReadOnlyList<LedPlace>> LeadAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken) =>
    [
        .. await LeadCoursesAsync(fromItemId, toItemId, only, cancellationToken),
        .. await LeadAssignmentsAsync(fromItemId, toItemId, only, cancellationToken),
        .. await LeadSessionsAsync(fromItemId, toItemId, only, cancellationToken),
    ];

    private static string HowAssigned(int open) => open == 0 ? "asks for it" : open == 1 ? "1 person still has to learn it" : string.Create(CultureInfo.InvariantCulture, $"{open} people still have to learn it");

    private async Task<List<LedPlace>> LeadCoursesAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken)
    {
        var (from, to) = (new LearningKey(LearningKind.Item, fromItemId), new LearningKey(LearningKind.Item, toItemId));
        var now = time.GetUtcNow();
        var led = new List<LedPlace>();
        var courses = await database.Courses.Include(course => course.Versions).ThenInclude(version => version.Parts).AsSplitQuery()
            .Where(course => course.State != TrainingState.Retired && course.Versions.Any(version => (version.Number == course.LiveNumber || version.Number == course.PendingNumber)
                && version.Parts.Any(part => part.Kind == LearningKind.Item && part.TargetId == fromItemId)))
            .ToListAsync(cancellationToken);
        if (courses.Count == 0) return led;
        var title = await database.Items.Where(item => item.Id == toItemId).Select(item => item.Versions.Where(version => version.Number == (item.LiveNumber ?? item.PendingNumber)).Select(version => version.Title).FirstOrDefault()).SingleOrDefaultAsync(cancellationToken);
        foreach (var course in courses)
        {
            var place = new PlaceKey("course", course.Id);
            if (only?.Contains(place) == false) continue;
            var isBegun = course.Pending is not null;
            var isMerged = course.Rewrite(course.Newest.AuthorId, now).Lead(from, to, title ?? "");
            if (!isBegun) course.Publish(now);
            led.Add(new LedPlace(place, "course", course.Newest.Title, TrainingLinks.EditCourse(course.Id), isMerged));
        }

        return led;
    }

    private async Task<List<LedPlace>> LeadAssignmentsAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken)
    {
        var led = new List<LedPlace>();
        foreach (var assignment in await database.Assignments.AsNoTracking().Where(a => a.EndedAt == null && a.TargetKind == LearningKind.Item && a.TargetId == fromItemId).OrderBy(a => a.Id).ToListAsync(cancellationToken))
        {
            var place = new PlaceKey("assignment", assignment.Id);
            if (only?.Contains(place) == false) continue;
            var open = database.AssignedTraining.Where(person => person.AssignmentId == assignment.Id && person.State == AssignedState.Open && person.TargetKind == LearningKind.Item && person.TargetId == fromItemId);

            // Of one thing nobody has two that are open.
            var twice = await open.Where(person => database.AssignedTraining.Any(other => other.PersonId == person.PersonId && other.State == AssignedState.Open && other.TargetKind == LearningKind.Item && other.TargetId == toItemId))
                .ExecuteUpdateAsync(set => set.SetProperty(person => person.State, AssignedState.Withdrawn).SetProperty(person => person.RemindOn, (DateOnly?)null), cancellationToken);
            await open.ExecuteUpdateAsync(set => set.SetProperty(person => person.TargetId, toItemId), cancellationToken);
            await database.Assignments.Where(a => a.Id == assignment.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.TargetId, toItemId).SetProperty(a => a.Revision, a => a.Revision + 1), cancellationToken);
            await give.TickEarlierAsync(assignment, cancellationToken);
            led.Add(new LedPlace(place, "assignment", assignment.Title, TrainingLinks.Assignment(assignment.Id), twice > 0));
        }

        return led;
    }

    private async Task<List<LedPlace>> LeadSessionsAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken)
    {
        var led = new List<LedPlace>();
        foreach (var session in await database.LiveSessions.Where(session => session.RecordingItemId == fromItemId).OrderBy(session => session.Id).ToListAsync(cancellationToken))
        {
            var place = new PlaceKey("live-session", session.Id);
            if (only?.Contains(place) == false) continue;
            session.RecordingItemId = toItemId;
            session.Change(movesIt: false);
            led.Add(new LedPlace(place, "live session", session.Title, TrainingLinks.LiveSession(session.Id)));
        }

        return led;
    }
}
