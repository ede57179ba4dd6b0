using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Insights;

public sealed record InsightTeam(int Id, string Name, int People);

/// <summary>Teams whose use may be shown apart: in a small one a figure would be somebody's name.</summary>
public sealed class InsightTeams(HubDbContext database)
{
    public const int FewestPeople = 5;

    public async Task<IReadOnlyList<InsightTeam>> ReadAsync(CancellationToken cancellationToken)
    {
        var teams = await database.Teams.AsNoTracking().OrderBy(team => team.Name)
            .Select(team => new { team.Id, team.Name, People = database.TeamMembers.Count(member => member.TeamId == team.Id && database.Users.Any(person => person.Id == member.PersonId && person.DisabledAt == null)) })
            .Where(team => team.People >= FewestPeople).ToListAsync(cancellationToken);
        return [.. teams.Select(team => new InsightTeam(team.Id, team.Name, team.People))];
    }
}
