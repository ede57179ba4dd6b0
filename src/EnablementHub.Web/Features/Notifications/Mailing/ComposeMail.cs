using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.People;
using EnablementHub.Platform.Mail;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications.Mailing;

/// <summary>
/// Writes one mail with all that waits for a person, or decides that none of it needs one. The message id follows from
/// person and day, so two nodes can't write two; what is decided is stored with the mail or not at all.
/// </summary>
public sealed class ComposeMail(HubDbContext database, PersonAccessCache access, MailWording wording, OrganisationClock clock)
{
    private const string Identity = "mail";

    public async Task RunAsync(int personId, DateOnly day, bool mandatory, CancellationToken cancellationToken)
    {
        var person = await access.FindAsync(personId, cancellationToken);
        try
        {
            await database.InUnitAsync(token => WriteAsync(person, personId, day, mandatory, token), cancellationToken);
        }
        catch (DbUpdateException error) when (!DatabaseFailure.IsPassing(error) && !Waits(personId, mandatory))
        {
            // Another node was quicker.
        }
    }

    private bool Waits(int personId, bool mandatory) => database.Notices.Any(notice => notice.PersonId == personId && notice.MailDecidedAt == null && notice.IsMandatory == mandatory);

    private async Task WriteAsync(PersonAccess? person, int personId, DateOnly day, bool mandatory, CancellationToken cancellationToken)
    {
        var notices = await database.Notices.Where(notice => notice.PersonId == personId && notice.MailDecidedAt == null && notice.IsMandatory == mandatory).OrderBy(notice => notice.Id).ToListAsync(cancellationToken);
        if (notices.Count == 0) return;
        foreach (var notice in notices) notice.MailDecidedAt = clock.Now;
        if (person is { IsDisabled: false, Email.Length: > 0 })
        {
            var visible = await NoticeVisibility.ReadAsync(database, notices, person.ToPrincipal(Identity).Reader(clock.Today), cancellationToken);
            var worth = await WorthAMailAsync(person, [.. notices.Where(visible.IsWorthAMail)], mandatory, cancellationToken);
            if (worth.Count > 0) database.Outbox.Add(MailOf(person, worth, visible, day, mandatory));
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>What the person wants by mail, and hasn't read in the hub meanwhile.</summary>
    private async Task<IReadOnlyList<NoticeRow>> WorthAMailAsync(PersonAccess person, IReadOnlyList<NoticeRow> notices, bool mandatory, CancellationToken cancellationToken)
    {
        if (mandatory) return notices;
        var plan = await MailPlan.ReadAsync(database, person.PersonId, cancellationToken);
        return [.. notices.Where(notice => notice.ReadAt is null && plan.Wants(notice.Kind))];
    }

    private OutboxMail MailOf(PersonAccess person, IReadOnlyList<NoticeRow> notices, NoticeVisibility visible, DateOnly day, bool mandatory) => new()
    {
        MessageId = mandatory
            ? string.Create(CultureInfo.InvariantCulture, $"must-read-{person.PersonId}-{notices[^1].Id}")
            : string.Create(CultureInfo.InvariantCulture, $"notices-{person.PersonId}-{day:yyyyMMdd}"),
        RecipientId = mandatory ? null : person.PersonId,
        CountsOn = mandatory ? null : day,
        UnsubscribeUrl = mandatory ? null : wording.UnsubscribeUrl(person.PersonId),
        To = person.Email,
        Subject = wording.Subject(notices),
        Body = wording.Body(person, notices, visible, mandatory),
        CreatedAt = clock.Now,
        NextAttemptAt = clock.Now,
    };
}
