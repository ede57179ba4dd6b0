using EnablementHub.Features.Learning;

namespace EnablementHub.Features.Certification.Earning;

/// <summary>A record of the ledger, as far as it decides.</summary>
public sealed record LearnedFact(long RecordId, LearningKey Target, int Version, DateTimeOffset EarnedAt, double? ScorePercent, string Evidence);

/// <summary>What a certificate would rest on.</summary>
/// <param name="EarnedAt">When the last of what was needed was achieved.</param>
public sealed record Earned(DateTimeOffset EarnedAt, bool IsRenewal, IReadOnlyList<LearnedFact> Basis);

/// <summary>
/// Decides from the ledger alone whether somebody has earned a certificate, and when. The answer doesn't depend on when it is
/// asked: of several records that would do, the first one counts, so a job that comes late gives the same days.
/// </summary>
public static class EarningRules
{
    /// <param name="version">What is asked, with its groups.</param>
    /// <param name="last">The person's latest certificate of this certification; null: they have none.</param>
    /// <param name="facts">What they have learned of its targets.</param>
    /// <param name="today">The organisation's day.</param>
    /// <param name="dayOf">The organisation's day of an instant.</param>
    public static Earned? Find(PlanVersion version, Certificate? last, IReadOnlyCollection<LearnedFact> facts, DateOnly today, Func<DateTimeOffset, DateOnly> dayOf)
    {
        var counting = facts.Where(Counts(version, last, today, dayOf)).ToList();
        if (last is { RevokedAt: null } && version.Renewal.Any() && Fulfil(version.Renewal, counting) is { } renewed && dayOf(renewed.EarnedAt) <= last.GraceUntil)
            return renewed with { IsRenewal = true };
        if (Fulfil(version.FirstTime, counting) is not { } earned) return null;
        return earned with { IsRenewal = last is { RevokedAt: null } && dayOf(earned.EarnedAt) <= last.GraceUntil };
    }

    /// <summary>
    /// What counts: the first time what is no older than a certificate gets; for a renewal what was learned since it opened;
    /// after a revocation what was learned since then.
    /// </summary>
    public static Func<LearnedFact, bool> Counts(PlanVersion version, Certificate? last, DateOnly today, Func<DateTimeOffset, DateOnly> dayOf) => last switch
    {
        null => fact => dayOf(fact.EarnedAt) >= today.AddDays(-version.ValidDays),
        { RevokedAt: { } revoked } => fact => fact.EarnedAt > revoked,
        _ => fact => fact.EarnedAt > last.EarnedAt && dayOf(fact.EarnedAt) >= last.RenewalOpensOn,
    };

    /// <summary>The groups that are asked of this person on that day.</summary>
    public static IReadOnlyList<PlanGroup> Asked(PlanVersion version, Certificate? last, DateOnly today) =>
        last is { RevokedAt: null } && today <= last.GraceUntil && version.Renewal.Any() ? [.. version.Renewal] : [.. version.FirstTime];

    /// <summary>The first record that fulfils the requirement; null: none does.</summary>
    public static LearnedFact? Find(PlanRequirement requirement, IEnumerable<LearnedFact> facts) => facts
        .Where(fact => fact.Target == requirement.Target && (requirement.MinimumScore is not { } minimum || fact.ScorePercent >= minimum))
        .OrderBy(fact => fact.EarnedAt).ThenBy(fact => fact.RecordId).FirstOrDefault();

    private static Earned? Fulfil(IEnumerable<PlanGroup> groups, List<LearnedFact> facts)
    {
        var basis = new List<LearnedFact>();
        foreach (var group in groups.Where(group => group.Requirements.Count > 0))
        {
            var fulfilled = group.InOrder.Select(requirement => Find(requirement, facts)).OfType<LearnedFact>().OrderBy(fact => fact.EarnedAt).ThenBy(fact => fact.RecordId).Take(group.Wanted).ToList();
            if (fulfilled.Count < group.Wanted) return null;
            basis.AddRange(fulfilled);
        }

        return basis.Count == 0 ? null : new Earned(basis.Max(fact => fact.EarnedAt), IsRenewal: false, [.. basis.DistinctBy(fact => fact.RecordId)]);
    }
}
