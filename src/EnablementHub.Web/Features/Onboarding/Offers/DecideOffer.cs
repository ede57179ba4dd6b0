using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Onboarding.Running;
using EnablementHub.Features.People;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Offers;

/// <summary>Takes a change of the template over into a running checklist, or leaves it out. Either is written down, with who decided it and when.</summary>
public sealed class DecideOffer(HubDbContext database, ChecklistOffers offers, OrganisationClock clock)
{
    /// <param name="checklistId">Running, and in reach of the viewer.</param>
    /// <param name="fingerprint">Of the offer; null: all that are open.</param>
    /// <param name="isTaken">False: it is left out.</param>
    /// <param name="viewer">Who decides.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Stale where what was offered is no longer so.</returns>
    public async Task<WriteResult> RunAsync(int checklistId, string? fingerprint, bool isTaken, Viewer viewer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.InUnitAsync(token => StoreAsync(checklistId, fingerprint, isTaken, viewer, token), result => result.Succeeded, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale, checklistId);
        }
    }

    private async Task<WriteResult> StoreAsync(int checklistId, string? fingerprint, bool isTaken, Viewer viewer, CancellationToken cancellationToken)
    {
        var checklist = await database.Checklists.ReachedBy(viewer).Include(c => c.Steps).SingleOrDefaultAsync(c => c.Id == checklistId, cancellationToken);
        if (checklist is null) return WriteResult.NotFound;
        var chosen = (await offers.OpenAsync(checklist, cancellationToken)).Where(offer => fingerprint is null || offer.Fingerprint == fingerprint).ToList();
        if (chosen.Count == 0) return new WriteResult(WriteOutcome.Stale, checklistId);
        var version = await database.ChecklistTemplates.Where(template => template.Id == checklist.TemplateId).Select(template => template.Version).SingleAsync(cancellationToken);
        foreach (var offer in chosen)
        {
            if (isTaken) Take(checklist, offer);
            database.Add(new ChecklistOffer
            {
                ChecklistId = checklistId,
                TemplateStepId = offer.TemplateStepId,
                TemplateVersion = version,
                Kind = offer.Kind,
                Title = offer.Title,
                Detail = offer.Detail,
                Fingerprint = offer.Fingerprint,
                IsTaken = isTaken,
                DecidedAt = clock.Now,
                DecidedById = viewer.PersonId,
            });
        }

        checklist.Settle(clock.Now);
        database.LogAudit(viewer.PersonId, isTaken ? "onboarding.change-taken" : "onboarding.change-left-out", "person", checklist.PersonId, clock.Now, string.Join(", ", chosen.Select(offer => offer.Title)));
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, checklistId);
    }

    private void Take(Checklist checklist, StepOffer offer)
    {
        switch (offer.Kind)
        {
            case OfferKind.Added:
                checklist.Add(offer.From!.CopyDueOn(offer.DueOn));
                break;
            case OfferKind.Changed:
                offer.Step!.Follow(offer.From!, offer.DueOn);
                break;
            default:
                checklist.Remove(offer.Step!);
                database.Remove(offer.Step!);
                break;
        }
    }
}
