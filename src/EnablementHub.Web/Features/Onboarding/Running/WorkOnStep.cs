using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Onboarding.Ticking;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Running;

/// <summary>What people do with the steps of their own checklist: tell that a task is done, begin to look for a clip.</summary>
public sealed class WorkOnStep(HubDbContext database, TickSteps tick, OrganisationClock clock)
{
    /// <summary>The person says that a task is done; where somebody confirms it, it waits for them.</summary>
    public async Task<WriteResult> TellAsync(int stepId, int personId, string? report, CancellationToken cancellationToken = default)
    {
        var text = (report ?? "").ReplaceLineEndings("\n").Trim();
        if (await FindOwnAsync(stepId, personId, cancellationToken) is not { } step) return WriteResult.NotFound;
        if (step.Kind != StepKind.Task) return WriteResult.Invalid("", "This step ticks itself once you have really done it.");
        if (step.State != StepState.Open) return new WriteResult(WriteOutcome.Unchanged, step.ChecklistId);
        if (text.Length > ChecklistStep.MaxReportLength) return WriteResult.Invalid("Report", $"Your words have {text.Length} characters; at most {ChecklistStep.MaxReportLength} fit.");
        if (text.Length == 0 && step.SignOff != SignOffBy.Nobody) return WriteResult.Invalid("Report", $"Say in a sentence what you did, so that {step.SignOff.Label()} can confirm it.");
        if (FirstBefore(step) is { } first) return WriteResult.Invalid("", $"First comes “{first}”.");
        step.Tell(text, clock.Now);
        return await StoreAsync(step, cancellationToken);
    }

    /// <summary>From now on searches and plays count for the question.</summary>
    public async Task<WriteResult> BeginAsync(int stepId, int personId, CancellationToken cancellationToken = default)
    {
        if (await FindOwnAsync(stepId, personId, cancellationToken) is not { } step) return WriteResult.NotFound;
        if (step.Kind != StepKind.Find) return WriteResult.Invalid("", "Only a question is begun like this.");
        if (FirstBefore(step) is { } first) return WriteResult.Invalid("", $"First comes “{first}”.");
        if (step.BegunAt is not null || step.State != StepState.Open) return new WriteResult(WriteOutcome.Unchanged, step.ChecklistId);
        step.Begin(clock.Now);
        return await StoreAsync(step, cancellationToken);
    }

    private async Task<ChecklistStep?> FindOwnAsync(int stepId, int personId, CancellationToken cancellationToken)
    {
        // What comes first may have been seen already, and only waits to be noted.
        await tick.RunForAsync(personId, cancellationToken);
        return await database.ChecklistSteps.Include(step => step.Checklist).ThenInclude(checklist => checklist.Steps)
            .SingleOrDefaultAsync(step => step.Id == stepId && step.Checklist.PersonId == personId && step.Checklist.EndedAt == null, cancellationToken);
    }

    /// <summary>Title of the step that has to be done before; null: none.</summary>
    private static string? FirstBefore(ChecklistStep step) =>
        step.Checklist.Steps.FirstOrDefault(other => other.TemplateStepId == step.AfterTemplateStepId && other.State != StepState.Done)?.Title;

    private async Task<WriteResult> StoreAsync(ChecklistStep step, CancellationToken cancellationToken)
    {
        step.Checklist.Settle(clock.Now);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return new WriteResult(WriteOutcome.Done, step.ChecklistId);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale, step.ChecklistId);
        }
    }
}
