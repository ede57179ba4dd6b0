using EnablementHub.Features.Links.Checking;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Links;

/// <summary>What is to be done about the hub's links.</summary>
/// <param name="Problem">A sentence on what was refused.</param>
public sealed record LinksPage(IReadOnlyList<RetiredTarget> Retired, IReadOnlyList<RewriteRow> Rewrites, ExternalList External, string? Problem = null);

public sealed class LinksOverview(RetiredTargets retired, RewritePages rewrites, ExternalLists external)
{
    public async Task<LinksPage> ReadAsync(string? problem, CancellationToken cancellationToken) =>
        new(await retired.FindAsync(cancellationToken), await rewrites.RecentAsync(cancellationToken), await external.ReadAsync(cancellationToken), problem);
}

[Authorize(Capability.ManageContent)]
public sealed class LinksController(LinksOverview overview) : Controller
{
    [HttpGet("/links")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await overview.ReadAsync(null, cancellationToken));
}
