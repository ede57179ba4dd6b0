using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Mail;
using EnablementHub.Platform.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Sessions.Passwords;

/// <summary>
/// Links with which a person chooses a password. A link carries the person's security stamp, which changes with the
/// password: so each works once, and a new password ends all older links.
/// </summary>
public sealed class PasswordLinks(IDataProtectionProvider protection, HubAddress address, TimeProvider time, IOptions<OrganisationOptions> organisation)
{
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromHours(24);
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);
    private const string ResetSubject = "Choose a new password";

    /// <summary>Someone who keeps asking must not fill another's mailbox.</summary>
    private static readonly TimeSpan MailPause = TimeSpan.FromMinutes(2);

    private readonly IDataProtector _protector = protection.CreateProtector("EnablementHub.PasswordLink.v1");

    public string Create(Person person, TimeSpan lifetime)
    {
        var text = string.Join('|', person.Id.ToString(CultureInfo.InvariantCulture), (time.GetUtcNow() + lifetime).UtcTicks.ToString(CultureInfo.InvariantCulture), person.SecurityStamp);
        return address.Link($"{PasswordController.ChoosePath}?token={WebEncoders.Base64UrlEncode(_protector.Protect(Encoding.UTF8.GetBytes(text)))}");
    }

    /// <summary>Whom the token is for and the stamp it was made with; null when it is forged, cut off or too old.</summary>
    public (int PersonId, string Stamp)? Read(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 2_000) return null;
        try
        {
            var parts = Encoding.UTF8.GetString(_protector.Unprotect(WebEncoders.Base64UrlDecode(token))).Split('|');
            return new DateTimeOffset(long.Parse(parts[1], CultureInfo.InvariantCulture), TimeSpan.Zero) > time.GetUtcNow()
                ? (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[2])
                : null;
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Adds the mail that lets somebody choose a new password, unless one was written a moment ago.</summary>
    public bool WriteReset(HubDbContext database, Person person)
    {
        var since = time.GetUtcNow() - MailPause;
        if (database.Outbox.Any(mail => mail.To == person.Email && mail.Subject == ResetSubject && mail.CreatedAt > since)) return false;
        Write(database, person, ResetSubject,
            $"Somebody, probably you, asked for a new password at {organisation.Value.Name}.\n\nChoose it here within 24 hours:\n{Create(person, ResetLifetime)}\n\nIf it wasn't you, leave this mail alone: your password stays as it is.");
        return true;
    }

    /// <summary>Adds the mail that welcomes somebody who has no password yet.</summary>
    public void WriteInvitation(HubDbContext database, Person person) =>
        Write(database, person, $"Your sign-in for {organisation.Value.Name}",
            $"You have been invited to {organisation.Value.Name}: what works in our sales, found in seconds.\n\nChoose your password here within seven days:\n{Create(person, InvitationLifetime)}\n\nLater you sign in at {address.Base} with this mail address.");

    private void Write(HubDbContext database, Person person, string subject, string text) => database.Outbox.Add(new OutboxMail
    {
        MessageId = Guid.NewGuid().ToString("N"),
        To = person.Email!,
        Subject = subject,
        Body = $"Hello {person.DisplayName},\n\n{text}\n",
        CreatedAt = time.GetUtcNow(),
        NextAttemptAt = time.GetUtcNow(),
    });
}
