using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Shared.Components.Forms;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People;

/// <summary>Reads for the pages of people and teams.</summary>
public sealed class PeopleQueries(HubDbContext database)
{
    public const int PageSize = 50;

    public async Task<PeoplePage> ListAsync(PeopleFilter filter, CancellationToken cancellationToken)
    {
        var query = Filtered(filter);
        var total = await query.CountAsync(cancellationToken);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var rows = await query.OrderBy(person => person.DisplayName).ThenBy(person => person.Id).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(person => new
            {
                person.Id,
                person.DisplayName,
                person.Email,
                person.DisabledAt,
                IsInvited = person.PasswordHash == null,
                Roles = database.UserRoles.Where(link => link.UserId == person.Id).Join(database.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
                Teams = person.Teams.Select(member => member.Team.Name).ToList(),
                LastSeenAt = database.SignInSessions.Where(session => session.PersonId == person.Id).Max(session => (DateTimeOffset?)session.LastSeenAt),
            })
            .ToListAsync(cancellationToken);
        return new PeoplePage
        {
            Filter = filter with { Page = page },
            People = [.. rows.Select(row => new PersonRow(row.Id, row.DisplayName, row.Email ?? "", row.Roles, row.Teams, row.DisabledAt is not null, row.IsInvited, row.LastSeenAt))],
            Teams = await TeamsAsync(cancellationToken),
            Total = total,
            Pages = pages,
        };
    }

    public async Task<IReadOnlyList<TeamRow>> TeamsAsync(CancellationToken cancellationToken)
    {
        var teams = await database.Teams.AsNoTracking().OrderBy(team => team.Name)
            .Select(team => new { team.Id, team.Name, team.Region, Members = database.TeamMembers.Count(member => member.TeamId == team.Id) }).ToListAsync(cancellationToken);
        var items = await database.ItemAudiences.GroupBy(audience => audience.Grant).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return [.. teams.Select(team => new TeamRow(team.Id, team.Name, team.Members, items.GetValueOrDefault(Grants.ForTeam(team.Id)), team.Region ?? ""))];
    }

    /// <summary>The page of one person as saved; null when there is no such person.</summary>
    public async Task<PersonPage?> FindAsync(int personId, CancellationToken cancellationToken)
    {
        var person = await database.Users.AsNoTracking().Include(p => p.Teams).SingleOrDefaultAsync(p => p.Id == personId, cancellationToken);
        if (person is null) return null;
        return new PersonPage
        {
            Form = new PersonForm
            {
                Id = person.Id,
                Name = person.DisplayName,
                Email = person.Email,
                Roles = await database.UserRoles.Where(link => link.UserId == personId).Join(database.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name!).ToArrayAsync(cancellationToken),
                TeamIds = [.. person.Teams.Select(member => member.TeamId)],
                TimeZone = person.TimeZone,
                StartedOn = $"{person.StartedOn:yyyy-MM-dd}",
            },
            Teams = await TeamsAsync(cancellationToken),
            IsDisabled = person.DisabledAt is not null,
            IsInvited = person.PasswordHash is null,
            Sessions = await database.SignInSessions.CountAsync(session => session.PersonId == personId, cancellationToken),
        };
    }

    /// <summary>What happens to a person who is disabled, and to what is theirs.</summary>
    public async Task<IReadOnlyList<Consequence>> ConsequencesOfDisablingAsync(PersonPage person, CancellationToken cancellationToken)
    {
        var id = person.Form.Id;
        var items = await database.Items.CountAsync(item => (item.OwnerId == id || item.VerifierId == id || item.BackupId == id) && item.State != PublicationState.Archived, cancellationToken);
        var consequences = new List<Consequence>
        {
            new(person.Sessions == 0 ? "They can't sign in any more." : $"They can't sign in any more; {(person.Sessions == 1 ? "the browser" : $"the {person.Sessions} browsers")} in which they are signed in stop within five seconds."),
            new("Their API tokens stop working."),
        };
        if (items > 0) consequences.Add(new($"{(items == 1 ? "1 item counts" : $"{items} items count")} on them as owner, verifier or backup. What they vouch for is no longer verified: decide about {(items == 1 ? "it" : "them")} first.", FormattableString.Invariant($"/people/{id}/leaving")));
        consequences.Add(new("What they wrote and what they did stays. You can enable them again at any time."));
        return consequences;
    }

    private IQueryable<Person> Filtered(PeopleFilter filter)
    {
        var query = database.Users.AsNoTracking();
        if (filter.Q?.Trim() is { Length: > 0 } words)
        {
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
            {
                var pattern = TextPattern.Containing(word);
                query = query.Where(person => EF.Functions.Like(person.DisplayName, pattern, TextPattern.Escape) || EF.Functions.Like(person.Email!, pattern, TextPattern.Escape));
            }
        }

        if (filter.Role is { Length: > 0 } role)
            query = query.Where(person => database.UserRoles.Any(link => link.UserId == person.Id && database.Roles.Any(row => row.Id == link.RoleId && row.Name == role)));
        if (filter.Team is { } team) query = query.Where(person => person.Teams.Any(member => member.TeamId == team));
        return filter.Status switch
        {
            PeopleFilter.Active => query.Where(person => person.DisabledAt == null && person.PasswordHash != null),
            PeopleFilter.Invited => query.Where(person => person.DisabledAt == null && person.PasswordHash == null),
            PeopleFilter.Disabled => query.Where(person => person.DisabledAt != null),
            _ => query,
        };
    }
}
