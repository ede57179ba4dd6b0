using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Assigning;

/// <summary>Gives what is assigned to everybody who joins a team to those who have joined since its last turn. Whoever had it once, and left and came back, doesn't get it again.</summary>
internal sealed class AssignJoinersJob(HubDbContext database, GiveTraining give, OrganisationClock clock) : IRecurringJob
{
    public string Name => "training-joiners";

    public TimeSpan Interval => TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Asked first, so that a turn without anything to do writes nothing.
        var joined = await database.Assignments.AsNoTracking()
            .Where(rule => rule.Scope == AssignmentScope.Joiners && rule.EndedAt == null && rule.TeamId != null
                && database.TeamMembers.Any(member => member.TeamId == rule.TeamId && !database.AssignedTraining.Any(assigned => assigned.AssignmentId == rule.Id && assigned.PersonId == member.PersonId)))
            .OrderBy(rule => rule.Id).ToListAsync(cancellationToken);
        foreach (var rule in joined)
        {
            await database.InUnitAsync(
                async token =>
                {
                    await give.RunAsync(rule, clock.Today.AddDays(rule.DueAfterDays ?? 0), [], token);
                    await give.TickEarlierAsync(rule, token);
                },
                cancellationToken);
        }
    }
}
