using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Certification.Plans;

/// <summary>Groups of requirements and what is in them.</summary>
[Authorize(Capability.ManageContent)]
public sealed class RequirementsController(PlanPages pages, ChangeRequirements change) : Controller
{
    [HttpPost("/certifications/programme/{id:int}/groups")]
    public async Task<IActionResult> AddGroup(int id, [FromForm] int revision, [FromForm] GroupForm form, CancellationToken cancellationToken) => await this.AnswerPlanAsync(
        pages, id, await change.SaveGroupAsync(id, null, revision, form, User.PersonId(), cancellationToken), "The group is added. Put requirements into it.",
        page => page with { TypedFor = form.For == "renewal" ? PlanAnswers.NewRenewalGroup : PlanAnswers.NewGroup, TypedGroup = form }, cancellationToken);

    [HttpPost("/certifications/programme/{id:int}/groups/{groupId:int}")]
    public async Task<IActionResult> SaveGroup(int id, int groupId, [FromForm] int revision, [FromForm] GroupForm form, CancellationToken cancellationToken) => await this.AnswerPlanAsync(
        pages, id, await change.SaveGroupAsync(id, groupId, revision, form, User.PersonId(), cancellationToken), "The group is saved.", page => page with { TypedFor = groupId, TypedGroup = form }, cancellationToken);

    [HttpPost("/certifications/programme/{id:int}/groups/{groupId:int}/remove")]
    public async Task<IActionResult> RemoveGroup(int id, int groupId, [FromForm] int revision, CancellationToken cancellationToken) =>
        await this.AnswerPlanAsync(pages, id, await change.RemoveGroupAsync(id, groupId, revision, User.PersonId(), cancellationToken), "The group is removed.", page => page, cancellationToken);

    [HttpPost("/certifications/programme/{id:int}/groups/{groupId:int}/requirements")]
    public async Task<IActionResult> Add(int id, int groupId, [FromForm] int revision, [FromForm] RequirementForm form, CancellationToken cancellationToken) => await this.AnswerPlanAsync(
        pages, id, await change.AddAsync(id, groupId, revision, form, User.PersonId(), cancellationToken), "The requirement is added.", page => page with { TypedFor = groupId, TypedRequirement = form }, cancellationToken);

    [HttpPost("/certifications/programme/{id:int}/groups/{groupId:int}/requirements/{requirementId:int}/remove")]
    public async Task<IActionResult> Remove(int id, int groupId, int requirementId, [FromForm] int revision, CancellationToken cancellationToken) => await this.AnswerPlanAsync(
        pages, id, await change.RemoveAsync(id, groupId, requirementId, revision, User.PersonId(), cancellationToken), "The requirement is removed.", page => page, cancellationToken);
}

/// <summary>What both controllers answer to a write of a certification.</summary>
internal static class PlanAnswers
{
    /// <summary>Which form was refused, where it is none of a group's.</summary>
    public const int NewGroup = 0;
    public const int NewRenewalGroup = -1;
    public const int About = -2;

    public static async Task<IActionResult> AnswerPlanAsync(
        this Controller controller, PlanPages pages, int id, WriteResult result, string sentence, Func<PlanPage, PlanPage> typed, CancellationToken cancellationToken)
    {
        if (result.Outcome == WriteOutcome.NotFound) return controller.NotFound();
        if (result.Succeeded)
        {
            Flash.Say(controller.TempData, new Flash(sentence));
            return controller.LocalRedirect(CertificationLinks.Plan(id));
        }

        if (await pages.FindAsync(id, cancellationToken) is not { } page) return controller.NotFound();
        var isStale = result.Outcome == WriteOutcome.Stale;
        controller.Response.StatusCode = isStale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return controller.View("/Features/Certification/Plans/Plan.cshtml", typed(page) with
        {
            Problems = isStale ? [new("", "Somebody changed this certification meanwhile. What you typed is still here: look at it again and save once more.")] : result.Problems,
        });
    }
}
