using System.Buffers.Text;
using System.Security.Cryptography;
using EnablementHub.Data;
using EnablementHub.Features.Certification.Renewing;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Earning;

/// <summary>
/// Gives certificates to those whose records fulfil what is asked. However many look at the same time: a person gets one a
/// period, because each look is a unit of work and the period is unique in the database.
/// </summary>
public sealed class IssueCertificates(HubDbContext database, LearnedFacts learned, LearningTargets targets, Notices notices, OrganisationClock clock)
{
    private const int Batch = 200;

    /// <returns>How many certificates were given.</returns>
    public async Task<int> RunAsync(int planId, IReadOnlyCollection<int> people, CancellationToken cancellationToken = default)
    {
        database.ChangeTracker.Clear();
        if (await LiveAsync(planId, cancellationToken) is not { } version) return 0;
        var given = 0;
        foreach (var some in people.Chunk(Batch))
        {
            var facts = await learned.ReadAsync(some, version.Targets, cancellationToken);
            var last = (await Latest(planId).AsNoTracking().Where(certificate => some.Contains(certificate.PersonId)).ToListAsync(cancellationToken)).ToDictionary(certificate => certificate.PersonId);
            foreach (var person in some.Where(person => EarningRules.Find(version, last.GetValueOrDefault(person), [.. facts[person]], clock.Today, clock.DayOf) is not null))
                if (await GiveAsync(planId, person, cancellationToken)) given++;
        }

        return given;
    }

    private async Task<bool> GiveAsync(int planId, int personId, CancellationToken cancellationToken)
    {
        try
        {
            return await database.InUnitAsync(token => StoreAsync(planId, personId, earned: null, token), isGiven => isGiven, cancellationToken);
        }
        catch (DbUpdateException error) when (!DatabaseFailure.IsPassing(error))
        {
            // Somebody else gave it in the same moment; the unique period decides.
            database.ChangeTracker.Clear();
            if (await Latest(planId).AnyAsync(certificate => certificate.PersonId == personId && certificate.IssuedAt >= clock.Now.AddMinutes(-1), cancellationToken)) return false;
            throw;
        }
    }

    /// <summary>Within the caller's unit of work.</summary>
    /// <param name="planId">A published certification.</param>
    /// <param name="personId">Whose.</param>
    /// <param name="earned">For what was earned before the hub began, of which nobody is told; null: as the ledger says today.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    internal async Task<bool> StoreAsync(int planId, int personId, Earned? earned, CancellationToken cancellationToken)
    {
        if (await LiveAsync(planId, cancellationToken) is not { } version) return false;
        var plan = await database.CertificationPlans.AsNoTracking().SingleAsync(p => p.Id == planId, cancellationToken);
        var holder = await database.Users.AsNoTracking().Where(person => person.Id == personId && person.DisabledAt == null).Select(person => person.DisplayName).SingleOrDefaultAsync(cancellationToken);
        if (holder is null) return false;
        var last = await Latest(planId).SingleOrDefaultAsync(certificate => certificate.PersonId == personId, cancellationToken);
        var facts = await learned.ReadAsync([personId], version.Targets, cancellationToken);
        if ((earned ?? EarningRules.Find(version, last, [.. facts[personId]], clock.Today, clock.DayOf)) is not { } basis) return false;

        var on = clock.DayOf(basis.EarnedAt);
        var days = basis.IsRenewal && last is not null ? Validity.Renewed(last.ValidUntil, on, version.Validity) : Validity.Earned(on, version.Validity);
        var certificate = new Certificate
        {
            PersonId = personId,
            PlanId = planId,
            Period = (last?.Period ?? 0) + 1,
            PlanVersion = version.Number,
            Title = plan.Title,
            HolderName = holder,
            EarnedAt = basis.EarnedAt,
            IssuedAt = earned is null ? clock.Now : basis.EarnedAt,
            EarnedOn = days.From,
            ValidUntil = days.Until,
            RenewalOpensOn = days.RenewalOpensOn,
            GraceUntil = days.GraceUntil,
            IsRenewal = basis.IsRenewal,
            Token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
        };
        certificate.RemindOn = ReminderSteps.Next(certificate, after: clock.Today);
        var titles = await targets.FindAsync(basis.Basis.Select(fact => fact.Target), cancellationToken);
        foreach (var fact in basis.Basis) certificate.Add(RecordOf(fact, titles));
        last?.Supersede();
        database.Add(certificate);
        await database.SaveChangesAsync(cancellationToken);
        await CloseUpdatesAsync(last, cancellationToken);
        database.LogAudit(null, "certificate.issued", "certificate", certificate.Id, clock.Now, $"{certificate.Title}, version {version.Number}, for {holder}, until {days.Until:yyyy-MM-dd}");
        notices.Tell(earned is null ? [personId] : [], new Notice
        {
            Kind = NoticeKind.CertificateEarned,
            Key = FormattableString.Invariant($"certificate:{certificate.Id}:earned"),
            Text = $"{(basis.IsRenewal ? "You have renewed" : "You are certified:")} “{certificate.Title}”. Valid until {CertificationWords.Day(days.Until)}.",
            Address = CertificationLinks.Certificate(certificate.Id),
        });
        await database.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task CloseUpdatesAsync(Certificate? last, CancellationToken cancellationToken)
    {
        if (last is null) return;
        foreach (var update in await database.CertificateUpdates.Where(update => update.CertificateId == last.Id && update.DoneAt == null && update.ClosedAt == null).ToListAsync(cancellationToken)) update.Close(clock.Now);
    }

    private static CertificateRecord RecordOf(LearnedFact fact, IReadOnlyDictionary<LearningKey, LearningTarget> titles)
    {
        var title = titles.TryGetValue(fact.Target, out var target) ? target.Title : $"{fact.Target.Kind.Label()} {fact.Target.Id}";
        return new CertificateRecord
        {
            Kind = fact.Target.Kind,
            TargetId = fact.Target.Id,
            TargetVersion = fact.Version,
            Title = title.Length > CertificateRecord.MaxTitleLength ? title[..CertificateRecord.MaxTitleLength] : title,
            EarnedAt = fact.EarnedAt,
            ScorePercent = fact.ScorePercent,
            Evidence = fact.Evidence,
            RecordId = fact.RecordId,
        };
    }

    private IQueryable<Certificate> Latest(int planId) => database.Certificates.Where(certificate => certificate.PlanId == planId && certificate.IsCurrent);

    private Task<PlanVersion?> LiveAsync(int planId, CancellationToken cancellationToken) => database.PlanVersions.AsNoTracking()
        .Include(version => version.Groups).ThenInclude(group => group.Requirements)
        .SingleOrDefaultAsync(version => version.PlanId == planId && version.Plan.State == PlanState.Published && version.Plan.LiveNumber == version.Number, cancellationToken);
}
