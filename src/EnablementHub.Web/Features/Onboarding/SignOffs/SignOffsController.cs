using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Onboarding.SignOffs;

/// <summary>Buddies, managers and experts confirm what new people did. Open to everyone: anybody may be a buddy.</summary>
public sealed class SignOffsController(SignOffList list, DecideSignOff decide) : Controller
{
    [HttpGet(OnboardingLinks.SignOffs)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await ReadAsync(cancellationToken));

    [HttpPost("/onboarding/sign-offs/{id:int}")]
    public async Task<IActionResult> Decide(int id, [FromForm] string? decision, [FromForm] string? remark, CancellationToken cancellationToken)
    {
        var (isExpert, managesContent) = User.SignOffRoles();
        var result = decision is "confirm" or "send-back"
            ? await decide.RunAsync(
                new SignOffDecision { StepId = id, PersonId = User.PersonId(), IsExpert = isExpert, ManagesContent = managesContent, IsConfirmed = decision == "confirm", Remark = remark }, cancellationToken)
            : WriteResult.Invalid("", "Confirm it or send it back.");
        switch (result.Outcome)
        {
            case WriteOutcome.Done:
                Flash.Say(TempData, new Flash(decision == "confirm" ? "Confirmed." : "Sent back with your words."));
                return LocalRedirect(OnboardingLinks.SignOffs);
            case WriteOutcome.NotFound or WriteOutcome.Stale:
                Flash.Say(TempData, new Flash("That one no longer waits for you: somebody else has decided.", FlashTone.Warning));
                return LocalRedirect(OnboardingLinks.SignOffs);
            default:
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return View("Index", await ReadAsync(cancellationToken) with { TypedFor = id, Typed = remark, Problem = result.Problems[0].Sentence });
        }
    }

    private async Task<SignOffPage> ReadAsync(CancellationToken cancellationToken)
    {
        var (isExpert, managesContent) = User.SignOffRoles();
        return new SignOffPage(await list.ReadAsync(User.PersonId(), isExpert, managesContent, cancellationToken));
    }
}
