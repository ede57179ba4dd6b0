using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Revoking;

public sealed record Revocation
{
    public required int CertificateId { get; init; }
    public required int PersonId { get; init; }
    public required string? Reason { get; init; }
}

/// <summary>Takes a certificate back, with a reason that its holder reads. It can be earned again with what is learned from then on.</summary>
public sealed class RevokeCertificate(HubDbContext database, Notices notices, OrganisationClock clock)
{
    public async Task<WriteResult> RunAsync(Revocation revocation, CancellationToken cancellationToken = default)
    {
        var reason = (revocation.Reason ?? "").ReplaceLineEndings("\n").Trim();
        if (reason.Length == 0) return WriteResult.Invalid("reason", "Say why: the holder reads it, and so does whoever checks later.");
        if (reason.Length > Certificate.MaxReasonLength) return WriteResult.Invalid("reason", $"The reason has {reason.Length} characters; at most {Certificate.MaxReasonLength} fit.");
        return await database.InUnitAsync(
            async token =>
            {
                if (await database.Certificates.SingleOrDefaultAsync(c => c.Id == revocation.CertificateId, token) is not { } certificate) return WriteResult.NotFound;
                if (certificate.RevokedAt is not null) return new WriteResult(WriteOutcome.Unchanged, certificate.Id);
                if (!certificate.IsCurrent) return WriteResult.Invalid("", "A later certificate has taken its place. Revoke that one.");
                var now = clock.Now;
                certificate.Revoke(revocation.PersonId, reason, now);
                foreach (var update in await database.CertificateUpdates.Where(update => update.CertificateId == certificate.Id && update.DoneAt == null && update.ClosedAt == null).ToListAsync(token)) update.Close(now);
                database.LogAudit(revocation.PersonId, "certificate.revoked", "certificate", certificate.Id, now, reason);
                notices.Tell([certificate.PersonId], new Notice
                {
                    Kind = NoticeKind.CertificateRevoked,
                    Key = FormattableString.Invariant($"certificate:{certificate.Id}:revoked"),
                    Text = $"Your certificate “{certificate.Title}” was revoked: {reason}",
                    Address = CertificationLinks.Certificate(certificate.Id),
                    Mandatory = true,
                });
                await database.SaveChangesAsync(token);
                return new WriteResult(WriteOutcome.Done, certificate.Id);
            },
            result => result.Succeeded,
            cancellationToken);
    }
}
