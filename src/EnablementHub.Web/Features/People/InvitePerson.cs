using EnablementHub.Data;
using EnablementHub.Features.Sessions.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People;

/// <summary>Adds a person and, when asked to, mails them the link with which they choose a password.</summary>
public sealed class InvitePerson(HubDbContext database, UserManager<Person> people, PasswordLinks links, TimeProvider time)
{
    public const string Taken = "Somebody here has this e-mail address already.";

    public async Task<PersonOutcome> RunAsync(PersonDetails details, int? by, bool mail, CancellationToken cancellationToken)
    {
        var refusals = details.Refusals();
        if (refusals.Count > 0) return new PersonOutcome(0, refusals);
        if (await people.FindByEmailAsync(details.Email.Trim()) is not null) return PersonOutcome.Refused(nameof(details.Email), Taken);
        return await database.InUnitAsync(token => AddAsync(details, by, mail, token), outcome => outcome.IsDone, cancellationToken);
    }

    /// <summary>A person without a password, complete but for roles and teams; not yet added to the database.</summary>
    internal static Person Create(PersonDetails details, UserManager<Person> people, DateTimeOffset now)
    {
        var email = details.Email.Trim();
        return new Person
        {
            DisplayName = details.Name.Trim(),
            Email = email,
            NormalizedEmail = people.NormalizeEmail(email),
            UserName = email,
            NormalizedUserName = people.NormalizeName(email),
            EmailConfirmed = true,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            TimeZone = string.IsNullOrEmpty(details.TimeZone) ? null : details.TimeZone,
            StartedOn = details.StartedOn,
            CreatedAt = now,
        };
    }

    private async Task<PersonOutcome> AddAsync(PersonDetails details, int? by, bool mail, CancellationToken cancellationToken)
    {
        var person = Create(details, people, time.GetUtcNow());
        var known = await database.Teams.Where(team => details.TeamIds.Contains(team.Id)).Select(team => team.Id).ToListAsync(cancellationToken);
        person.SetTeams(known);
        database.Users.Add(person);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (!DatabaseFailure.IsPassing(error))
        {
            // Two invitations at the same moment: the unique name decides.
            return PersonOutcome.Refused(nameof(details.Email), Taken);
        }

        await PeopleRules.SetRolesAsync(database, person.Id, [.. details.Roles], cancellationToken);
        if (mail) links.WriteInvitation(database, person);
        database.Record(time.GetUtcNow(), by, "person.invited", PersonAudit.Person, person.Id, $"{person.DisplayName}, {person.Email}; {string.Join(", ", details.Roles)}");
        await database.SaveChangesAsync(cancellationToken);
        return PersonOutcome.Done(person.Id);
    }
}
