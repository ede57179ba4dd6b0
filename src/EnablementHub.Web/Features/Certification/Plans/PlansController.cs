using EnablementHub.Features.Certification.Badges;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Forms;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Certification.Plans;

/// <summary>The lead writes what people can be certified in.</summary>
[Authorize(Capability.ManageContent)]
public sealed class PlansController(PlanPages pages, SavePlan save, PublishPlan publish) : Controller
{
    [HttpGet(CertificationLinks.Plans)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await pages.ListAsync(cancellationToken));

    [HttpPost(CertificationLinks.Plans)]
    public async Task<IActionResult> Create([FromForm] string? title, CancellationToken cancellationToken)
    {
        var result = await save.CreateAsync(title, User.PersonId(), cancellationToken);
        if (result.Succeeded) return LocalRedirect(CertificationLinks.Plan(result.ItemId));
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Index", await pages.ListAsync(cancellationToken) with { Typed = title, Problem = result.Problems[0].Sentence });
    }

    /// <summary>From now on badges are signed by another key; what the old ones signed can still be checked.</summary>
    [HttpPost("/certifications/programme/new-key")]
    public async Task<IActionResult> NewKey([FromServices] MakeBadgeKey make, CancellationToken cancellationToken)
    {
        await make.RunAsync(User.PersonId(), cancellationToken);
        Flash.Say(TempData, new Flash("Badges are signed with a new key from now on. Those that were downloaded before can still be checked."));
        return LocalRedirect(CertificationLinks.Plans);
    }

    [HttpGet("/certifications/programme/{id:int}")]
    public async Task<IActionResult> Plan(int id, CancellationToken cancellationToken) => await pages.FindAsync(id, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpPost("/certifications/programme/{id:int}")]
    public async Task<IActionResult> Save(int id, [FromForm] int revision, [FromForm] PlanForm form, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await save.RunAsync(id, revision, form, User.PersonId(), cancellationToken), "Saved.", page => page with { Form = form, TypedFor = PlanAnswers.About }, cancellationToken);

    [HttpPost("/certifications/programme/{id:int}/publish")]
    public async Task<IActionResult> Publish(int id, [FromForm] int revision, CancellationToken cancellationToken) => await AnswerAsync(
        id, await publish.PublishAsync(id, revision, User.PersonId(), cancellationToken), "Published. Whoever has learned everything already gets the certificate within seconds.", page => page, cancellationToken);

    [HttpPost("/certifications/programme/{id:int}/discard")]
    public async Task<IActionResult> Discard(int id, [FromForm] int revision, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await publish.DiscardAsync(id, revision, User.PersonId(), cancellationToken), "The change is thrown away. What holds stays as it is.", page => page, cancellationToken);

    [HttpGet("/certifications/programme/{id:int}/retire")]
    public async Task<IActionResult> ConfirmRetiring(int id, CancellationToken cancellationToken)
    {
        if (await pages.FindAsync(id, cancellationToken) is not { } page) return NotFound();
        if (page.Plan.State != PlanState.Published) return LocalRedirect(CertificationLinks.Plan(id));
        return View("Confirm", new ConfirmPage
        {
            Title = $"Retire “{page.Plan.Title}”?",
            Consequences =
            [
                new("Nobody earns or renews it any more."),
                page.Holders == 0 ? new("Nobody holds it now.") : new($"{(page.Holders == 1 ? "1 certificate stays" : $"{page.Holders} certificates stay")} valid until their end, and can be verified.", CertificationLinks.HoldersOf(id)),
                new("You can publish it again."),
            ],
            ButtonLabel = "Retire it",
            ActionHref = FormattableString.Invariant($"{CertificationLinks.Plan(id)}/retire?revision={page.Plan.Revision}"),
            BackHref = CertificationLinks.Plan(id),
            BackLabel = page.Plan.Title,
        });
    }

    [HttpPost("/certifications/programme/{id:int}/retire")]
    public async Task<IActionResult> Retire(int id, [FromQuery] int revision, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await publish.RetireAsync(id, revision, User.PersonId(), cancellationToken), "Retired. Certificates stay valid until their end.", page => page, cancellationToken);

    private Task<IActionResult> AnswerAsync(int id, WriteResult result, string sentence, Func<PlanPage, PlanPage> typed, CancellationToken cancellationToken) =>
        this.AnswerPlanAsync(pages, id, result, sentence, typed, cancellationToken);
}
