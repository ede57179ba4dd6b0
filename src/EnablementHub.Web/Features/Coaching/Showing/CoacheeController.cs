using EnablementHub.Features.Coaching.Planning;
using EnablementHub.Features.Coaching.Recognising;
using EnablementHub.Features.Coaching.Suggesting;
using EnablementHub.Features.Coaching.Writing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Coaching.Showing;

/// <summary>One person whom somebody looks after: how they stand, their plan, and what is written about them.</summary>
[Authorize(Capability.CoachPeople)]
public sealed class CoacheeController(CoachingSheets sheets, OrganisationClock clock) : Controller
{
    [HttpGet("/team/people/{id:int}")]
    public async Task<IActionResult> Sheet(int id, CancellationToken cancellationToken)
    {
        if (id == User.PersonId()) return LocalRedirect(CoachingLinks.Mine);
        return await sheets.FindAsync(id, Reader, cancellationToken) is { } sheet ? View(sheet) : NotFound();
    }

    [HttpPost("/team/people/{id:int}/act")]
    public async Task<IActionResult> Act(int id, [FromForm] string? rule, [FromServices] ActOnSuggestion act, CancellationToken cancellationToken)
    {
        var acted = await act.RunAsync(id, rule, User.Viewer(), cancellationToken);
        if (acted.Outcome == WriteOutcome.NotFound) return NotFound();
        Flash.Say(TempData, new Flash(acted.Sentence, acted.Outcome == WriteOutcome.Done ? FlashTone.Done : FlashTone.Warning));
        return LocalRedirect(CoachingLinks.Board);
    }

    [HttpPost("/team/people/{id:int}/steps")]
    public async Task<IActionResult> AddStep(int id, [FromForm] StepForm form, [FromServices] AddCoachingStep add, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await add.RunAsync(form, id, User.Viewer(), cancellationToken), "It stands in the plan, and they hear of it.", "plan", sheet => sheet with { Refused = "step", Step = form }, cancellationToken);

    [HttpPost("/team/steps/{id:int}")]
    public async Task<IActionResult> ChangeStep(int id, [FromForm] int revision, [FromForm] StepForm form, [FromServices] ChangeCoachingStep change, CancellationToken cancellationToken)
    {
        var result = await change.RunAsync(new StepChange { StepId = id, Action = StepAction.Change, Viewer = User.Viewer(), MayCoach = true, Revision = revision, Form = form }, cancellationToken);
        return await AnswerAsync(result.ItemId, result, "Saved. What stood there is kept.", "plan", sheet => sheet with { Refused = "step", Step = form, StepId = id }, cancellationToken);
    }

    [HttpPost("/team/people/{id:int}/entries")]
    public async Task<IActionResult> AddEntry(int id, [FromForm] EntryForm form, [FromServices] SaveCoachingEntry save, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id, await save.RunAsync(new EntryChange { PersonId = id, Form = form, Author = Reader }, cancellationToken), "Written. They hear of it.", "notes", sheet => sheet with { Refused = "entry", Entry = form }, cancellationToken);

    [HttpPost("/team/people/{id:int}/recognitions")]
    public async Task<IActionResult> Recognise(int id, [FromForm] RecognitionForm form, [FromServices] Recognise recognise, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id, await recognise.RunAsync(form, id, Reader, mayCoach: true, cancellationToken), "They hear of it, and it stands on the home page for a week.", "praise", sheet => sheet with { Refused = "recognition", Recognition = form }, cancellationToken);

    private ItemReader Reader => User.Reader(clock.Today);

    private async Task<IActionResult> AnswerAsync(int personId, WriteResult result, string sentence, string place, Func<CoachingSheet, CoachingSheet> keep, CancellationToken cancellationToken)
    {
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Succeeded)
        {
            if (result.Outcome == WriteOutcome.Done) Flash.Say(TempData, new Flash(sentence));
            return LocalRedirect($"{CoachingLinks.Person(personId)}#{place}");
        }

        if (await sheets.FindAsync(personId, Reader, cancellationToken) is not { } known) return NotFound();
        var isStale = result.Outcome == WriteOutcome.Stale;
        Response.StatusCode = isStale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return View("Sheet", keep(known) with { Problems = isStale ? [new("", "Somebody changed it meanwhile. What you typed is still here: look at it again and save once more.")] : result.Problems });
    }
}
