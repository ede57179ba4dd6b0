using EnablementHub.Features.People;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Certification.Holding;

/// <summary>What the person who looks has earned and can earn.</summary>
public sealed class CertificationsController(MyCertifications mine) : Controller
{
    [HttpGet(CertificationLinks.Start)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await mine.ListAsync(User.PersonId(), cancellationToken));

    [HttpGet("/certifications/{id:int}")]
    public async Task<IActionResult> Plan(int id, CancellationToken cancellationToken) => await mine.FindAsync(id, User.PersonId(), cancellationToken) is { } page ? View("Mine", page) : NotFound();
}
