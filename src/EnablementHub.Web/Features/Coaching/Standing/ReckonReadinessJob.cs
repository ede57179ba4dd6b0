using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Standing;

/// <summary>
/// Keeps the rows by which the board is ordered: those of people for whom something has changed since the last turn, and after
/// midnight everybody's, for what is late depends on the day.
/// </summary>
internal sealed class ReckonReadinessJob(HubDbContext database, ReckonReadiness reckon, OrganisationClock clock) : IRecurringJob
{
    private const string UntilSetting = "coaching.reckoned-until";
    private const string AssignedSetting = "coaching.reckoned-assigned";
    private const int Batch = 500;

    /// <summary>What a job ticks a moment later bears the time at which it was learned.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    public string Name => "readiness";

    public TimeSpan Interval => TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var since = await database.ReadInstantAsync(UntilSetting, cancellationToken) is { } kept ? kept - Overlap : DateTimeOffset.MinValue;
        var assigned = await database.ReadPositionAsync(AssignedSetting, cancellationToken);
        var last = await database.AssignedTraining.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0;
        var changed = await ChangedAsync(since, assigned, cancellationToken);
        foreach (var some in changed.Chunk(Batch))
        {
            database.ChangeTracker.Clear();
            await reckon.RunAsync(some, cancellationToken);
        }

        database.ChangeTracker.Clear();
        await database.KeepSettingAsync(UntilSetting, now, cancellationToken);
        await database.KeepSettingAsync(AssignedSetting, last, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<int>> ChangedAsync(DateTimeOffset since, long assigned, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var people = new HashSet<int>();
        var active = reckon.Sellers();
        people.UnionWith(await active.Where(person => !database.ReadinessRows.Any(row => row.PersonId == person.Id && row.IsActive)).Select(person => person.Id).ToListAsync(cancellationToken));
        people.UnionWith(await database.ReadinessRows.Where(row => row.IsActive && !active.Any(person => person.Id == row.PersonId)).Select(row => row.PersonId).ToListAsync(cancellationToken));
        var isPlanChanged = await database.CertificationPlans.AnyAsync(plan => plan.ChangedAt >= since, cancellationToken);
        people.UnionWith(await database.ReadinessRows.Where(row => row.IsActive && (isPlanChanged || row.ReckonedOn != today)).Select(row => row.PersonId).ToListAsync(cancellationToken));
        var rows = database.ReadinessRows.Where(row => row.IsActive);
        people.UnionWith(await rows.Where(row => database.AssignedTraining.Any(given => given.Id > assigned && given.PersonId == row.PersonId)).Select(row => row.PersonId).ToListAsync(cancellationToken));
        people.UnionWith(await database.AssignedTraining.Where(given => given.Assignment.EndedAt >= since).Select(given => given.PersonId).Distinct().ToListAsync(cancellationToken));
        people.UnionWith(await database.LearningRecords.Where(record => record.RecordedAt >= since).Select(record => record.PersonId).Distinct().ToListAsync(cancellationToken));
        people.UnionWith(await database.Certificates.Where(certificate => certificate.IssuedAt >= since || certificate.RevokedAt >= since).Select(certificate => certificate.PersonId).Distinct().ToListAsync(cancellationToken));
        people.UnionWith(await database.Checklists
            .Where(checklist => checklist.CreatedAt >= since || checklist.EndedAt >= since || checklist.CompletedAt >= since
                || (checklist.EndedAt == null && checklist.CompletedAt == null && checklist.Steps.Any(step => step.DoneAt >= since || step.ReportedAt >= since)))
            .Select(checklist => checklist.PersonId).Distinct().ToListAsync(cancellationToken));
        return [.. people.Order()];
    }
}
