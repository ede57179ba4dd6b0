using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Reviews.Health;

[Authorize(Capability.ManageContent)]
public sealed class HealthController(HealthQueries queries) : Controller
{
    [HttpGet("/reviews/health")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View("Health", await queries.ReadAsync(cancellationToken));
}
