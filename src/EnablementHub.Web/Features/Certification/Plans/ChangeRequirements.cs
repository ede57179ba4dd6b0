using EnablementHub.Data;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Certification.Plans;

/// <summary>Adds, changes and removes what a certification asks. On a published one a draft begins by itself, a copy of what holds.</summary>
public sealed class ChangeRequirements(HubDbContext database, LearningTargets targets, TimeProvider time)
{
    /// <param name="groupId">Null: a new group.</param>
    public Task<WriteResult> SaveGroupAsync(int planId, int? groupId, int revision, GroupForm form, int personId, CancellationToken cancellationToken = default)
    {
        var (title, need, problems) = form.Read();
        if (problems.Count > 0) return Task.FromResult(WriteResult.Invalid(problems));
        var now = time.GetUtcNow();
        return database.ChangePlanAsync(planId, revision, now, personId, (plan, _) =>
        {
            var draft = Draft(plan, groupId, now, out var group);
            if (groupId is null)
            {
                if (draft.Groups.Count >= PlanVersion.MaxGroups) return Task.FromResult(PlanChange.Refuse(nameof(GroupForm.GroupTitle), $"A certification has at most {PlanVersion.MaxGroups} groups."));
                draft.Add(group = new PlanGroup { IsRenewal = form.For == "renewal" });
            }

            if (group is null) return Task.FromResult(PlanChange.NotFound);
            if (groupId is not null && need > group.Requirements.Count)
                return Task.FromResult(PlanChange.Refuse(nameof(GroupForm.Need), $"There {(group.Requirements.Count == 1 ? "is only 1 requirement" : $"are only {group.Requirements.Count} requirements")} here."));
            (group.Title, group.Need) = (title, need);
            return Task.FromResult(new PlanChange(null, "group-saved", title));
        }, cancellationToken);
    }

    public Task<WriteResult> RemoveGroupAsync(int planId, int groupId, int revision, int personId, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        return database.ChangePlanAsync(planId, revision, now, personId, (plan, _) =>
        {
            var draft = Draft(plan, groupId, now, out var group);
            if (group is null) return Task.FromResult(PlanChange.NotFound);
            draft.Remove(group);
            return Task.FromResult(new PlanChange(null, "group-removed", group.Title));
        }, cancellationToken);
    }

    public Task<WriteResult> AddAsync(int planId, int groupId, int revision, RequirementForm form, int personId, CancellationToken cancellationToken = default)
    {
        var (target, score, problems) = form.Read();
        if (problems.Count > 0) return Task.FromResult(WriteResult.Invalid(problems));
        var now = time.GetUtcNow();
        return database.ChangePlanAsync(planId, revision, now, personId, async (plan, token) =>
        {
            if (!(await targets.FindAsync([target], token)).TryGetValue(target, out var found)) return PlanChange.Refuse(nameof(RequirementForm.Target), "That is gone, or was never there. Choose it from the titles that are offered.");
            if (!found.IsOpen) return PlanChange.Refuse(nameof(RequirementForm.Target), $"“{found.Title}” isn't published, so nobody could do it.");
            Draft(plan, groupId, now, out var group);
            if (group is null) return PlanChange.NotFound;
            if (group.Requirements.Count >= PlanGroup.MaxRequirements) return PlanChange.Refuse(nameof(RequirementForm.Target), $"A group has at most {PlanGroup.MaxRequirements} requirements.");
            if (group.Requirements.Any(requirement => requirement.Target == target)) return PlanChange.Refuse(nameof(RequirementForm.Target), $"“{found.Title}” stands here already.");
            group.Add(new PlanRequirement { Kind = target.Kind, TargetId = target.Id, MinimumScore = score });
            return new PlanChange(null, "requirement-added", found.Title);
        }, cancellationToken);
    }

    public Task<WriteResult> RemoveAsync(int planId, int groupId, int requirementId, int revision, int personId, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        return database.ChangePlanAsync(planId, revision, now, personId, (plan, _) =>
        {
            var shown = plan.Versions.SelectMany(version => version.Groups).FirstOrDefault(group => group.Id == groupId)?.Requirements.FirstOrDefault(requirement => requirement.Id == requirementId);
            Draft(plan, groupId, now, out var group);
            if (shown is null || group?.Requirements.FirstOrDefault(requirement => requirement.Target == shown.Target) is not { } gone) return Task.FromResult(PlanChange.NotFound);
            group.Remove(gone);
            if (group.Need > group.Requirements.Count) group.Need = null;
            return Task.FromResult(new PlanChange(null, "requirement-removed", gone.Target.ToString()));
        }, cancellationToken);
    }

    /// <summary>The version that may be changed, and in it the group that the person saw, which is a copy where the draft has just begun.</summary>
    private static PlanVersion Draft(CertificationPlan plan, int? groupId, DateTimeOffset now, out PlanGroup? group)
    {
        var seen = plan.Draft ?? plan.Live;
        var shown = seen?.Groups.FirstOrDefault(g => g.Id == groupId);
        var place = shown is null ? -1 : Side(seen!, shown.IsRenewal).IndexOf(shown);
        var draft = plan.BeginDraft(now);
        group = place < 0 ? null : Side(draft, shown!.IsRenewal).ElementAtOrDefault(place);
        return draft;
    }

    private static List<PlanGroup> Side(PlanVersion version, bool isRenewal) => [.. isRenewal ? version.Renewal : version.FirstTime];
}
