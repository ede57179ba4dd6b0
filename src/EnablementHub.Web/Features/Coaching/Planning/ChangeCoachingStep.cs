using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Planning;

public enum StepAction
{
    Change,
    Do,
    Reopen,
    Remove,
}

public sealed record StepChange
{
    public required int StepId { get; init; }
    public required StepAction Action { get; init; }
    public required Viewer Viewer { get; init; }

    /// <summary>The viewer looks after people; else only what is about themselves is theirs to change.</summary>
    public required bool MayCoach { get; init; }

    /// <summary>The revision that the viewer saw.</summary>
    public int Revision { get; init; }
    public StepForm Form { get; init; } = new();
}

/// <summary>Changes a next step. The person and their coaches say that it is done or still open; only coaches rewrite it or take it out. What stood there stays.</summary>
public sealed class ChangeCoachingStep(HubDbContext database, OrganisationClock clock)
{
    /// <returns>The number of the person whose plan it is.</returns>
    public async Task<WriteResult> RunAsync(StepChange change, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.InUnitAsync(token => StoreAsync(change, token), result => result.Succeeded, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale);
        }
    }

    private async Task<WriteResult> StoreAsync(StepChange change, CancellationToken cancellationToken)
    {
        var me = change.Viewer.PersonId;
        var coached = database.Users.CoachedBy(change.Viewer);
        var isOwnAction = change.Action is StepAction.Do or StepAction.Reopen;
        var step = await database.CoachingSteps.SingleOrDefaultAsync(
            s => s.Id == change.StepId && s.RemovedAt == null && ((isOwnAction && s.PersonId == me) || (change.MayCoach && coached.Any(person => person.Id == s.PersonId))), cancellationToken);
        if (step is null) return WriteResult.NotFound;
        switch (change.Action)
        {
            case StepAction.Do when step.DoneAt is null:
                step.Do(me, clock.Now);
                break;
            case StepAction.Reopen when step.DoneAt is not null:
                step.Reopen(DueReminders.Next(step.DueOn, clock.Today));
                break;
            case StepAction.Remove:
                Keep(step, me, isRemoval: true);
                step.Remove(clock.Now);
                break;
            case StepAction.Change:
                var (words, due, problems) = change.Form.Read(clock.Today, step.DueOn);
                if (problems.Count > 0) return WriteResult.Invalid(problems) with { ItemId = step.PersonId };
                if (step.Revision != change.Revision) return new WriteResult(WriteOutcome.Stale, step.PersonId, step.Revision);
                if (words == step.Words && due == step.DueOn) return new WriteResult(WriteOutcome.Unchanged, step.PersonId);
                Keep(step, me, isRemoval: false);
                if (step.DoneAt is null && due != step.DueOn) step.RemindOn = DueReminders.Next(due, clock.Today);
                (step.Words, step.DueOn) = (words, due);
                step.Touch();
                break;
            default:
                return new WriteResult(WriteOutcome.Unchanged, step.PersonId);
        }

        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, step.PersonId);
    }

    private void Keep(CoachingStep step, int me, bool isRemoval) => database.Add(new CoachingChange
    {
        Subject = CoachingSubject.Step,
        SubjectId = step.Id,
        At = clock.Now,
        ById = me,
        IsRemoval = isRemoval,
        Before = $"{step.Words}\nDue on {ReadableTime.Absolute(step.DueOn)}",
    });
}
