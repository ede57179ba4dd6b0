using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding;

/// <summary>Addresses in the words of steps, in templates and in what is still to come for people, and in what is said about templates.</summary>
public sealed class OnboardingTexts(HubDbContext database, TimeProvider time) : ITypedTexts
{
    private const string OfTemplate = "onboarding-template";
    private const string OfStep = "onboarding-step";
    private const string OfCopy = "checklist-step";

    public async Task<IReadOnlyList<TypedText>> FindAsync(CancellationToken cancellationToken)
    {
        var templates = await database.ChecklistTemplates.AsNoTracking().Where(template => !template.IsRetired && template.Summary.Contains(ITypedTexts.Mark))
            .OrderBy(template => template.Id).Select(template => new { template.Id, template.Title, template.Summary }).ToListAsync(cancellationToken);
        var steps = await (
            from template in database.ChecklistTemplates.AsNoTracking()
            from step in template.Steps
            where !template.IsRetired && step.Words.Contains(ITypedTexts.Mark)
            orderby step.Id
            select new { step.Id, step.TemplateId, step.Title, step.Words }).ToListAsync(cancellationToken);
        var copies = await database.ChecklistSteps.AsNoTracking()
            .Where(step => step.State != StepState.Done && step.Checklist.EndedAt == null && step.Checklist.CompletedAt == null && step.Words.Contains(ITypedTexts.Mark))
            .OrderBy(step => step.Id).Select(step => new { step.Id, step.ChecklistId, step.Title, step.Words }).ToListAsync(cancellationToken);
        return
        [
            .. templates.Select(template => Text(OfTemplate, template.Id, nameof(ChecklistTemplate.Summary), "onboarding template", template.Title, OnboardingLinks.Template(template.Id), template.Summary, ChecklistTemplate.MaxSummaryLength, Capability.ManageContent)),
            .. steps.Select(step => Text(OfStep, step.Id, nameof(StepContent.Words), "onboarding step", step.Title, OnboardingLinks.Template(step.TemplateId), step.Words, StepContent.MaxWordsLength, Capability.ManageContent)),
            .. copies.Select(step => Text(OfCopy, step.Id, nameof(StepContent.Words), "step of somebody's onboarding", step.Title, OnboardingLinks.Checklist(step.ChecklistId), step.Words, StepContent.MaxWordsLength, Capability.SeeOnboarding)),
        ];
    }

    public async Task<bool> ReplaceAsync(PlaceKey place, string field, string before, string after, CancellationToken cancellationToken)
    {
        switch (place.Kind)
        {
            case OfTemplate:
                if (await database.ReplaceTextAsync<ChecklistTemplate>(place.Id, field, before, after, cancellationToken) is not { } template) return false;
                template.Touch(time.GetUtcNow());
                return true;
            case OfStep:
                if (await database.ReplaceTextAsync<TemplateStep>(place.Id, field, before, after, cancellationToken) is not { } step) return false;
                (await database.ChecklistTemplates.SingleAsync(t => t.Id == step.TemplateId, cancellationToken)).Touch(time.GetUtcNow());
                return true;
            case OfCopy:
                if (await database.ReplaceTextAsync<ChecklistStep>(place.Id, field, before, after, cancellationToken) is not { } copy) return false;
                copy.Reword();
                return true;
            default:
                return false;
        }
    }

    private static TypedText Text(string kind, int id, string field, string what, string title, string address, string text, int maxLength, string needs) => new()
    {
        Place = new PlaceKey(kind, id),
        Field = field,
        What = what,
        Title = title,
        Address = address,
        Icon = "check",
        Needs = needs,
        Text = text,
        MaxLength = maxLength,
    };
}
