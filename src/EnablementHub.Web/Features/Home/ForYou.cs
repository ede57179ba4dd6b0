using EnablementHub.Data;
using EnablementHub.Features.Coaching;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Onboarding;
using EnablementHub.Features.Training;
using EnablementHub.Features.Training.Mine;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Home;

/// <param name="From">Which part of the hub wants it, or who.</param>
public sealed record DueRow(string Icon, string Title, string Url, DateOnly DueOn, string From);

/// <param name="InAll">How much is to be done, shown or not.</param>
public sealed record ForYouSection(IReadOnlyList<DueRow> Rows, int InAll);

/// <summary>What somebody is to do next, whoever wants it: assigned training, steps of the onboarding, steps of the coaching plan.</summary>
public sealed class ForYou(HubDbContext database, MyTraining training)
{
    private const int Shown = 6;

    public async Task<ForYouSection> ReadAsync(ItemReader reader, CancellationToken cancellationToken)
    {
        var me = reader.Viewer.PersonId;
        var (assigned, assignedInAll) = await training.AssignedAsync(reader, cancellationToken);
        var steps = database.ChecklistSteps.AsNoTracking().Where(step => step.Checklist.PersonId == me && step.State == StepState.Open && step.Checklist.EndedAt == null && step.Checklist.CompletedAt == null);
        var plan = database.CoachingSteps.AsNoTracking().Where(step => step.PersonId == me && step.RemovedAt == null && step.DoneAt == null);
        var rows = assigned.Take(Shown).Select(task => new DueRow(task.Kind.Icon(), task.Title, task.IsOpen ? task.Target!.Url : TrainingLinks.Start, task.DueOn, $"assigned by {task.By}"))
            .Concat((await steps.OrderBy(step => step.DueOn).ThenBy(step => step.Id).Take(Shown).Select(step => new { step.Id, step.Title, step.DueOn }).ToListAsync(cancellationToken))
                .Select(step => new DueRow("check", step.Title, FormattableString.Invariant($"{OnboardingLinks.Start}#step-{step.Id}"), step.DueOn, "onboarding")))
            .Concat((await plan.OrderBy(step => step.DueOn).ThenBy(step => step.Id).Take(Shown).Select(step => new { step.Words, step.DueOn }).ToListAsync(cancellationToken))
                .Select(step => new DueRow("edit", step.Words, CoachingLinks.Mine + "#plan", step.DueOn, "your coaching plan")));
        return new ForYouSection(
            [.. rows.OrderBy(row => row.DueOn).Take(Shown)], assignedInAll + await steps.CountAsync(cancellationToken) + await plan.CountAsync(cancellationToken));
    }
}
