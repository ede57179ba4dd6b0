using EnablementHub.Features.Certification.Holding;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Certification.Revoking;

public sealed record RevokePage(CertificatePage Certificate, string? Reason = null, IReadOnlyList<FieldProblem>? Problems = null);

/// <summary>The lead takes a certificate back.</summary>
[Authorize(Capability.ManageContent)]
public sealed class RevokeController(CertificatePages pages, RevokeCertificate revoke) : Controller
{
    [HttpGet("/certifications/certificates/{id:int}/revoke")]
    public async Task<IActionResult> Ask(int id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } page) return NotFound();
        return page.MayRevoke ? View("Revoke", new RevokePage(page)) : LocalRedirect(CertificationLinks.Certificate(id));
    }

    [HttpPost("/certifications/certificates/{id:int}/revoke")]
    public async Task<IActionResult> Revoke(int id, [FromForm] string? reason, CancellationToken cancellationToken)
    {
        var result = await revoke.RunAsync(new Revocation { CertificateId = id, PersonId = User.PersonId(), Reason = reason }, cancellationToken);
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash(result.Outcome == WriteOutcome.Done ? "Revoked. The holder is told, with your reason." : "It was revoked already."));
            return LocalRedirect(CertificationLinks.Certificate(id));
        }

        if (result.Outcome == WriteOutcome.NotFound || await FindAsync(id, cancellationToken) is not { } page) return NotFound();
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Revoke", new RevokePage(page, reason, result.Problems));
    }

    private Task<CertificatePage?> FindAsync(int id, CancellationToken cancellationToken) => pages.FindAsync(id, User.Viewer(), seesPeople: true, cancellationToken);
}
