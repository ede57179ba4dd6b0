using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Api.OpenApi;

/// <summary>The reference for people who write scripts.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class DevelopersController(ReferenceReader reader) : Controller
{
    [HttpGet("/developers")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View("Developers", await reader.ReadAsync(cancellationToken));
}
