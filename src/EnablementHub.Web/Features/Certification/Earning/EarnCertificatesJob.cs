using EnablementHub.Data;
using EnablementHub.Features.Certification.Renewing;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Earning;

/// <summary>Looks at what the ledger heard since its last turn, and gives certificates to those who have everything now.</summary>
internal sealed class EarnCertificatesJob(HubDbContext database, IssueCertificates issue, NoteRefreshers refreshers, TimeProvider time) : IRecurringJob
{
    private const string UntilSetting = "certification.looked-until";

    /// <summary>Records are written with the moment at which their unit began; whoever is looked at twice gets one certificate.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    public string Name => "earn-certificates";

    public TimeSpan Interval => TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = (await database.ReadInstantAsync(UntilSetting, cancellationToken) ?? now - TimeSpan.FromDays(1)) - Overlap;
        await refreshers.RunAsync(since, cancellationToken);
        foreach (var plan in (await TouchedAsync(since, cancellationToken)).GroupBy(pair => pair.PlanId, pair => pair.PersonId)) await issue.RunAsync(plan.Key, [.. plan.Distinct()], cancellationToken);
        await CatchUpAsync(now, cancellationToken);
        database.ChangeTracker.Clear();
        await database.KeepSettingAsync(UntilSetting, now, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task<List<(int PlanId, int PersonId)>> TouchedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var touched = await (
            from record in database.LearningRecords.AsNoTracking()
            where record.RecordedAt >= since
            join requirement in database.PlanRequirements on new { record.Kind, record.TargetId } equals new { requirement.Kind, requirement.TargetId }
            where requirement.Group.Version.Plan.State == PlanState.Published && requirement.Group.Version.Plan.LiveNumber == requirement.Group.Version.Number
            select new { requirement.Group.Version.PlanId, record.PersonId }).Distinct().ToListAsync(cancellationToken);
        return [.. touched.Select(pair => (pair.PlanId, pair.PersonId))];
    }

    /// <summary>A version that was just published counts for those as well who had learned everything before.</summary>
    private async Task CatchUpAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fresh = await database.PlanVersions.AsNoTracking()
            .Where(version => version.CaughtUpAt == null && version.Plan.State == PlanState.Published && version.Plan.LiveNumber == version.Number)
            .Select(version => new { version.Id, version.PlanId }).ToListAsync(cancellationToken);
        foreach (var version in fresh)
        {
            var people = await (
                from requirement in database.PlanRequirements.AsNoTracking()
                where requirement.Group.VersionId == version.Id
                join record in database.LearningRecords on new { requirement.Kind, requirement.TargetId } equals new { record.Kind, record.TargetId }
                select record.PersonId).Distinct().ToListAsync(cancellationToken);
            await issue.RunAsync(version.PlanId, people, cancellationToken);
            await database.PlanVersions.Where(v => v.Id == version.Id).ExecuteUpdateAsync(set => set.SetProperty(v => v.CaughtUpAt, now), cancellationToken);
        }
    }
}
