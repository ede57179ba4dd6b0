using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Standing;

/// <summary>Works out how some people stand today, and keeps it.</summary>
public sealed class ReckonReadiness(HubDbContext database, StandingReader standing, OrganisationClock clock)
{
    /// <param name="people">Some hundred at most: their requirements are held in memory.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task RunAsync(IReadOnlyCollection<int> people, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var lines = await standing.ReadAsync(people, cancellationToken);
        var active = (await Sellers().Where(person => people.Contains(person.Id)).Select(person => person.Id).ToListAsync(cancellationToken)).ToHashSet();
        var completed = await database.Checklists.Where(checklist => people.Contains(checklist.PersonId) && checklist.CompletedAt != null)
            .GroupBy(checklist => checklist.PersonId).Select(own => new { own.Key, At = own.Min(checklist => checklist.CompletedAt) }).ToDictionaryAsync(own => own.Key, own => own.At, cancellationToken);
        var rows = await database.ReadinessRows.Where(row => people.Contains(row.PersonId)).ToDictionaryAsync(row => row.PersonId, cancellationToken);
        foreach (var person in people)
        {
            if (!rows.TryGetValue(person, out var row)) database.Add(row = new ReadinessRow { PersonId = person });
            var own = lines[person];
            DateOnly? ready = completed.GetValueOrDefault(person) is { } at ? clock.DayOf(at) : own.Percent == 100 ? today : null;
            row.Set(active.Contains(person), own.Percent, own.Overdue, own.OverdueMandatory, own.Expiring, ready, today);
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Those who stand on the board.</summary>
    public IQueryable<Person> Sellers() => database.Users.AsNoTracking()
        .Where(person => person.DisabledAt == null && database.UserRoles.Any(given => given.UserId == person.Id && database.Roles.Any(role => role.Id == given.RoleId && role.Name == HubRoles.Rep)));
}
