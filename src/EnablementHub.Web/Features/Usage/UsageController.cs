using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Usage;

/// <summary>Is our content used, and do people find it?</summary>
[Authorize(Capability.SeeUsage)]
public sealed class UsageController(UsageReport report, OrganisationClock clock) : Controller
{
    [HttpGet("/usage")]
    public async Task<IActionResult> Index([FromQuery] int? days, [FromQuery] string? sort, [FromQuery] int? page, CancellationToken cancellationToken) =>
        View(await report.ReadAsync(UsageRequest.Read(days, sort, page), User.Reader(clock.Today), cancellationToken));
}
