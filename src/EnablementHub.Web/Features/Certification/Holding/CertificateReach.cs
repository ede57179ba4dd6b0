using EnablementHub.Features.People;

namespace EnablementHub.Features.Certification.Holding;

/// <summary>Whose certificates somebody sees: their own; managers those of their teams; leads all.</summary>
public static class CertificateReach
{
    public static IQueryable<Certificate> ReachedBy(this IQueryable<Certificate> certificates, Viewer viewer, bool seesPeople)
    {
        if (viewer.SeesEverything) return certificates;
        var me = viewer.PersonId;
        if (!seesPeople) return certificates.Where(certificate => certificate.PersonId == me);
        var teams = viewer.GrantTokens.Select(Grants.TeamOf).OfType<int>().ToArray();
        return certificates.Where(certificate => certificate.PersonId == me || certificate.Person.Teams.Any(member => teams.Contains(member.TeamId)));
    }
}
