using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding;

/// <summary>Steps of onboarding that open an item: in templates, and in the checklists that people work through.</summary>
public sealed class OnboardingUses(HubDbContext database, TimeProvider time) : IItemUses
{
    public async Task<IReadOnlyList<ItemDependant>> FindAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken)
    {
        var steps = await (
            from template in database.ChecklistTemplates.AsNoTracking()
            from step in template.Steps
            where step.ItemId != null && itemIds.Contains(step.ItemId.Value) && (forGood || !template.IsRetired)
            orderby template.Id, step.Id
            select new { ItemId = step.ItemId!.Value, step.Title, TemplateId = template.Id, Template = template.Title }).ToListAsync(cancellationToken);
        var copies = await (
            from step in database.ChecklistSteps.AsNoTracking()
            where step.ItemId != null && itemIds.Contains(step.ItemId.Value)
                && (forGood || (step.State != StepState.Done && step.Checklist.EndedAt == null && step.Checklist.CompletedAt == null))
            group step by step.ItemId!.Value into item
            select new { ItemId = item.Key, Count = item.Count() }).ToListAsync(cancellationToken);
        return
        [
            .. steps.Select(step => new ItemDependant(step.ItemId, new Dependant("onboarding step", step.Title, OnboardingLinks.Template(step.TemplateId), "check", $"opens it in “{step.Template}”") { HoldsFast = true, Needs = Capability.ManageContent })),
            .. copies.Select(copy => new ItemDependant(copy.ItemId, new Dependant("checklists", copy.Count == 1 ? "The onboarding of 1 person" : string.Create(CultureInfo.InvariantCulture, $"The onboarding of {copy.Count} people"), OnboardingLinks.Board, "team", forGood ? "has it" : "it is still to come") { HoldsFast = true, Needs = Capability.SeeOnboarding })),
        ];
    }

    /// <summary>What somebody has done stays with what they did it with.</summary>
    public async Task<IReadOnlyList<LedPlace>> LeadAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var led = new List<LedPlace>();
        foreach (var template in await database.ChecklistTemplates.Include(template => template.Steps).Where(template => template.Steps.Any(step => step.ItemId == fromItemId)).ToListAsync(cancellationToken))
        {
            var steps = template.Steps.Where(step => step.ItemId == fromItemId && only?.Contains(InTemplate(step)) != false).ToList();
            foreach (var step in steps)
            {
                step.ItemId = toItemId;
                led.Add(new LedPlace(InTemplate(step), "onboarding step", step.Title, OnboardingLinks.Template(template.Id)));
            }

            if (steps.Count > 0) template.Touch(now);
        }

        foreach (var step in await database.ChecklistSteps.Where(step => step.ItemId == fromItemId && step.State != StepState.Done && step.Checklist.EndedAt == null && step.Checklist.CompletedAt == null).ToListAsync(cancellationToken))
        {
            var place = new PlaceKey("checklist-step", step.Id);
            if (only?.Contains(place) == false) continue;
            step.LeadTo(toItemId);
            led.Add(new LedPlace(place, "step of somebody's onboarding", step.Title, OnboardingLinks.Checklist(step.ChecklistId)));
        }

        return led;
    }

    private static PlaceKey InTemplate(TemplateStep step) => new("onboarding-step", step.Id);
}
