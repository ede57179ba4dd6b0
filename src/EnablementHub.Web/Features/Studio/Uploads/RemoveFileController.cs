using EnablementHub.Features.Clips.Attaching;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Studio.Uploads;

/// <summary>Takes a file out of the next version.</summary>
[Authorize(Capability.WriteContent)]
public sealed class RemoveFileController(RemoveFile remove) : Controller
{
    [HttpPost("/studio/{id:int}/media/remove")]
    public Task<IActionResult> Media(int id, int revision, CancellationToken cancellationToken) => RemoveAsync(id, AttachedFile.Media, revision, cancellationToken);

    [HttpPost("/studio/{id:int}/captions/remove")]
    public Task<IActionResult> Captions(int id, int revision, CancellationToken cancellationToken) => RemoveAsync(id, AttachedFile.Captions, revision, cancellationToken);

    private async Task<IActionResult> RemoveAsync(int id, AttachedFile which, int revision, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return BadRequest();
        var result = await remove.RunAsync(id, which, revision, User.Writer(), cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Outcome == WriteOutcome.NotAllowed) return Forbid();
        this.Tell(result.Outcome switch
        {
            WriteOutcome.Done => "Removed from the next version. Earlier versions keep it.",
            WriteOutcome.Stale => "Nothing was removed: somebody has changed the item since you opened the page.",
            _ => result.Sentences().Length > 0 ? result.Sentences() : "There was nothing to remove.",
        });
        return LocalRedirect(StudioLinks.Editor(id));
    }
}
