using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Quizzes.Figures;

/// <summary>Whether the questions are good, for their writers; who took it, for leads.</summary>
[Authorize(Capability.WriteContent)]
public sealed class FiguresController(FigurePages figures, ResultPages results, GrantAttempt grant) : Controller
{
    [HttpGet("/training/quizzes/{id:int}/figures")]
    public async Task<IActionResult> Figures(int id, [FromQuery] string? version, CancellationToken cancellationToken) =>
        await figures.FindAsync(id, FormNumber.Read(version), User.Writer(), cancellationToken) is { } page ? View(page) : NotFound();

    [HttpGet("/training/quizzes/{id:int}/results"), Authorize(Capability.ManageContent)]
    public async Task<IActionResult> Results(int id, [FromQuery] string? page, CancellationToken cancellationToken) =>
        await results.FindAsync(id, FormNumber.Read(page) ?? 1, cancellationToken) is { } shown ? View(shown) : NotFound();

    [HttpPost("/training/quizzes/{id:int}/results/{personId:int}/attempt"), Authorize(Capability.ManageContent)]
    public async Task<IActionResult> Grant(int id, int personId, CancellationToken cancellationToken)
    {
        var result = await grant.RunAsync(id, personId, User.Writer(), cancellationToken);
        if (!result.Succeeded) return NotFound();
        Flash.Say(TempData, new Flash(result.Outcome == WriteOutcome.Unchanged ? "They have an attempt left already." : "They can try once more."));
        return LocalRedirect(QuizLinks.Results(id));
    }
}
