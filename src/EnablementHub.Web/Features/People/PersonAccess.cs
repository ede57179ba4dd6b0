using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using EnablementHub.Data;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People;

/// <summary>What decides what a person may do, as read at one moment.</summary>
public sealed record PersonAccess(int PersonId, string Name, string Email, string? TimeZone, string? Theme, bool IsDisabled, IReadOnlyList<string> Roles, IReadOnlyList<int> TeamIds)
{
    /// <summary>The number of a reader who is no person: what they do is not recorded.</summary>
    public const int Nobody = 0;

    /// <summary>The zone for people who chose none.</summary>
    public string? OrganisationZone { get; init; }

    public ClaimsPrincipal ToPrincipal(string authenticationType, IEnumerable<Claim>? extra = null)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, PersonId.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, Name),
            new(ClaimTypes.Email, Email),
        };
        claims.AddRange(Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        claims.AddRange(TeamIds.Select(team => new Claim(PersonClaims.Team, team.ToString(CultureInfo.InvariantCulture))));
        if ((TimeZone ?? OrganisationZone) is { } zone) claims.Add(new Claim(PersonClaims.TimeZone, zone));
        if (Theme is not null) claims.Add(new Claim(PersonClaims.Theme, Theme));
        if (extra is not null) claims.AddRange(extra);
        return new ClaimsPrincipal(new ClaimsIdentity(claims, authenticationType));
    }
}

public static class PersonClaims
{
    public const string Team = "hub:team";
    public const string TimeZone = "hub:zone";
    public const string Theme = "hub:theme";

    /// <summary>Scope of the API token that signed the request; absent for browsers.</summary>
    public const string TokenScope = TokenScopes.Claim;

    public static int PersonId(this ClaimsPrincipal person) => int.Parse(person.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);

    public static Viewer Viewer(this ClaimsPrincipal person) => new()
    {
        PersonId = person.PersonId(),
        SeesEverything = person.Can(Capability.ManageContent),
        GrantTokens = [.. person.FindAll(ClaimTypes.Role).Select(claim => Grants.ForRole(claim.Value))
            .Concat(person.FindAll(Team).Select(claim => Grants.ForTeam(int.Parse(claim.Value, CultureInfo.InvariantCulture))))
            .Order(StringComparer.Ordinal)],
    };
}

/// <summary>
/// Roles, teams and the disabled mark of people, re-read after three seconds at the latest, so that a change holds on
/// every node within five. A change made on this node holds at once through <see cref="Forget"/>.
/// </summary>
public sealed class PersonAccessCache(IDbContextFactory<HubDbContext> databases, OrganisationClock organisation, TimeProvider time)
{
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<int, Entry> _entries = new();

    public async ValueTask<PersonAccess?> FindAsync(int personId, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (_entries.TryGetValue(personId, out var entry) && time.GetElapsedTime(entry.ReadAt, now) < Staleness) return entry.Access;
        var access = await ReadAsync(personId, cancellationToken);
        _entries[personId] = new Entry(access, now);
        return access;
    }

    public void Forget(int personId) => _entries.TryRemove(personId, out _);

    /// <summary>For changes that touch many people at once, such as deleting a team.</summary>
    public void ForgetAll() => _entries.Clear();

    private async Task<PersonAccess?> ReadAsync(int personId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var person = await database.Users.AsNoTracking().Where(p => p.Id == personId)
            .Select(p => new
            {
                p.DisplayName,
                p.Email,
                p.TimeZone,
                p.Theme,
                p.DisabledAt,
                Teams = p.Teams.Select(member => member.TeamId).ToList(),
                Roles = database.UserRoles.Where(role => role.UserId == p.Id).Join(database.Roles, role => role.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return person is null
            ? null
            : new PersonAccess(personId, person.DisplayName, person.Email ?? "", person.TimeZone, person.Theme, person.DisabledAt is not null, person.Roles, person.Teams) { OrganisationZone = organisation.Zone.Id };
    }

    private sealed record Entry(PersonAccess? Access, long ReadAt);
}
