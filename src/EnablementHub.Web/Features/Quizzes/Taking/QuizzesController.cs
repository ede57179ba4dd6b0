using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Quizzes.Taking;

/// <summary>The list of quizzes, and what somebody reads before they begin one.</summary>
public sealed class QuizzesController(QuizPages pages, StartAttempt start) : Controller
{
    [HttpGet(QuizLinks.List)]
    public async Task<IActionResult> Index([FromQuery] string? q, [FromQuery] string? page, CancellationToken cancellationToken) =>
        View(await pages.ListAsync(User.PersonId(), q, FormNumber.Read(page) ?? 1, cancellationToken));

    [HttpGet("/training/quizzes/{id:int}")]
    public async Task<IActionResult> Quiz(int id, CancellationToken cancellationToken) =>
        await pages.FindAsync(id, User.PersonId(), User.Can(Capability.WriteContent), cancellationToken) is { } page ? View(page) : NotFound();

    [HttpPost("/training/quizzes/{id:int}/start")]
    public async Task<IActionResult> Start(int id, CancellationToken cancellationToken)
    {
        var result = await start.RunAsync(id, User.PersonId(), cancellationToken);
        if (result.Succeeded) return LocalRedirect(QuizLinks.Attempt(result.ItemId));
        if (result.Outcome == WriteOutcome.NotFound || await pages.FindAsync(id, User.PersonId(), User.Can(Capability.WriteContent), cancellationToken) is not { } page) return NotFound();
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("Quiz", page with { Problem = result.Problems[0].Sentence });
    }
}
