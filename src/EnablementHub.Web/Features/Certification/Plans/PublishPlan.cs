using EnablementHub.Data;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Certification.Plans;

/// <summary>Makes the draft what holds, throws it away, or ends a certification.</summary>
public sealed class PublishPlan(HubDbContext database, LearningTargets targets, TimeProvider time)
{
    public Task<WriteResult> PublishAsync(int planId, int revision, int personId, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        return database.ChangePlanAsync(planId, revision, now, personId, async (plan, token) =>
        {
            if (plan.Draft is null && plan.State == PlanState.Published) return PlanChange.Refuse("", "There is no change to publish.");
            var version = (plan.Draft ?? plan.Live)!;
            var problems = await FindProblemsAsync(version, targets, token);
            if (problems.Count > 0) return new PlanChange(WriteResult.Invalid([.. problems.Select(sentence => new FieldProblem("", sentence))]));
            plan.Publish(now);
            return new PlanChange(null, "published", $"{plan.Title}, version {version.Number}");
        }, cancellationToken);
    }

    public Task<WriteResult> DiscardAsync(int planId, int revision, int personId, CancellationToken cancellationToken = default) =>
        database.ChangePlanAsync(planId, revision, time.GetUtcNow(), personId, (plan, _) =>
        {
            if (plan.LiveNumber is null || plan.Draft is null) return Task.FromResult(PlanChange.Refuse("", "There is no change to throw away."));
            plan.DiscardDraft();
            return Task.FromResult(new PlanChange(null, "draft-discarded", plan.Title));
        }, cancellationToken);

    public Task<WriteResult> RetireAsync(int planId, int revision, int personId, CancellationToken cancellationToken = default) =>
        database.ChangePlanAsync(planId, revision, time.GetUtcNow(), personId, (plan, _) =>
        {
            if (plan.State != PlanState.Published) return Task.FromResult(PlanChange.Refuse("", "Only what is published can be retired."));
            plan.Retire();
            return Task.FromResult(new PlanChange(null, "retired", plan.Title));
        }, cancellationToken);

    /// <summary>What keeps a version from being earned by anybody, in sentences.</summary>
    internal static async Task<IReadOnlyList<string>> FindProblemsAsync(PlanVersion version, LearningTargets targets, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        if (!version.FirstTime.Any(group => group.Requirements.Count > 0)) problems.Add("It asks nothing yet: add what people have to learn.");
        problems.AddRange(version.Groups.Where(group => group.Requirements.Count == 0).Select(group => $"“{group.Title}” is empty. Add a requirement or remove the group."));
        problems.AddRange(version.Groups.Where(group => group.Need > group.Requirements.Count && group.Requirements.Count > 0)
            .Select(group => $"“{group.Title}” wants {group.Need} of {group.Requirements.Count}. Add requirements or want fewer."));
        var found = await targets.FindAsync(version.Targets, cancellationToken);
        problems.AddRange(version.Targets.Where(target => !found.TryGetValue(target, out var there) || !there.IsOpen)
            .Select(target => found.TryGetValue(target, out var there) ? $"“{there.Title}” isn't published any more. Take it out or bring it back." : $"What “{target}” named is gone. Take it out."));
        return problems;
    }
}
