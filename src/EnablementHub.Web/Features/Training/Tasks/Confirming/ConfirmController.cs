using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Training.Tasks.Confirming;

/// <summary>Experts, managers and leads confirm what people did. Open to everyone: anybody may be named by an exercise.</summary>
public sealed class ConfirmController(ConfirmList list, DecideSubmission decide) : Controller
{
    [HttpGet(TrainingLinks.Confirm)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await list.ReadAsync(User, cancellationToken));

    [HttpPost("/training/confirm/{id:int}")]
    public async Task<IActionResult> Decide(int id, [FromForm] string? decision, [FromForm] string? remark, CancellationToken cancellationToken)
    {
        var result = decision is "confirm" or "send-back"
            ? await decide.RunAsync(id, decision == "confirm", remark, User, cancellationToken)
            : WriteResult.Invalid("", "Confirm it or send it back.");
        switch (result.Outcome)
        {
            case WriteOutcome.Done:
                Flash.Say(TempData, new Flash(decision == "confirm" ? "Confirmed." : "Sent back with your words."));
                return LocalRedirect(TrainingLinks.Confirm);
            case WriteOutcome.NotFound or WriteOutcome.Stale:
                Flash.Say(TempData, new Flash("That one no longer waits for you: somebody else has decided.", FlashTone.Warning));
                return LocalRedirect(TrainingLinks.Confirm);
            default:
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return View("Index", await list.ReadAsync(User, cancellationToken) with { TypedFor = id, Typed = remark, Problem = result.Problems[0].Sentence });
        }
    }
}
