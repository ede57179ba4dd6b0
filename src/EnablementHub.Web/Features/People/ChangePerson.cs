using EnablementHub.Data;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People;

/// <summary>Changes who a person is and what they may do. Holds on this node at once, on others within five seconds.</summary>
public sealed class ChangePerson(HubDbContext database, UserManager<Person> people, PersonAccessCache access, TimeProvider time)
{
    public async Task<PersonOutcome> RunAsync(int personId, PersonDetails details, int? by, CancellationToken cancellationToken)
    {
        var refusals = details.Refusals();
        if (refusals.Count > 0) return new PersonOutcome(personId, refusals);
        var outcome = await database.InUnitAsync(token => ChangeAsync(personId, details, by, token), done => done.IsDone, cancellationToken);
        if (outcome.IsDone) access.Forget(personId);
        return outcome;
    }

    /// <summary>What it reads holds until it is written, so two administrators can't demote each other at once.</summary>
    private async Task<PersonOutcome> ChangeAsync(int personId, PersonDetails details, int? by, CancellationToken cancellationToken)
    {
        var person = await database.Users.Include(p => p.Teams).SingleAsync(p => p.Id == personId, cancellationToken);
        var email = people.NormalizeEmail(details.Email.Trim());
        if (await database.Users.AnyAsync(p => p.NormalizedEmail == email && p.Id != personId, cancellationToken)) return PersonOutcome.Refused(nameof(details.Email), InvitePerson.Taken);
        var before = await RolesAsync(personId, cancellationToken);
        if (before.Contains(HubRoles.Administrator) && !details.Roles.Contains(HubRoles.Administrator)
            && !await PeopleRules.HasOtherAdministratorAsync(database, [personId], cancellationToken))
            return PersonOutcome.Refused(nameof(details.Roles), PeopleRules.LastAdministrator);

        var changes = Changes(person, details, before);
        person.DisplayName = details.Name.Trim();
        person.Email = person.UserName = details.Email.Trim();
        person.NormalizedEmail = email;
        person.NormalizedUserName = people.NormalizeName(person.UserName);
        person.TimeZone = string.IsNullOrEmpty(details.TimeZone) ? null : details.TimeZone;
        person.StartedOn = details.StartedOn;
        person.SetTeams(await database.Teams.Where(team => details.TeamIds.Contains(team.Id)).Select(team => team.Id).ToListAsync(cancellationToken));
        await PeopleRules.SetRolesAsync(database, personId, [.. details.Roles], cancellationToken);
        database.Record(time.GetUtcNow(), by, "person.changed", PersonAudit.Person, personId, changes);
        await database.SaveChangesAsync(cancellationToken);
        return PersonOutcome.Done(personId);
    }

    private Task<List<string>> RolesAsync(int personId, CancellationToken cancellationToken) =>
        database.UserRoles.Where(link => link.UserId == personId).Join(database.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name!).ToListAsync(cancellationToken);

    private static string Changes(Person person, PersonDetails details, List<string> roles)
    {
        var changes = new List<string>();
        Add("name", person.DisplayName, details.Name.Trim());
        Add("e-mail", person.Email, details.Email.Trim());
        Add("roles", string.Join(", ", roles.Order(StringComparer.Ordinal)), string.Join(", ", details.Roles.Order(StringComparer.Ordinal)));
        Add("teams", string.Join(", ", person.Teams.Select(team => team.TeamId).Order()), string.Join(", ", details.TeamIds.Order()));
        Add("time zone", person.TimeZone ?? "", details.TimeZone ?? "");
        Add("first day", $"{person.StartedOn:O}", $"{details.StartedOn:O}");
        return string.Join("; ", changes);

        void Add(string what, string? before, string after)
        {
            if (before != after) changes.Add($"{what}: {before} → {after}");
        }
    }
}
