using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Templates;

public sealed record TemplateChange
{
    /// <summary>Null: a new one.</summary>
    public required int? TemplateId { get; init; }

    /// <summary>The version that the person looked at; not asked for a new one.</summary>
    public required int Version { get; init; }
    public required string? Title { get; init; }
    public required string? Summary { get; init; }
    public required bool CountsWorkingDays { get; init; }
    public required bool IsRetired { get; init; }
    public required int PersonId { get; init; }
}

/// <summary>Begins a template, or changes what it is called and how its days count.</summary>
public sealed class SaveTemplate(HubDbContext database, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(TemplateChange change, CancellationToken cancellationToken = default)
    {
        var title = string.Join(' ', (change.Title ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var summary = (change.Summary ?? "").ReplaceLineEndings("\n").Trim();
        var problems = new List<FieldProblem>();
        if (title.Length == 0) problems.Add(new("Title", "Give it a title, for example “Account executive, first 90 days”."));
        if (title.Length > ChecklistTemplate.MaxTitleLength) problems.Add(new("Title", $"The title has {title.Length} characters; at most {ChecklistTemplate.MaxTitleLength} fit."));
        if (summary.Length > ChecklistTemplate.MaxSummaryLength) problems.Add(new("Summary", $"The summary has {summary.Length} characters; at most {ChecklistTemplate.MaxSummaryLength} fit."));
        if (problems.Count > 0) return WriteResult.Invalid(problems);
        return await database.InUnitAsync(token => StoreAsync(change, title, summary, token), result => result.Succeeded, cancellationToken);
    }

    private async Task<WriteResult> StoreAsync(TemplateChange change, string title, string summary, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        ChecklistTemplate? template;
        if (change.TemplateId is { } id)
        {
            template = await database.ChecklistTemplates.SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
            if (template is null) return WriteResult.NotFound;
            if (template.Version != change.Version) return new WriteResult(WriteOutcome.Stale, template.Id, template.Version);
        }
        else
        {
            database.Add(template = new ChecklistTemplate { Title = title });
        }

        template.Title = title;
        template.Summary = summary;
        template.CountsWorkingDays = change.CountsWorkingDays;
        template.IsRetired = change.IsRetired;
        template.Touch(now);
        await database.SaveChangesAsync(cancellationToken);
        database.LogAudit(change.PersonId, change.TemplateId is null ? "template.created" : "template.changed", "checklist-template", template.Id, now, title);
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, template.Id, template.Version);
    }
}
