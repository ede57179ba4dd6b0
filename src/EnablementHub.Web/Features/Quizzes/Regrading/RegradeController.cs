using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Quizzes.Regrading;

/// <summary>Corrects a question that was wrong: first what would change, then the change.</summary>
[Authorize(Capability.ManageContent)]
public sealed class RegradeController(RegradePages pages, CorrectQuestion correct) : Controller
{
    [HttpGet("/training/quizzes/{id:int}/questions/{key:int}/regrade")]
    public async Task<IActionResult> Regrade(int id, int key, [FromQuery] string? version, CancellationToken cancellationToken) =>
        await pages.FindAsync(id, key, FormNumber.Read(version), User.Writer(), cancellationToken) is { } page ? View(page) : NotFound();

    [HttpPost("/training/quizzes/{id:int}/questions/{key:int}/regrade")]
    public async Task<IActionResult> Correct(int id, int key, [FromForm] RegradeForm form, [FromForm] string? version, CancellationToken cancellationToken)
    {
        var number = FormNumber.Read(version);
        if (await pages.FindAsync(id, key, number, User.Writer(), cancellationToken) is not { } page) return NotFound();
        var (decision, problems) = form.Read(page.Question);
        if (decision is null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Regrade", page with { Form = form, Problems = problems });
        }

        if (Request.Form["do"] != "correct") return View("Regrade", page with { Form = form, Preview = await pages.PreviewAsync(id, key, number, decision, cancellationToken) });
        var result = await correct.RunAsync(id, key, number, form, User.Writer(), cancellationToken);
        if (!result.Succeeded) return NotFound();
        Flash.Say(TempData, new Flash(result.Outcome == WriteOutcome.Unchanged ? "That correction was made already." : "Corrected. Whose score went up is told."));
        return LocalRedirect(QuizLinks.Regrade(id, key) + (number is { } of ? FormattableString.Invariant($"?version={of}") : ""));
    }
}
