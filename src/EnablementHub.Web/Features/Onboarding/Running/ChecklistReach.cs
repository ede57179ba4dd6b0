using EnablementHub.Features.People;

namespace EnablementHub.Features.Onboarding.Running;

/// <summary>Whose checklists somebody sees besides their own: leads all, managers those of their teams and those whom they look after.</summary>
public static class ChecklistReach
{
    public static IQueryable<Checklist> ReachedBy(this IQueryable<Checklist> checklists, Viewer viewer)
    {
        if (viewer.SeesEverything) return checklists;
        var teams = viewer.GrantTokens.Select(Grants.TeamOf).OfType<int>().ToList();
        var me = viewer.PersonId;
        return checklists.Where(checklist => checklist.ManagerId == me || checklist.Person.Teams.Any(member => teams.Contains(member.TeamId)));
    }
}
