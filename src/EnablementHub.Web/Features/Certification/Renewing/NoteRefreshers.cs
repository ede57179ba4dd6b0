using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Noting;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Renewing;

/// <summary>
/// The ledger notes each version of an item once a person. Whoever renews looks at it again: that is noted here, once a
/// certificate, so that renewals rest on records like everything else.
/// </summary>
public sealed class NoteRefreshers(HubDbContext database, ItemFacts facts, LearningRecords records, OrganisationClock clock)
{
    /// <summary>Looks at what holders whose renewal is open have used since then; cost goes by that use.</summary>
    public async Task RunAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var renewing =
            from certificate in database.Certificates.AsNoTracking()
            where certificate.IsCurrent && certificate.RevokedAt == null && certificate.RenewalOpensOn <= today && certificate.Plan.State == PlanState.Published
            join version in database.PlanVersions on new { certificate.PlanId, Number = certificate.Plan.LiveNumber } equals new { version.PlanId, Number = (int?)version.Number }
            from requirement in version.Groups.SelectMany(plan => plan.Requirements)
            where requirement.Kind == LearningKind.Item
            select new { certificate.Id, certificate.PersonId, certificate.RenewalOpensOn, ItemId = requirement.TargetId };
        var used = await facts.ReadAsync(
            database.WatchProgress.Where(progress => progress.LastAt >= since && renewing.Any(asked => asked.PersonId == progress.PersonId && asked.ItemId == progress.ItemId)),
            database.UsageEvents.Where(use => use.At >= since && renewing.Any(asked => asked.PersonId == use.PersonId && asked.ItemId == use.ItemId)), cancellationToken);
        if (used.Count == 0) return;
        var people = used.Select(fact => fact.PersonId).Distinct().ToArray();
        var wanted = (await renewing.Where(asked => people.Contains(asked.PersonId)).Distinct().ToListAsync(cancellationToken)).ToLookup(asked => (asked.PersonId, asked.ItemId));
        database.ChangeTracker.Clear();
        foreach (var fact in used.OrderBy(fact => fact.At))
        {
            foreach (var asked in wanted[(fact.PersonId, fact.ItemId)].Where(asked => clock.DayOf(fact.At) >= asked.RenewalOpensOn))
            {
                await records.NoteAsync(
                    new NewLearningRecord
                    {
                        PersonId = fact.PersonId,
                        Target = new LearningKey(LearningKind.Item, fact.ItemId),
                        TargetVersion = fact.Version,
                        EarnedAt = fact.At,
                        Evidence = $"Again for the renewal: {fact.Evidence}",
                        Key = FormattableString.Invariant($"certificate:{asked.Id}:item:{fact.ItemId}"),
                    },
                    cancellationToken);
            }
        }

        await database.SaveChangesAsync(cancellationToken);
    }
}
