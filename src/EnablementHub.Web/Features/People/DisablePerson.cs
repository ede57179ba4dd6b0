using EnablementHub.Data;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Sessions;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People;

/// <summary>Closes the hub to a person, or opens it again. Their sessions end; what they wrote and their tokens' names stay.</summary>
public sealed class DisablePerson(HubDbContext database, PersonAccessCache access, DatabaseTicketStore tickets, OrganisationClock clock)
{
    /// <returns>Null when it is done, else the sentence that says why not.</returns>
    public async Task<string?> RunAsync(int personId, bool disabled, int? by, CancellationToken cancellationToken)
    {
        var refusal = await database.InUnitAsync(token => SwitchAsync(personId, disabled, by, token), sentence => sentence is null, cancellationToken);
        if (refusal is not null) return refusal;
        access.Forget(personId);
        tickets.Forget(personId);
        return null;
    }

    private async Task<string?> SwitchAsync(int personId, bool disabled, int? by, CancellationToken cancellationToken)
    {
        var person = await database.Users.SingleAsync(p => p.Id == personId, cancellationToken);
        if (person.DisabledAt is not null == disabled) return null;
        if (disabled && personId == by) return "You can't disable yourself. Ask another administrator.";
        if (disabled && await database.Users.AnyAsync(p => p.Id == personId && PeopleRules.WithRole(database, Platform.Security.HubRoles.Administrator).Contains(p), cancellationToken)
            && !await PeopleRules.HasOtherAdministratorAsync(database, [personId], cancellationToken))
            return PeopleRules.LastAdministrator;
        person.DisabledAt = disabled ? clock.Now : null;

        // Links in mails that were sent before die with the old stamp.
        person.SecurityStamp = Guid.NewGuid().ToString("N");
        database.Record(clock.Now, by, disabled ? "person.disabled" : "person.enabled", PersonAudit.Person, personId, person.DisplayName);
        if (disabled) await database.EndTrustOfLeaverAsync(personId, by, clock, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        if (disabled) await database.SignInSessions.Where(session => session.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        return null;
    }
}
