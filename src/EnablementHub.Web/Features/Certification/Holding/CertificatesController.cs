using EnablementHub.Features.Certification.Badges;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Certification.Holding;

/// <summary>One certificate: as a page that prints, as PDF and as badge.</summary>
public sealed class CertificatesController(CertificatePages pages) : Controller
{
    [HttpGet("/certifications/certificates/{id:int}")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellationToken) => await FindAsync(id, cancellationToken) is { } page ? View("Certificate", page) : NotFound();

    [HttpGet("/certifications/certificates/{id:int}/certificate.pdf")]
    public async Task<IActionResult> Pdf(int id, CancellationToken cancellationToken) => await FindAsync(id, cancellationToken) is { } page
        ? File(CertificatePdf.Write(page), "application/pdf", $"{CertificatePdf.NameOf(page)}.pdf")
        : NotFound();

    /// <summary>The badge as a signed credential (Open Badges 3.0), for those who keep such.</summary>
    [HttpGet("/certifications/certificates/{id:int}/badge.jwt")]
    public async Task<IActionResult> Badge(int id, [FromServices] BadgeDocuments documents, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } page) return NotFound();
        if (await documents.BadgeAsync(page.Certificate, page.Email, page.Summary, cancellationToken) is not { } signed) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        return File(System.Text.Encoding.ASCII.GetBytes(signed), "application/vc+jwt", $"{CertificatePdf.NameOf(page)}.jwt");
    }

    private Task<CertificatePage?> FindAsync(int id, CancellationToken cancellationToken) => pages.FindAsync(id, User.Viewer(), User.Can(Capability.SeeOnboarding), cancellationToken);
}
