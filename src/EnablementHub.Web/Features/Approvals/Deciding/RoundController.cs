using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Studio;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Approvals.Deciding;

/// <summary>The review page: look, comment, decide.</summary>
[Authorize(Capability.WriteContent)]
public sealed class RoundController(RoundPages pages, OrganisationClock clock) : Controller
{
    [HttpGet("/approvals/{id:int}")]
    public Task<IActionResult> Round(int id, CancellationToken cancellationToken) => ShowAsync(id, null, StatusCodes.Status200OK, cancellationToken);

    [HttpPost("/approvals/{id:int}/decide")]
    public async Task<IActionResult> Decide(int id, string? decision, string? words, [FromServices] DecideRound decide, CancellationToken cancellationToken)
    {
        var request = new DecisionRequest
        {
            RoundId = id,
            Writer = User.Writer(),
            Decision = decision switch { "approve" => Decision.Approved, "changes" => Decision.ChangesAsked, _ => Decision.Waiting },
            Words = words ?? "",
        };
        var result = await decide.RunAsync(request, cancellationToken);
        if (!result.Succeeded) return await ShowAsync(id, new RoundForm { Words = words ?? "", Problems = result.Problems }, result.Status(), cancellationToken);
        Flash.Say(TempData, new Flash(request.Decision == Decision.Approved ? "Approved. The author hears of it." : "The author hears what you ask for."));
        return LocalRedirect(ApprovalLinks.Start);
    }

    private async Task<IActionResult> ShowAsync(int id, RoundForm? form, int status, CancellationToken cancellationToken)
    {
        if (status == StatusCodes.Status404NotFound || await pages.ReadAsync(id, User.Reader(clock.Today), form, cancellationToken) is not { } page) return NotFound();
        Response.StatusCode = status;
        return View("Round", page);
    }
}
