using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Certification.Updating;

public sealed record QuestionsForm
{
    public int Revision { get; init; }
    public List<QuestionForm> Questions { get; init; } = [];

    /// <summary>"ask": the holders are asked at once.</summary>
    public string? Then { get; init; }
}

/// <summary>The lead writes two questions on a change and asks the holders.</summary>
[Authorize(Capability.ManageContent)]
public sealed class ChangesController(UpdatePages pages, OrganisationClock clock) : Controller
{
    [HttpGet("/certifications/changes/{id:int}")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellationToken) =>
        await pages.FindChangeAsync(id, User.Reader(clock.Today), cancellationToken) is { } page ? View("Change", page) : NotFound();

    [HttpPost("/certifications/changes/{id:int}")]
    public async Task<IActionResult> Save(int id, [FromForm] QuestionsForm form, [FromServices] WriteQuestions write, [FromServices] AskHolders ask, CancellationToken cancellationToken)
    {
        var result = await write.RunAsync(id, form.Revision, form.Questions, User.PersonId(), cancellationToken);
        if (result.Succeeded && form.Then == "ask") result = await ask.RunAsync(id, User.PersonId(), cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash(form.Then == "ask" ? "The holders are asked." : "Saved. The holders are asked with these questions."));
            return LocalRedirect(CertificationLinks.Change(id));
        }

        if (await pages.FindChangeAsync(id, User.Reader(clock.Today), cancellationToken) is not { } page) return NotFound();
        var isStale = result.Outcome == WriteOutcome.Stale;
        Response.StatusCode = isStale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return View("Change", page with
        {
            Forms = [.. form.Questions.Concat(Enumerable.Repeat(new QuestionForm(), ContentChange.MaxQuestions)).Take(ContentChange.MaxQuestions)],
            Problems = isStale ? [new("", "Somebody changed these questions meanwhile. What you typed is still here: look at it again and save once more.")] : result.Problems,
        });
    }
}
