using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Certification.Updating;

/// <summary>A holder looks at what changed and answers the questions on it.</summary>
public sealed class UpdatesController(UpdatePages pages, OrganisationClock clock) : Controller
{
    [HttpGet("/certifications/updates/{id:int}")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellationToken) =>
        await pages.FindAsync(id, User.Reader(clock.Today), cancellationToken) is { } page ? View("Update", page) : NotFound();

    /// <summary>Where the notice of a change leads.</summary>
    [HttpGet("/certifications/updates/of/{changeId:int}")]
    public async Task<IActionResult> Of(int changeId, CancellationToken cancellationToken) =>
        await pages.FindOwnAsync(changeId, User.PersonId(), cancellationToken) is { } id ? LocalRedirect(CertificationLinks.Update(id)) : NotFound();

    [HttpPost("/certifications/updates/{id:int}")]
    public async Task<IActionResult> Answer(int id, [FromForm] string? answer0, [FromForm] string? answer1, [FromForm] string? read, [FromServices] AnswerUpdate answer, CancellationToken cancellationToken)
    {
        var result = await answer.RunAsync(new UpdateAnswer { UpdateId = id, PersonId = User.PersonId(), Choices = [answer0, answer1], IsRead = read == "yes" }, cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash(result.Outcome == WriteOutcome.Done ? "Done. Your certificate rests on the new version." : "That was done already."));
            return LocalRedirect(CertificationLinks.Certificate(result.ItemId));
        }

        if (await pages.FindAsync(id, User.Reader(clock.Today), cancellationToken) is not { } page) return NotFound();
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Update", page with { Chosen = [answer0, answer1], IsRead = read == "yes", Problems = result.Problems });
    }
}
