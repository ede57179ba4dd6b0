using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Training.Coverage;

/// <summary>Where a topic can be learned in one way only, or not at all.</summary>
[Authorize(Capability.ManageContent)]
public sealed class CoverageController(CoverageReport report) : Controller
{
    [HttpGet(TrainingLinks.Coverage)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await report.ReadAsync(cancellationToken));
}
