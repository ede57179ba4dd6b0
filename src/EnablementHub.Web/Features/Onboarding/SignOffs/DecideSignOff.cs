using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.SignOffs;

public sealed record SignOffDecision
{
    public required int StepId { get; init; }
    public required int PersonId { get; init; }
    public required bool IsExpert { get; init; }
    public required bool ManagesContent { get; init; }

    /// <summary>False: it goes back, with a remark on what is missing.</summary>
    public required bool IsConfirmed { get; init; }
    public required string? Remark { get; init; }
}

/// <summary>Confirms that a task was done, or sends it back with what is missing. Of two who decide at once the first one counts.</summary>
public sealed class DecideSignOff(HubDbContext database, OrganisationClock clock)
{
    public async Task<WriteResult> RunAsync(SignOffDecision decision, CancellationToken cancellationToken = default)
    {
        var remark = (decision.Remark ?? "").ReplaceLineEndings("\n").Trim();
        if (remark.Length > ChecklistStep.MaxReportLength) return WriteResult.Invalid("Remark", $"Your words have {remark.Length} characters; at most {ChecklistStep.MaxReportLength} fit.");
        if (!decision.IsConfirmed && remark.Length == 0) return WriteResult.Invalid("Remark", "Say what is missing, so that they know what to do.");
        var step = await SignOffList.Waiting(database, decision.PersonId, decision.IsExpert, decision.ManagesContent)
            .Include(s => s.Checklist).ThenInclude(c => c.Steps).SingleOrDefaultAsync(s => s.Id == decision.StepId, cancellationToken);
        if (step is null) return WriteResult.NotFound;
        if (decision.IsConfirmed) step.Confirm(decision.PersonId, remark, clock.Now);
        else step.SendBack(remark);
        step.Checklist.Settle(clock.Now);
        database.LogAudit(decision.PersonId, decision.IsConfirmed ? "onboarding.confirmed" : "onboarding.sent-back", "person", step.Checklist.PersonId, clock.Now, step.Title);
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
