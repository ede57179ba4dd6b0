using EnablementHub.Data;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Templates;

public sealed record TemplateRow(int Id, string Title, string Summary, int Steps, int Minutes, int Running, bool IsRetired, DateTimeOffset ChangedAt);

public sealed record TemplateListPage(IReadOnlyList<TemplateRow> Templates, string? Typed = null, string? Problem = null);

/// <param name="ItemTitle">Title of the item; null without one.</param>
/// <param name="Problem">What keeps the step from being done, for example that its item has expired; null: nothing.</param>
public sealed record TemplateStepRow(TemplateStep Step, string? ItemTitle, ItemKind? ItemKind, string? TeamName, string? AfterTitle, string? Problem);

public sealed record TemplatePage
{
    public required ChecklistTemplate Template { get; init; }
    public required IReadOnlyList<TemplateStepRow> Steps { get; init; }
    public required IReadOnlyList<Choice> Teams { get; init; }
    /// <summary>As teams name them.</summary>
    public required IReadOnlyList<string> Regions { get; init; }
    public required int Running { get; init; }

    /// <summary>Topics of a complete template that none of its content covers.</summary>
    public required IReadOnlyList<string> MissingTopics { get; init; }

    /// <summary>What was typed for the step with this number; 0: for a new one; null: nothing was refused.</summary>
    public int? TypedFor { get; init; }
    public StepForm Typed { get; init; } = new();
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public StepForm FormOf(TemplateStep? step) => TypedFor == (step?.Id ?? 0) ? Typed : step is null ? new StepForm() : StepForm.From(step);

    public IReadOnlyList<FieldProblem> ProblemsOf(TemplateStep? step) => TypedFor == (step?.Id ?? 0) ? Problems : [];
}

/// <summary>Reads for the pages of templates.</summary>
public sealed class TemplatePages(HubDbContext database, LearningTargets targets, People.Holidays.WorkCalendar calendar, Platform.Time.OrganisationClock clock)
{
    public const int MaxListed = 200;

    public async Task<IReadOnlyList<TemplateRow>> ListAsync(CancellationToken cancellationToken) => await database.ChecklistTemplates.AsNoTracking()
        .OrderBy(template => template.IsRetired).ThenBy(template => template.Title)
        .Select(template => new TemplateRow(template.Id, template.Title, template.Summary, template.Steps.Count, template.Steps.Sum(step => step.Minutes),
            database.Checklists.Count(checklist => checklist.TemplateId == template.Id && checklist.EndedAt == null && checklist.CompletedAt == null),
            template.IsRetired, template.ChangedAt))
        .Take(MaxListed).ToListAsync(cancellationToken);

    public async Task<TemplatePage?> FindAsync(int id, CancellationToken cancellationToken)
    {
        if (await database.ChecklistTemplates.AsNoTracking().Include(t => t.Steps).SingleOrDefaultAsync(t => t.Id == id, cancellationToken) is not { } template) return null;
        var itemIds = template.Steps.Where(step => step.ItemId is not null).Select(step => step.ItemId!.Value).Distinct().ToList();
        var items = await (
            from item in database.Items.AsNoTracking()
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber ?? item.PendingNumber } equals new { version.ItemId, Number = (int?)version.Number }
            where itemIds.Contains(item.Id)
            select new { item.Id, item.Kind, item.State, item.ReleaseOn, item.ExpireOn, version.Title }).ToDictionaryAsync(item => item.Id, cancellationToken);
        var teams = await database.Teams.AsNoTracking().OrderBy(team => team.Name).Select(team => new { team.Id, team.Name }).ToListAsync(cancellationToken);
        var learned = await targets.FindAsync(template.Steps.Select(step => step.Target).OfType<Learning.LearningKey>(), cancellationToken);
        var rows = template.InOrder.Select(step =>
        {
            var target = step.Target is { } key ? learned.GetValueOrDefault(key) : null;
            var item = step.ItemId is { } itemId ? items.GetValueOrDefault(itemId) : null;
            var status = item is null ? (PublicationStatus?)null : Item.Status(item.State, item.ReleaseOn, item.ExpireOn, clock.Today);
            return new TemplateStepRow(step, item?.Title ?? target?.Title, item?.Kind, teams.Find(team => team.Id == step.OnlyTeamId)?.Name,
                template.Steps.SingleOrDefault(other => other.Id == step.AfterStepId)?.Title,
                step.Target is not null ? (target is { IsOpen: true } ? null : "Nobody can do this step: its quiz is not published.")
                : status is null or PublicationStatus.Published ? null : $"Nobody can do this step: its content is {status.ToString()!.ToLowerInvariant()}.");
        }).ToList();
        return new TemplatePage
        {
            Template = template,
            Steps = rows,
            Teams = [.. teams.Select(team => new Choice(team.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), team.Name))],
            Regions = await calendar.RegionsAsync(cancellationToken),
            Running = await database.Checklists.CountAsync(checklist => checklist.TemplateId == id && checklist.EndedAt == null && checklist.CompletedAt == null, cancellationToken),
            MissingTopics = OnboardingTopics.MissingIn(template.Steps),
        };
    }
}
