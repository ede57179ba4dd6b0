using EnablementHub.Data;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Certification.Verifying;

/// <summary>What anybody may know who was given the link, and nothing else.</summary>
public sealed record VerifyPage(string Organisation, string Name, string Certification, DateOnly EarnedOn, DateOnly ValidUntil, CertificateState State, DateOnly Today);

/// <summary>Anybody who was given the link can check a certificate; nobody can find one without.</summary>
[AllowAnonymous]
public sealed class VerifyController(HubDbContext database, IOptions<OrganisationOptions> organisation, OrganisationClock clock) : Controller
{
    [HttpGet("/certifications/verify/{token}")]
    public async Task<IActionResult> Show(string token, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Robots-Tag"] = "noindex";
        var certificate = token.Length != Certificate.TokenLength
            ? null
            : await database.Certificates.AsNoTracking().Where(c => c.Token == token).Select(c => new { c.HolderName, c.Title, c.EarnedOn, c.RenewalOpensOn, c.ValidUntil, c.GraceUntil, c.RevokedAt }).SingleOrDefaultAsync(cancellationToken);
        if (certificate is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return View("Verify", null);
        }

        var state = Certificate.State(certificate.RevokedAt, certificate.RenewalOpensOn, certificate.ValidUntil, certificate.GraceUntil, clock.Today);
        return View("Verify", new VerifyPage(organisation.Value.Name, certificate.HolderName, certificate.Title, certificate.EarnedOn, certificate.ValidUntil, state, clock.Today));
    }
}
