using EnablementHub.Data;
using EnablementHub.Features.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Sessions.Passwords;

/// <summary>Gives a person a new password: ends their other sessions, every older link and a lockout with it.</summary>
public sealed class SetPassword(UserManager<Person> people, HubDbContext database, DatabaseTicketStore tickets, TimeProvider time)
{
    private const string ChangedMeanwhile = "Your sign-in was changed by someone else at the same moment. Try again.";

    /// <param name="person">As read when it was found that they may.</param>
    /// <param name="password">What they chose.</param>
    /// <param name="by">Who acts; null at the command line.</param>
    /// <param name="keepKeyHash">The session that stays, by its key's hash; null: none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Null when it is set, else the sentence that says why not.</returns>
    public async Task<string?> RunAsync(Person person, string password, int? by, string? keepKeyHash, CancellationToken cancellationToken)
    {
        if (PasswordRules.Refusal(password, person.DisplayName, person.Email ?? "") is { } refusal) return refusal;
        var hash = people.PasswordHasher.HashPassword(person, password);
        var refused = await database.InUnitAsync(token => SetAsync(person, hash, by, keepKeyHash, token), sentence => sentence is null, cancellationToken);
        if (refused is null) tickets.Forget(person.Id);
        return refused;
    }

    private async Task<string?> SetAsync(Person known, string passwordHash, int? by, string? keepKeyHash, CancellationToken cancellationToken)
    {
        var person = await database.Users.SingleAsync(p => p.Id == known.Id, cancellationToken);

        // A link works once: whoever was let in by an older stamp isn't any more.
        if (person.ConcurrencyStamp != known.ConcurrencyStamp) return ChangedMeanwhile;
        person.PasswordHash = passwordHash;
        person.LockoutEnd = null;
        person.AccessFailedCount = 0;
        database.Record(time.GetUtcNow(), by, "person.password-set", PersonAudit.Person, person.Id);
        var saved = await people.UpdateSecurityStampAsync(person);
        if (!saved.Succeeded) return ChangedMeanwhile;
        await database.SignInSessions.Where(session => session.PersonId == person.Id && session.KeyHash != keepKeyHash).ExecuteDeleteAsync(cancellationToken);
        return null;
    }
}
