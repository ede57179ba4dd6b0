using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Approvals.Listing;

/// <summary>What waits on its reader, and where what they asked for stands.</summary>
[Authorize(Capability.WriteContent)]
public sealed class ApprovalsController(ApprovalQueries queries) : Controller
{
    [HttpGet(ApprovalLinks.Start)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await queries.ReadAsync(User.PersonId(), User.Can(Capability.ManageContent), cancellationToken));
}
