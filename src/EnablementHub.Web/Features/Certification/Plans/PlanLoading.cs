using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Plans;

/// <summary>What every change of a certification begins and ends with.</summary>
internal static class PlanLoading
{
    public static IQueryable<CertificationPlan> Whole(this HubDbContext database) =>
        database.CertificationPlans.Include(plan => plan.Versions).ThenInclude(version => version.Groups).ThenInclude(group => group.Requirements).AsSplitQuery();

    /// <summary>Loads, refuses what is out of date, changes, audits and stores in one unit of work.</summary>
    /// <param name="database">Where it stands.</param>
    /// <param name="planId">Which.</param>
    /// <param name="revision">The one that the person looked at.</param>
    /// <param name="now">The moment of the change.</param>
    /// <param name="change">Returns a refusal, or null and what the audit says.</param>
    /// <param name="personId">Who.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static Task<WriteResult> ChangePlanAsync(
        this HubDbContext database, int planId, int revision, DateTimeOffset now, int personId, Func<CertificationPlan, CancellationToken, Task<PlanChange>> change, CancellationToken cancellationToken) =>
        database.InUnitAsync(
            async token =>
            {
                if (await database.Whole().SingleOrDefaultAsync(p => p.Id == planId, token) is not { } plan) return WriteResult.NotFound;
                if (plan.Revision != revision) return new WriteResult(WriteOutcome.Stale, planId, plan.Revision);
                var made = await change(plan, token);
                if (made.Refusal is not null) return made.Refusal;
                plan.Touch(now);
                database.LogAudit(personId, "certification." + made.Verb, "certification", planId, now, made.Detail);
                await database.SaveChangesAsync(token);
                return new WriteResult(WriteOutcome.Done, planId, plan.Revision);
            },
            result => result.Succeeded,
            cancellationToken);
}

/// <param name="Verb">For the audit, behind <c>certification.</c></param>
internal sealed record PlanChange(WriteResult? Refusal, string Verb = "", string Detail = "")
{
    public static PlanChange Refuse(string field, string sentence) => new(WriteResult.Invalid(field, sentence));

    public static PlanChange NotFound { get; } = new(WriteResult.NotFound);
}
