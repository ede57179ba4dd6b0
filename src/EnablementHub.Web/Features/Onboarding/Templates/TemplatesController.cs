using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Onboarding.Templates;

/// <summary>The lead writes what new people do, step by step.</summary>
[Authorize(Capability.ManageContent)]
public sealed class TemplatesController(TemplatePages pages, SaveTemplate save, ChangeTemplateSteps steps) : Controller
{
    [HttpGet(OnboardingLinks.Templates)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(new TemplateListPage(await pages.ListAsync(cancellationToken)));

    [HttpPost(OnboardingLinks.Templates)]
    public async Task<IActionResult> Create([FromForm] string? title, CancellationToken cancellationToken)
    {
        var result = await save.RunAsync(
            new TemplateChange { TemplateId = null, Version = 0, Title = title, Summary = "", CountsWorkingDays = false, IsRetired = false, PersonId = User.PersonId() }, cancellationToken);
        if (result.Succeeded) return LocalRedirect(OnboardingLinks.Template(result.ItemId));
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Index", new TemplateListPage(await pages.ListAsync(cancellationToken), title, result.Problems[0].Sentence));
    }

    [HttpGet("/onboarding/templates/{id:int}")]
    public async Task<IActionResult> Template(int id, CancellationToken cancellationToken) => await pages.FindAsync(id, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpPost("/onboarding/templates/{id:int}")]
    public async Task<IActionResult> Change(int id, [FromForm] int version, [FromForm] string? title, [FromForm] string? summary, [FromForm] string? workingDays, [FromForm] string? retired, CancellationToken cancellationToken)
    {
        var result = await save.RunAsync(
            new TemplateChange { TemplateId = id, Version = version, Title = title, Summary = summary, CountsWorkingDays = workingDays == "yes", IsRetired = retired == "yes", PersonId = User.PersonId() }, cancellationToken);
        return await AnswerAsync(id, result, "Saved. Who is started from now on gets it so; those who have begun keep theirs.", null, new StepForm(), cancellationToken);
    }

    [HttpPost("/onboarding/templates/{id:int}/steps")]
    public async Task<IActionResult> Add(int id, [FromForm] int version, [FromForm] StepForm form, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await steps.SaveAsync(id, null, version, form, User.PersonId(), cancellationToken), "The step is added.", 0, form, cancellationToken);

    [HttpPost("/onboarding/templates/{id:int}/steps/{stepId:int}")]
    public async Task<IActionResult> Save(int id, int stepId, [FromForm] int version, [FromForm] StepForm form, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await steps.SaveAsync(id, stepId, version, form, User.PersonId(), cancellationToken), "The step is saved.", stepId, form, cancellationToken);

    [HttpPost("/onboarding/templates/{id:int}/steps/{stepId:int}/move")]
    public async Task<IActionResult> Move(int id, int stepId, [FromForm] int version, [FromForm] string? by, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await steps.MoveAsync(id, stepId, by == "up" ? -1 : 1, version, User.PersonId(), cancellationToken), null, null, new StepForm(), cancellationToken);

    [HttpPost("/onboarding/templates/{id:int}/steps/{stepId:int}/remove")]
    public async Task<IActionResult> Remove(int id, int stepId, [FromForm] int version, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await steps.RemoveAsync(id, stepId, version, User.PersonId(), cancellationToken), "The step is removed. Those who have begun keep it.", null, new StepForm(), cancellationToken);

    private async Task<IActionResult> AnswerAsync(int id, WriteResult result, string? sentence, int? typedFor, StepForm typed, CancellationToken cancellationToken)
    {
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Succeeded)
        {
            if (sentence is not null) Flash.Say(TempData, new Flash(sentence));
            return LocalRedirect(OnboardingLinks.Template(id));
        }

        if (await pages.FindAsync(id, cancellationToken) is not { } page) return NotFound();
        var isStale = result.Outcome == WriteOutcome.Stale;
        Response.StatusCode = isStale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return View("Template", page with
        {
            TypedFor = typedFor ?? -1,
            Typed = typed,
            Problems = isStale ? [new("", "Somebody changed this checklist meanwhile. What you typed is still here: look at it again and save once more.")] : result.Problems,
        });
    }
}
