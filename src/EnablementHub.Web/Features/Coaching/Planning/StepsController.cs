using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Coaching.Planning;

/// <summary>What becomes of a next step. Open to everyone, for everyone may have a plan; whose step it is decides.</summary>
public sealed class StepsController(ChangeCoachingStep change) : Controller
{
    [HttpPost("/team/steps/{id:int}/done")]
    public Task<IActionResult> Done(int id, CancellationToken cancellationToken) => RunAsync(id, StepAction.Do, "Done. It stays in the plan's history.", cancellationToken);

    [HttpPost("/team/steps/{id:int}/reopen")]
    public Task<IActionResult> Reopen(int id, CancellationToken cancellationToken) => RunAsync(id, StepAction.Reopen, "It is open again.", cancellationToken);

    [HttpPost("/team/steps/{id:int}/remove"), Authorize(Capability.CoachPeople)]
    public Task<IActionResult> Remove(int id, CancellationToken cancellationToken) => RunAsync(id, StepAction.Remove, "Taken out of the plan.", cancellationToken);

    private async Task<IActionResult> RunAsync(int id, StepAction action, string sentence, CancellationToken cancellationToken)
    {
        var viewer = User.Viewer();
        var result = await change.RunAsync(new StepChange { StepId = id, Action = action, Viewer = viewer, MayCoach = User.Can(Capability.CoachPeople) }, cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Outcome == WriteOutcome.Stale)
        {
            Flash.Say(TempData, new Flash("Somebody changed that step at this moment. Look at it again.", FlashTone.Warning));
            return LocalRedirect(User.Can(Capability.CoachPeople) ? CoachingLinks.Board : CoachingLinks.Mine);
        }

        if (result.Outcome == WriteOutcome.Done) Flash.Say(TempData, new Flash(sentence));
        return LocalRedirect(result.ItemId == viewer.PersonId ? CoachingLinks.Mine + "#plan" : CoachingLinks.Person(result.ItemId) + "#plan");
    }
}
