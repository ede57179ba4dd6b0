using EnablementHub.Data;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Templates;

/// <summary>
/// Adds, changes, moves and removes the steps of a template. Each change makes a new version of the template; whoever
/// changes an older one is told, and nothing is overwritten.
/// </summary>
public sealed class ChangeTemplateSteps(HubDbContext database, LearningTargets targets, TimeProvider time)
{
    /// <param name="stepId">Null: a new step.</param>
    public Task<WriteResult> SaveAsync(int templateId, int? stepId, int version, StepForm form, int personId, CancellationToken cancellationToken = default)
    {
        var (values, problems) = form.Read();
        if (values is null) return Task.FromResult(WriteResult.Invalid(problems));
        return ChangeAsync(templateId, version, personId, stepId is null ? "added" : "changed", async (template, token) =>
        {
            var step = stepId is null ? new TemplateStep() : template.Steps.SingleOrDefault(s => s.Id == stepId);
            if (step is null) return (WriteResult.NotFound, "");
            if (stepId is null && template.Steps.Count >= ChecklistTemplate.MaxSteps)
                return (WriteResult.Invalid("", $"A checklist has at most {ChecklistTemplate.MaxSteps} steps. Nobody works through more in 90 days."), "");
            if (await FindProblemAsync(template, step, values, token) is { } problem) return (WriteResult.Invalid([problem]), "");
            var movesStage = stepId is not null && step.Stage != values.Stage;
            (step.Stage, step.Kind, step.Title, step.Words, step.ItemId, step.Target) = (values.Stage, values.Kind, values.Title, values.Words, values.ItemId, values.Target);
            (step.DueAfterDays, step.Minutes, step.SignOff) = (values.DueAfterDays, values.Minutes, values.SignOff);
            (step.OnlyTeamId, step.OnlyRegion, step.AfterStepId) = (values.OnlyTeamId, values.OnlyRegion, values.AfterStepId);
            if (stepId is null) template.Add(step);
            else if (movesStage) step.Position = template.Steps.Where(other => other.Stage == step.Stage && other != step).Select(other => other.Position).DefaultIfEmpty(-1).Max() + 1;
            return (null, values.Title);
        }, cancellationToken);
    }

    public Task<WriteResult> RemoveAsync(int templateId, int stepId, int version, int personId, CancellationToken cancellationToken = default) =>
        ChangeAsync(templateId, version, personId, "removed", (template, _) =>
        {
            if (template.Steps.SingleOrDefault(s => s.Id == stepId) is not { } step) return Task.FromResult<(WriteResult?, string)>((WriteResult.NotFound, ""));
            template.Remove(step);
            return Task.FromResult<(WriteResult?, string)>((null, step.Title));
        }, cancellationToken);

    /// <param name="by">-1: one place up, 1: one place down, within its stage.</param>
    public Task<WriteResult> MoveAsync(int templateId, int stepId, int by, int version, int personId, CancellationToken cancellationToken = default) =>
        ChangeAsync(templateId, version, personId, "moved", (template, _) =>
        {
            if (template.Steps.SingleOrDefault(s => s.Id == stepId) is not { } step) return Task.FromResult<(WriteResult?, string)>((WriteResult.NotFound, ""));
            template.Move(step, Math.Sign(by));
            return Task.FromResult<(WriteResult?, string)>((null, step.Title));
        }, cancellationToken);

    private Task<WriteResult> ChangeAsync(
        int templateId, int version, int personId, string verb, Func<ChecklistTemplate, CancellationToken, Task<(WriteResult? Refusal, string Detail)>> change, CancellationToken cancellationToken) =>
        database.InUnitAsync(
            async token =>
            {
                if (await database.ChecklistTemplates.Include(t => t.Steps).SingleOrDefaultAsync(t => t.Id == templateId, token) is not { } template) return WriteResult.NotFound;
                if (template.Version != version) return new WriteResult(WriteOutcome.Stale, template.Id, template.Version);
                var (refusal, detail) = await change(template, token);
                if (refusal is not null) return refusal;
                var now = time.GetUtcNow();
                template.Touch(now);
                database.LogAudit(personId, $"template.step-{verb}", "checklist-template", template.Id, now, detail);
                await database.SaveChangesAsync(token);
                return new WriteResult(WriteOutcome.Done, template.Id, template.Version);
            },
            result => result.Succeeded,
            cancellationToken);

    private async Task<FieldProblem?> FindProblemAsync(ChecklistTemplate template, TemplateStep step, StepValues values, CancellationToken cancellationToken)
    {
        if (values.ItemId is { } itemId && !await database.Items.AnyAsync(item => item.Id == itemId, cancellationToken))
            return new(nameof(StepForm.Item), "There is no item with that number. Choose it from the titles that are offered.");
        if (values.Target is { } target && !(await targets.FindAsync([target], cancellationToken)).ContainsKey(target))
            return new(nameof(StepForm.Target), "There is no quiz with that number. Choose it from the titles that are offered.");
        if (values.OnlyTeamId is { } teamId && !await database.Teams.AnyAsync(team => team.Id == teamId, cancellationToken))
            return new(nameof(StepForm.OnlyTeam), "That team is gone. Choose another one.");
        if (values.OnlyRegion is { } region && region != step.OnlyRegion && !await database.Teams.AnyAsync(team => team.Region == region, cancellationToken))
            return new(nameof(StepForm.OnlyRegion), "No team is in that region. Choose another one, or give a team this region first.");
        var seen = new HashSet<int>();
        for (var after = values.AfterStepId; after is { } id; after = template.Steps.Single(s => s.Id == id).AfterStepId)
        {
            if (template.Steps.All(s => s.Id != id)) return new(nameof(StepForm.AfterStep), "That step is gone. Choose another one.");
            if ((step.Id != 0 && id == step.Id) || !seen.Add(id)) return new(nameof(StepForm.AfterStep), "That step itself waits for this one. Choose another one.");
        }

        return null;
    }
}
