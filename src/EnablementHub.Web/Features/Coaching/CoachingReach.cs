using EnablementHub.Features.Coaching.Writing;
using EnablementHub.Features.People;

namespace EnablementHub.Features.Coaching;

/// <summary>Whom somebody looks after, and what they read of what was written about them. The page "Who sees what" says the same in words.</summary>
public static class CoachingReach
{
    /// <summary>For those who may coach: leads everybody, managers the people of their teams. Nobody coaches themselves.</summary>
    public static IQueryable<Person> CoachedBy(this IQueryable<Person> people, Viewer viewer)
    {
        var me = viewer.PersonId;
        var others = people.Where(person => person.Id != me && person.DisabledAt == null);
        if (viewer.SeesEverything) return others;
        var teams = viewer.OwnTeams();
        return others.Where(person => person.Teams.Any(member => teams.Contains(member.TeamId)));
    }

    public static IReadOnlyList<int> OwnTeams(this Viewer viewer) => [.. viewer.GrantTokens.Select(Grants.TeamOf).OfType<int>()];

    /// <summary>What a coach reads about somebody whom they look after: what they wrote themselves, and what others shared.</summary>
    public static IQueryable<CoachingEntry> ReadableByCoach(this IQueryable<CoachingEntry> entries, Viewer viewer)
    {
        var me = viewer.PersonId;
        return entries.Where(entry => entry.RemovedAt == null && entry.PersonId != me && (entry.AuthorId == me || entry.IsShared));
    }
}
