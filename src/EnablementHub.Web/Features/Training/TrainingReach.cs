using EnablementHub.Features.People;

namespace EnablementHub.Features.Training;

/// <summary>Whom somebody may assign training to and whose training they see: leads everybody, managers the people of their teams.</summary>
public static class TrainingReach
{
    public static IQueryable<Person> ReachedBy(this IQueryable<Person> people, Viewer viewer)
    {
        if (viewer.SeesEverything) return people;
        var teams = viewer.TeamIds();
        return people.Where(person => person.Teams.Any(member => teams.Contains(member.TeamId)));
    }

    public static IReadOnlyList<int> TeamIds(this Viewer viewer) => [.. viewer.GrantTokens.Select(Grants.TeamOf).OfType<int>()];

    public static bool Reaches(this Viewer viewer, int teamId) => viewer.SeesEverything || viewer.TeamIds().Contains(teamId);
}
