using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification;

/// <summary>Certifications that ask for an item, and certificates that rest on one.</summary>
public sealed class CertificationUses(HubDbContext database, TimeProvider time) : IItemUses
{
    public async Task<IReadOnlyList<ItemDependant>> FindAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken)
    {
        var asked = await (
            from requirement in database.PlanRequirements.AsNoTracking()
            where requirement.Kind == LearningKind.Item && itemIds.Contains(requirement.TargetId)
                && (requirement.Group.Version.Number == requirement.Group.Version.Plan.LiveNumber || requirement.Group.Version.Number == requirement.Group.Version.Plan.DraftNumber)
                && (forGood || requirement.Group.Version.Plan.State != PlanState.Retired)
            select new { ItemId = requirement.TargetId, requirement.Group.Version.PlanId, requirement.Group.Version.Plan.Title }).Distinct().OrderBy(use => use.PlanId).ToListAsync(cancellationToken);
        var uses = asked.Select(use => new ItemDependant(use.ItemId, new Dependant("certification", use.Title, CertificationLinks.Plan(use.PlanId), "verified", "asks for it") { HoldsFast = true, Needs = Capability.ManageContent })).ToList();
        if (!forGood) return uses;
        var resting = await database.CertificateRecords.AsNoTracking().Where(record => record.Kind == LearningKind.Item && itemIds.Contains(record.TargetId))
            .GroupBy(record => record.TargetId).Select(item => new { ItemId = item.Key, Count = item.Select(record => record.CertificateId).Distinct().Count() }).ToListAsync(cancellationToken);
        uses.AddRange(resting.Select(rest => new ItemDependant(rest.ItemId, new Dependant(
            "certificates", rest.Count == 1 ? "1 certificate" : string.Create(CultureInfo.InvariantCulture, $"{rest.Count} certificates"), CertificationLinks.Trained(rest.ItemId), "verified", rest.Count == 1 ? "rests on it" : "rest on it")
        { HoldsFast = true, Needs = Capability.ManageContent })));
        return uses;
    }

    /// <summary>
    /// What is asked is a new version, which holds at once so that people can go on earning it. Where a lead is writing one, it
    /// waits in that. Certificates stay with what they were earned with.
    /// </summary>
    public async Task<IReadOnlyList<LedPlace>> LeadAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken)
    {
        var (from, to) = (new LearningKey(LearningKind.Item, fromItemId), new LearningKey(LearningKind.Item, toItemId));
        var now = time.GetUtcNow();
        var plans = await database.CertificationPlans.Include(plan => plan.Versions).ThenInclude(version => version.Groups).ThenInclude(group => group.Requirements).AsSplitQuery()
            .Where(plan => plan.State != PlanState.Retired && plan.Versions.Any(version => (version.Number == plan.LiveNumber || version.Number == plan.DraftNumber)
                && version.Groups.Any(group => group.Requirements.Any(requirement => requirement.Kind == LearningKind.Item && requirement.TargetId == fromItemId))))
            .ToListAsync(cancellationToken);
        var led = new List<LedPlace>();
        foreach (var plan in plans)
        {
            var place = new PlaceKey("certification", plan.Id);
            if (only?.Contains(place) == false) continue;
            var isBegun = plan.Draft is not null;
            var isMerged = false;
            foreach (var group in plan.BeginDraft(now).Groups)
            {
                isMerged |= group.Requirements.Any(requirement => requirement.Target == from) && group.Requirements.Any(requirement => requirement.Target == to);
                group.Lead(from, to);
            }

            if (!isBegun) plan.Publish(now);
            plan.Touch(now);
            led.Add(new LedPlace(place, "certification", plan.Title, CertificationLinks.Plan(plan.Id), isMerged));
        }

        return led;
    }
}
