using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Onboarding.Running;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Offers;

public sealed record DecidedOffer(OfferKind Kind, string Title, string Detail, bool IsTaken, string By, DateTimeOffset At);

public sealed record OffersPage(int ChecklistId, string Person, string Title, IReadOnlyList<StepOffer> Open, IReadOnlyList<DecidedOffer> Decided);

/// <summary>What a template has become, offered to somebody who is on their way through an older version of it.</summary>
[Authorize(Capability.SeeOnboarding)]
public sealed class OffersController(HubDbContext database, ChecklistOffers offers, DecideOffer decide) : Controller
{
    private const int MaxDecided = 200;

    [HttpGet("/onboarding/people/{id:int}/changes")]
    public async Task<IActionResult> Index(int id, CancellationToken cancellationToken)
    {
        var checklist = await database.Checklists.AsNoTracking().ReachedBy(User.Viewer()).Include(c => c.Steps).Include(c => c.Person).SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (checklist is null) return NotFound();
        var decided = await database.ChecklistOffers.AsNoTracking().Where(offer => offer.ChecklistId == id).OrderByDescending(offer => offer.Id).Take(MaxDecided)
            .Select(offer => new DecidedOffer(offer.Kind, offer.Title, offer.Detail, offer.IsTaken, offer.DecidedBy.DisplayName, offer.DecidedAt)).ToListAsync(cancellationToken);
        return View(new OffersPage(id, checklist.Person.DisplayName, checklist.Title, await offers.OpenAsync(checklist, cancellationToken), decided));
    }

    [HttpPost("/onboarding/people/{id:int}/changes")]
    public async Task<IActionResult> Decide(int id, [FromForm] string? fingerprint, [FromForm] string? decision, CancellationToken cancellationToken)
    {
        if (decision is not ("take" or "leave" or "take-all"))
        {
            Flash.Say(TempData, new Flash("Take the change over or leave it out.", FlashTone.Warning));
            return LocalRedirect(OnboardingLinks.Changes(id));
        }

        var result = await decide.RunAsync(id, decision == "take-all" ? null : fingerprint ?? "", decision != "leave", User.Viewer(), cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        Flash.Say(TempData, result.Succeeded
            ? new Flash(decision == "leave" ? "Left out. It is offered again when the template's step changes once more." : "Taken over.")
            : new Flash("That is no longer offered: look at what is offered now.", FlashTone.Warning));
        return LocalRedirect(OnboardingLinks.Changes(id));
    }
}
