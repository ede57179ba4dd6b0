using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Coaching.Recognising;

/// <summary>Praise can be taken away by those whom it concerns.</summary>
public sealed class RecognitionsController(RemoveRecognition remove) : Controller
{
    [HttpPost("/team/recognitions/{id:int}/remove")]
    public async Task<IActionResult> Remove(int id, CancellationToken cancellationToken)
    {
        var viewer = User.Viewer();
        var result = await remove.RunAsync(id, viewer, cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        Flash.Say(TempData, new Flash("Taken away. Nobody sees it any more."));
        return LocalRedirect(result.ItemId != viewer.PersonId && User.Can(Capability.CoachPeople) ? CoachingLinks.Board : CoachingLinks.Mine);
    }
}
