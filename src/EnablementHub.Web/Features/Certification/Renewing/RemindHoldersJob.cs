using EnablementHub.Data;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Renewing;

/// <summary>
/// Tells holders what ends, what has ended and what they still have to know. Each certificate knows the day of its next
/// reminder, so that a run costs what is to be told; after days without a run only the last of several reminders is told.
/// </summary>
internal sealed class RemindHoldersJob(HubDbContext database, Notices notices, OrganisationClock clock) : IRecurringJob
{
    private const int Batch = 500;

    public string Name => "remind-certificate-holders";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        while (await database.Certificates.AnyAsync(certificate => certificate.RemindOn <= today, cancellationToken)) await database.InUnitAsync(RemindAsync, cancellationToken);
        while (await database.CertificateUpdates.AnyAsync(update => update.RemindOn <= today, cancellationToken)) await database.InUnitAsync(RemindOfUpdatesAsync, cancellationToken);
    }

    private async Task RemindAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var due = await database.Certificates.Where(certificate => certificate.RemindOn <= today).OrderBy(certificate => certificate.RemindOn).ThenBy(certificate => certificate.Id).Take(Batch)
            .Select(certificate => new { Certificate = certificate, certificate.Plan.IsMandatory, IsRetired = certificate.Plan.State == PlanState.Retired, IsGone = certificate.Person.DisabledAt != null })
            .ToListAsync(cancellationToken);
        foreach (var row in due)
        {
            if (row is { IsGone: false, IsRetired: false }) notices.Tell([row.Certificate.PersonId], NoticeOf(row.Certificate, row.IsMandatory, today));
            row.Certificate.RemindOn = ReminderSteps.Next(row.Certificate, after: today);
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private static Notice NoticeOf(Certificate certificate, bool isMandatory, DateOnly today)
    {
        var left = certificate.ValidUntil.DayNumber - today.DayNumber;
        var state = certificate.StateOn(today);
        var (kind, text) = state switch
        {
            CertificateState.Expired => (NoticeKind.CertificateExpired, $"“{certificate.Title}” has expired on {CertificationWords.Day(certificate.ValidUntil)}. Earn it again with everything that it asks."),
            CertificateState.InGrace => (NoticeKind.CertificateExpired, $"“{certificate.Title}” has expired. Until {CertificationWords.Day(certificate.GraceUntil)} the renewal still does."),
            _ when left == 0 => (NoticeKind.CertificateExpiring, $"“{certificate.Title}” expires today. Renew it."),
            _ => (NoticeKind.CertificateExpiring, $"“{certificate.Title}” expires in {CertificationWords.Days(left)}, on {CertificationWords.Day(certificate.ValidUntil)}. {(state == CertificateState.RenewalOpen ? "Renew it." : $"It can be renewed from {CertificationWords.Day(certificate.RenewalOpensOn)}.")}"),
        };
        return new Notice
        {
            Kind = kind,
            Key = FormattableString.Invariant($"certificate:{certificate.Id}:{certificate.RemindOn:yyyy-MM-dd}"),
            Text = text,
            Address = CertificationLinks.Mine(certificate.PlanId),
            Mandatory = isMandatory,
        };
    }

    private async Task RemindOfUpdatesAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var due = await database.CertificateUpdates.Where(update => update.RemindOn <= today).OrderBy(update => update.RemindOn).ThenBy(update => update.Id).Take(Batch)
            .Select(update => new { Update = update, update.Change.Title, Certification = update.Certificate.Title, update.Certificate.Plan.IsMandatory, IsGone = update.Certificate.Person.DisabledAt != null })
            .ToListAsync(cancellationToken);
        foreach (var row in due)
        {
            var isLate = row.Update.DueOn < today;
            if (row.Update.IsOpen && !row.IsGone)
            {
                notices.Tell([row.Update.PersonId], new Notice
                {
                    Kind = NoticeKind.CertificateUpdateDue,
                    Key = FormattableString.Invariant($"certificate-update:{row.Update.Id}:{row.Update.RemindOn:yyyy-MM-dd}"),
                    Text = isLate
                        ? $"“{row.Certification}” rests on an old “{row.Title}”: you were to look at the change by {CertificationWords.Day(row.Update.DueOn)}."
                        : $"Look at what changed in “{row.Title}” by {CertificationWords.Day(row.Update.DueOn)}, so that “{row.Certification}” stays up to date.",
                    Address = CertificationLinks.Update(row.Update.Id),
                    Mandatory = row.IsMandatory,
                });
            }

            row.Update.RemindOn = isLate || !row.Update.IsOpen ? null : row.Update.DueOn.AddDays(1);
        }

        await database.SaveChangesAsync(cancellationToken);
    }
}
