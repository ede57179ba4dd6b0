using EnablementHub.Data;
using EnablementHub.Features.Notifications.Mailing;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications.Choosing;

/// <summary>Ends all mails to a person but mandatory ones; what they chose for each kind is kept for the day they want mails again.</summary>
public sealed class EndMails(HubDbContext database, TimeProvider time)
{
    /// <returns>The person's address; null when there is no such person.</returns>
    public Task<string?> RunAsync(int personId, CancellationToken cancellationToken) => database.InUnitAsync(token => EndAsync(personId, token), email => email is not null, cancellationToken);

    private async Task<string?> EndAsync(int personId, CancellationToken cancellationToken)
    {
        if (await database.Users.Where(person => person.Id == personId).Select(person => person.Email).SingleOrDefaultAsync(cancellationToken) is not { } email) return null;
        var settings = await database.MailSettings.SingleOrDefaultAsync(s => s.PersonId == personId, cancellationToken);
        if (settings is null) database.Add(settings = new MailSettings { PersonId = personId });
        if (settings.IsOff) return email;
        settings.IsOff = true;
        database.Record(time.GetUtcNow(), personId, "person.mails-ended", PersonAudit.Person, personId);
        await database.SaveChangesAsync(cancellationToken);
        return email;
    }
}
