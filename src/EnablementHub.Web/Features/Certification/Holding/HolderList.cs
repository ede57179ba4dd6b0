using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Holding;

public sealed record HolderFilter
{
    public const string Valid = "valid";
    public const string Ending = "ending";
    public const string Over = "over";
    public const string Revoked = "revoked";
    public const string Update = "update";

    public string? Certification { get; init; }
    public string? State { get; init; }
    public string? Page { get; init; }
}

public sealed record HolderRow(int Id, string Person, string Title, int PlanVersion, DateOnly EarnedOn, DateOnly RenewalOpensOn, DateOnly ValidUntil, DateOnly GraceUntil, DateTimeOffset? RevokedAt, DateOnly? UpdateDueOn);

public sealed record HolderPage(HolderFilter Filter, IReadOnlyList<HolderRow> Rows, int Total, int Page, IReadOnlyList<Choice> Certifications, DateOnly Today)
{
    public const int Size = 50;

    public int LastPage => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Who holds what, what ends first on top.</summary>
public sealed class HolderList(HubDbContext database, OrganisationClock clock)
{
    public async Task<HolderPage> ReadAsync(HolderFilter filter, Viewer viewer, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var query = database.Certificates.AsNoTracking().Where(certificate => certificate.IsCurrent).ReachedBy(viewer, seesPeople: true);
        if (Platform.Mvc.FormNumber.Read(filter.Certification) is { } plan) query = query.Where(certificate => certificate.PlanId == plan);
        query = filter.State switch
        {
            HolderFilter.Valid => query.Where(certificate => certificate.RevokedAt == null && certificate.ValidUntil >= today),
            HolderFilter.Ending => query.Where(certificate => certificate.RevokedAt == null && certificate.RenewalOpensOn <= today && certificate.GraceUntil >= today),
            HolderFilter.Over => query.Where(certificate => certificate.RevokedAt == null && certificate.ValidUntil < today),
            HolderFilter.Revoked => query.Where(certificate => certificate.RevokedAt != null),
            HolderFilter.Update => query.Where(certificate => certificate.UpdateDueOn != null),
            _ => query,
        };
        var total = await query.CountAsync(cancellationToken);
        var page = Math.Clamp(Platform.Mvc.FormNumber.Read(filter.Page) ?? 1, 1, Math.Max(1, (total + HolderPage.Size - 1) / HolderPage.Size));
        var rows = await query.OrderBy(certificate => certificate.ValidUntil).ThenBy(certificate => certificate.Id).Skip((page - 1) * HolderPage.Size).Take(HolderPage.Size)
            .Select(c => new HolderRow(c.Id, c.Person.DisplayName, c.Title, c.PlanVersion, c.EarnedOn, c.RenewalOpensOn, c.ValidUntil, c.GraceUntil, c.RevokedAt, c.UpdateDueOn)).ToListAsync(cancellationToken);
        var plans = await database.CertificationPlans.AsNoTracking().Where(p => p.State != PlanState.Draft).OrderBy(p => p.Title).Select(p => new { p.Id, p.Title }).Take(200).ToListAsync(cancellationToken);
        return new HolderPage(filter, rows, total, page, [.. plans.Select(p => new Choice(p.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), p.Title))], today);
    }
}
