using EnablementHub.Data;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Api.People;

/// <summary>Reads people for programs: a fixed number of queries, however many.</summary>
public sealed class PersonRows(HubDbContext database)
{
    public const string Active = "active";
    public const string Invited = "invited";
    public const string Disabled = "disabled";

    internal async Task<PersonAnswer?> FindAsync(int id, CancellationToken cancellationToken) =>
        (await ReadAsync(database.Users.AsNoTracking().Where(person => person.Id == id), cancellationToken)).SingleOrDefault();

    /// <summary>One row more than the limit tells that there is another page.</summary>
    internal Task<IReadOnlyList<PersonAnswer>> ListAsync(PersonFilter filter, long after, int limit, CancellationToken cancellationToken)
    {
        var people = database.Users.AsNoTracking().Where(person => person.Id > after);
        if (filter.Email is { } email)
        {
            var normal = email.Trim().ToUpperInvariant();
            people = people.Where(person => person.NormalizedEmail == normal);
        }

        if (filter.Role is { } role) people = people.Where(person => database.UserRoles.Any(given => given.UserId == person.Id && database.Roles.Any(known => known.Id == given.RoleId && known.Name == role)));
        if (filter.Team is { } team) people = people.Where(person => person.Teams.Any(member => member.TeamId == team));
        people = filter.State switch
        {
            Active => people.Where(person => person.DisabledAt == null && person.PasswordHash != null),
            Invited => people.Where(person => person.DisabledAt == null && person.PasswordHash == null),
            Disabled => people.Where(person => person.DisabledAt != null),
            _ => people,
        };
        return ReadAsync(people.OrderBy(person => person.Id).Take(limit + 1), cancellationToken);
    }

    private async Task<IReadOnlyList<PersonAnswer>> ReadAsync(IQueryable<Person> people, CancellationToken cancellationToken)
    {
        var rows = await people.OrderBy(person => person.Id).AsSplitQuery().Select(person => new
        {
            person.Id,
            person.DisplayName,
            person.Email,
            person.DisabledAt,
            IsInvited = person.PasswordHash == null,
            person.TimeZone,
            person.StartedOn,
            person.CreatedAt,
            Roles = database.UserRoles.Where(given => given.UserId == person.Id).Join(database.Roles, given => given.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
            Teams = person.Teams.Select(member => member.TeamId).ToList(),
        }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new PersonAnswer(
            row.Id, row.DisplayName, row.Email ?? "", row.DisabledAt is not null ? Disabled : row.IsInvited ? Invited : Active,
            [.. row.Roles.Order(StringComparer.Ordinal)], [.. row.Teams.Order()], row.TimeZone, row.StartedOn, row.CreatedAt))];
    }
}

internal sealed record PersonFilter(string? Email, string? Role, int? Team, string? State);
