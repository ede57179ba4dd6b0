using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Features.People.Holidays;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Seed;

/// <summary>Creates the seed's people and teams. They get no password here, so nobody can sign in as them until one is set.</summary>
public sealed class SeedPeople(HubDbContext database, UserManager<Person> people, OrganisationClock clock)
{
    /// <returns>Person id by e-mail address.</returns>
    public async Task<IReadOnlyDictionary<string, int>> AddAsync(IReadOnlyList<SeedPerson> rows, IReadOnlyDictionary<string, int> teams, SeedDates dates)
    {
        var byEmail = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            if (await people.FindByEmailAsync(row.Email) is { } existing)
            {
                byEmail[row.Email] = existing.Id;
                continue;
            }

            var started = dates.DayOrNull(row.Started);
            var person = new Person
            {
                DisplayName = row.Name,
                Email = row.Email,
                UserName = row.Email,
                EmailConfirmed = true,
                TimeZone = row.TimeZone.Length == 0 ? null : row.TimeZone,
                StartedOn = started,
                CreatedAt = started is { } day && day <= clock.Today ? clock.StartOf(day) : clock.Now,
            };
            person.SetTeams(Split(row.Teams).Select(key => teams.TryGetValue(key, out var id) ? id : throw new SeedException($"people.csv: {row.Email} is in team \"{key}\", which hub.yaml doesn't have.")));
            Ensure(await people.CreateAsync(person), row);
            foreach (var role in Split(row.Roles))
            {
                if (!HubRoles.All.Contains(role)) throw new SeedException($"people.csv: {row.Email} has the role \"{role}\". The roles are {string.Join(", ", HubRoles.All)}.");
                Ensure(await people.AddToRoleAsync(person, role), row);
            }

            byEmail[row.Email] = person.Id;
        }

        return byEmail;
    }

    /// <returns>Team id by the seed's key.</returns>
    public async Task<IReadOnlyDictionary<string, int>> AddTeamsAsync(SeedHub hub, CancellationToken cancellationToken)
    {
        var existing = await database.Teams.ToDictionaryAsync(team => team.Name, StringComparer.OrdinalIgnoreCase, cancellationToken);
        var teams = hub.Teams.ToDictionary(
            team => team.Key,
            team => existing.TryGetValue(team.Name, out var known) ? known : database.Add(new Team { Name = team.Name, Region = team.Region }).Entity,
            StringComparer.Ordinal);
        await database.SaveChangesAsync(cancellationToken);
        return teams.ToDictionary(pair => pair.Key, pair => pair.Value.Id, StringComparer.Ordinal);
    }

    /// <summary>Those that the hub doesn't have yet.</summary>
    public async Task AddHolidaysAsync(SeedHub hub, SeedDates dates, CancellationToken cancellationToken)
    {
        var known = (await database.Holidays.Select(holiday => new { holiday.Day, holiday.Region }).ToListAsync(cancellationToken)).Select(holiday => (holiday.Day, holiday.Region)).ToHashSet();
        foreach (var holiday in hub.Holidays)
        {
            if (known.Add((dates.Day(holiday.Day), holiday.Region))) database.Add(new Holiday { Day = dates.Day(holiday.Day), Name = holiday.Name, Region = holiday.Region });
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void Ensure(IdentityResult result, SeedPerson row)
    {
        if (!result.Succeeded) throw new SeedException($"people.csv: {row.Email}: {string.Join(' ', result.Errors.Select(error => error.Description))}");
    }
}
