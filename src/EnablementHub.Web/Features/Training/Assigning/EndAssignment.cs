using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Assigning;

/// <summary>Takes an assignment back: what is open goes, what is done stays on record.</summary>
public sealed class EndAssignment(HubDbContext database, TimeProvider time)
{
    public Task<WriteResult> RunAsync(int assignmentId, Viewer viewer, CancellationToken cancellationToken = default) => database.InUnitAsync(
        async token =>
        {
            var assignment = await database.Assignments.SeenBy(viewer).SingleOrDefaultAsync(a => a.Id == assignmentId, token);
            if (assignment is null) return WriteResult.NotFound;
            if (assignment.EndedAt is not null) return new WriteResult(WriteOutcome.Unchanged, assignment.Id);
            var now = time.GetUtcNow();
            assignment.End(now);
            await database.AssignedTraining.Where(assigned => assigned.AssignmentId == assignmentId && assigned.State == AssignedState.Open)
                .ExecuteUpdateAsync(set => set.SetProperty(assigned => assigned.State, AssignedState.Withdrawn).SetProperty(assigned => assigned.RemindOn, (DateOnly?)null), token);
            database.LogAudit(viewer.PersonId, "training.assignment-ended", "training-assignment", assignment.Id, now, assignment.Title);
            await database.SaveChangesAsync(token);
            return new WriteResult(WriteOutcome.Done, assignment.Id);
        },
        result => result.Succeeded,
        cancellationToken);
}

internal static class AssignmentReach
{
    /// <summary>Leads see all; managers their own and those of their teams.</summary>
    public static IQueryable<Assignment> SeenBy(this IQueryable<Assignment> assignments, Viewer viewer)
    {
        if (viewer.SeesEverything) return assignments;
        var (me, teams) = (viewer.PersonId, viewer.TeamIds());
        return assignments.Where(assignment => assignment.CreatedById == me || (assignment.TeamId != null && teams.Contains(assignment.TeamId.Value)));
    }
}
