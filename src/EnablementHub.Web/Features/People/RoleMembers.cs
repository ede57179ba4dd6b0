using EnablementHub.Data;

namespace EnablementHub.Features.People;

public static class RoleMembers
{
    /// <summary>Numbers of those who have the role and may sign in; for telling them something.</summary>
    public static IQueryable<int> ActiveIn(this HubDbContext database, string role) => (
        from person in database.Users
        join given in database.UserRoles on person.Id equals given.UserId
        join held in database.Roles on given.RoleId equals held.Id
        where held.Name == role && person.DisabledAt == null
        select person.Id).Distinct();
}
