using EnablementHub.Data;
using EnablementHub.Features.Certification.Updating;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Certification.Holding;

public sealed record CertificatePage
{
    public required Certificate Certificate { get; init; }
    public required string Organisation { get; init; }
    public required string? RevokedBy { get; init; }
    public required CertificateState State { get; init; }
    public required DateOnly Today { get; init; }
    public required IReadOnlyDictionary<LearningKey, LearningTarget> Targets { get; init; }
    public required IReadOnlyList<CertificateUpdate> Updates { get; init; }

    /// <summary>Whole address under which anybody can check it.</summary>
    public required string VerifyUrl { get; init; }
    public required bool IsOwn { get; init; }
    public required bool MayRevoke { get; init; }
    public required string Email { get; init; }
    public required string Summary { get; init; }
}

/// <summary>Reads one certificate with everything that it rests on.</summary>
public sealed class CertificatePages(HubDbContext database, LearningTargets targets, HubAddress address, IOptions<OrganisationOptions> organisation, OrganisationClock clock)
{
    public async Task<CertificatePage?> FindAsync(int id, Viewer viewer, bool seesPeople, CancellationToken cancellationToken)
    {
        var found = await database.Certificates.AsNoTracking().ReachedBy(viewer, seesPeople)
            .Where(c => c.Id == id).Select(c => new { Certificate = c, RevokedBy = c.RevokedBy != null ? c.RevokedBy.DisplayName : null, Email = c.Person.Email ?? "", c.Plan.Summary }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        var certificate = found.Certificate;
        foreach (var record in await database.CertificateRecords.AsNoTracking().Where(record => record.CertificateId == id).OrderBy(record => record.Id).ToListAsync(cancellationToken)) certificate.Add(record);
        return new CertificatePage
        {
            Certificate = certificate,
            Organisation = organisation.Value.Name,
            RevokedBy = found.RevokedBy,
            State = StateOf(certificate),
            Today = clock.Today,
            Targets = await targets.FindAsync(certificate.Records.Select(record => record.Target), cancellationToken),
            Updates = certificate.PersonId != viewer.PersonId ? [] : await database.CertificateUpdates.AsNoTracking().Include(update => update.Change)
                .Where(update => update.CertificateId == id && update.DoneAt == null && update.ClosedAt == null).OrderBy(update => update.DueOn).ToListAsync(cancellationToken),
            VerifyUrl = address.Link(CertificationLinks.Verify(certificate.Token)),
            IsOwn = certificate.PersonId == viewer.PersonId,
            MayRevoke = viewer.SeesEverything && certificate.RevokedAt is null,
            Email = found.Email,
            Summary = found.Summary,
        };
    }

    /// <summary>Nobody renews one that has a later one: it is valid until its end and then over.</summary>
    private CertificateState StateOf(Certificate certificate) => (certificate.IsCurrent, certificate.StateOn(clock.Today)) switch
    {
        (false, CertificateState.RenewalOpen) => CertificateState.Valid,
        (false, CertificateState.InGrace) => CertificateState.Expired,
        var (_, state) => state,
    };
}
