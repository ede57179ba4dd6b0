using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Certification.Holding;

/// <summary>Managers and leads see who is certified.</summary>
[Authorize(Capability.SeeOnboarding)]
public sealed class HoldersController(HolderList list) : Controller
{
    [HttpGet(CertificationLinks.Holders)]
    public async Task<IActionResult> Index([FromQuery] HolderFilter filter, CancellationToken cancellationToken) => View("Holders", await list.ReadAsync(filter, User.Viewer(), cancellationToken));
}
