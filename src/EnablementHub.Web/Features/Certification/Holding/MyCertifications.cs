using EnablementHub.Data;
using EnablementHub.Features.Certification.Earning;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Holding;

/// <param name="Done">Requirements that are fulfilled, as far as the group wants them.</param>
public sealed record MyPlan(int Id, string Title, string Summary, bool IsMandatory, Certificate? Certificate, CertificateState? State, int Done, int Wanted)
{
    public bool IsEarned => Wanted > 0 && Done >= Wanted;
}

public sealed record OpenUpdate(int Id, string Title, string Certification, DateOnly DueOn);

public sealed record MyPage(IReadOnlyList<MyPlan> Held, IReadOnlyList<MyPlan> Open, IReadOnlyList<OpenUpdate> Updates, DateOnly Today);

/// <param name="Target">Null: it is gone.</param>
/// <param name="Learned">What counts now; null: still to be done.</param>
/// <param name="Earlier">What was learned but doesn't count this time; null: nothing.</param>
public sealed record RequirementRow(PlanRequirement Requirement, LearningTarget? Target, LearnedFact? Learned, LearnedFact? Earlier);

public sealed record GroupRows(PlanGroup Group, IReadOnlyList<RequirementRow> Rows)
{
    public int Done => Math.Min(Rows.Count(row => row.Learned is not null), Group.Wanted);
}

public sealed record MyPlanPage
{
    public required CertificationPlan Plan { get; init; }
    public required PlanVersion Version { get; init; }
    public required IReadOnlyList<GroupRows> Groups { get; init; }

    /// <summary>What is asked is the shorter way of those who renew.</summary>
    public required bool IsRenewal { get; init; }
    public required Certificate? Certificate { get; init; }
    public required IReadOnlyList<Certificate> Earlier { get; init; }
    public required DateOnly Today { get; init; }

    /// <summary>Everything is there; the certificate follows within seconds.</summary>
    public required bool IsEarned { get; init; }

    public CertificateState? State => Certificate?.StateOn(Today);

    /// <summary>Nothing is to be done: it is valid, and the renewal isn't open.</summary>
    public bool IsAtRest => State == CertificateState.Valid;
}

/// <summary>What somebody has earned, can earn and has to renew. Reads only: certificates are given by the job.</summary>
public sealed class MyCertifications(HubDbContext database, LearnedFacts learned, LearningQueries latest, LearningTargets targets, OrganisationClock clock)
{
    private const int MaxPlans = 200;

    public async Task<MyPage> ListAsync(int personId, CancellationToken cancellationToken)
    {
        var certificates = await Current(personId).ToListAsync(cancellationToken);
        var plans = await Published().OrderBy(version => version.Plan.Title).Take(MaxPlans).ToListAsync(cancellationToken);
        var facts = await FactsAsync(personId, plans.SelectMany(version => version.Targets), cancellationToken);
        var held = new List<MyPlan>();
        var open = new List<MyPlan>();
        foreach (var version in plans)
        {
            var certificate = certificates.Find(c => c.PlanId == version.PlanId);
            var groups = EarningRules.Asked(version, certificate, clock.Today);
            var counting = Counting(version, certificate, facts);
            var row = new MyPlan(version.PlanId, version.Plan.Title, version.Plan.Summary, version.Plan.IsMandatory, certificate, certificate?.StateOn(clock.Today),
                groups.Sum(group => Math.Min(group.Wanted, group.Requirements.Count(requirement => EarningRules.Find(requirement, counting) is not null))), groups.Sum(group => group.Wanted));
            (row.State is null or CertificateState.Expired or CertificateState.Revoked ? open : held).Add(row);
        }

        // What was retired is still theirs until its end.
        held.AddRange(certificates.Where(certificate => plans.TrueForAll(version => version.PlanId != certificate.PlanId))
            .Select(certificate => new MyPlan(certificate.PlanId, certificate.Title, "", false, certificate, certificate.StateOn(clock.Today), 0, 0)));
        var updates = await database.CertificateUpdates.AsNoTracking().Where(update => update.PersonId == personId && update.DoneAt == null && update.ClosedAt == null && update.Certificate.IsCurrent && update.Certificate.RevokedAt == null)
            .OrderBy(update => update.DueOn).ThenBy(update => update.Id).Take(MaxPlans)
            .Select(update => new OpenUpdate(update.Id, update.Change.Title, update.Certificate.Title, update.DueOn)).ToListAsync(cancellationToken);
        return new MyPage(
            [.. held.OrderBy(row => row.State switch { CertificateState.InGrace => 0, CertificateState.RenewalOpen => 1, CertificateState.Valid => 2, _ => 3 }).ThenBy(row => row.Certificate!.ValidUntil)],
            [.. open.OrderByDescending(row => row.IsMandatory).ThenBy(row => row.Title, StringComparer.Ordinal)], updates, clock.Today);
    }

    public async Task<MyPlanPage?> FindAsync(int planId, int personId, CancellationToken cancellationToken)
    {
        var version = await Published().SingleOrDefaultAsync(v => v.PlanId == planId, cancellationToken);
        if (version is null) return null;
        var certificates = await database.Certificates.AsNoTracking().Where(c => c.PersonId == personId && c.PlanId == planId).OrderByDescending(c => c.Period).ToListAsync(cancellationToken);
        var current = certificates.Find(certificate => certificate.IsCurrent);
        var facts = await FactsAsync(personId, version.Targets, cancellationToken);
        var counting = Counting(version, current, facts);
        var asked = EarningRules.Asked(version, current, clock.Today);
        var found = await targets.FindAsync(asked.SelectMany(group => group.Requirements).Select(requirement => requirement.Target), cancellationToken);
        return new MyPlanPage
        {
            Plan = version.Plan,
            Version = version,
            Groups = [.. asked.Select(group => new GroupRows(group, [.. group.InOrder.Select(requirement => new RequirementRow(
                requirement, found.GetValueOrDefault(requirement.Target), EarningRules.Find(requirement, counting), EarningRules.Find(requirement, facts)))]))],
            IsRenewal = asked.Any(group => group.IsRenewal),
            Certificate = current,
            Earlier = [.. certificates.Where(certificate => certificate != current)],
            Today = clock.Today,
            IsEarned = EarningRules.Find(version, current, facts, clock.Today, clock.DayOf) is not null,
        };
    }

    private List<LearnedFact> Counting(PlanVersion version, Certificate? certificate, IReadOnlyCollection<LearnedFact> facts) => [.. facts.Where(EarningRules.Counts(version, certificate, clock.Today, clock.DayOf))];

    /// <summary>The ledger, and what was watched just now and isn't noted yet.</summary>
    private async Task<IReadOnlyList<LearnedFact>> FactsAsync(int personId, IEnumerable<LearningKey> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.Distinct().ToArray();
        var noted = (await learned.ReadAsync([personId], wanted, cancellationToken))[personId].ToList();
        var known = noted.Select(fact => (fact.Target, fact.Version)).ToHashSet();
        var seen = (await latest.LatestAsync([personId], wanted, cancellationToken)).Where(pair => !known.Contains((pair.Key.Target, pair.Value.TargetVersion)))
            .Select(pair => new LearnedFact(long.MaxValue, pair.Key.Target, pair.Value.TargetVersion, pair.Value.EarnedAt, pair.Value.ScorePercent, pair.Value.Evidence));
        return [.. noted, .. seen];
    }

    private IQueryable<Certificate> Current(int personId) => database.Certificates.AsNoTracking().Where(certificate => certificate.PersonId == personId && certificate.IsCurrent);

    private IQueryable<PlanVersion> Published() => database.PlanVersions.AsNoTracking().Include(version => version.Plan).Include(version => version.Groups).ThenInclude(group => group.Requirements).AsSplitQuery()
        .Where(version => version.Plan.State == PlanState.Published && version.Plan.LiveNumber == version.Number);
}
