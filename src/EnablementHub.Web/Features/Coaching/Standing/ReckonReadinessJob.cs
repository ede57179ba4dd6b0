using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Standing;

/// <summary>
/// Keeps the rows by which the board is ordered: those of people for whom something has changed since the last turn, and after
/// midnight everybody's, for what is late depends on the day.
/// </summary>
internal sealed class ReckonReadinessJob(HubDbContext database, StandingReader standing, OrganisationClock clock) : IRecurringJob
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
        foreach (var some in changed.Chunk(Batch)) await ReckonAsync(some, cancellationToken);
        database.ChangeTracker.Clear();
        await database.KeepSettingAsync(UntilSetting, now, cancellationToken);
        await database.KeepSettingAsync(AssignedSetting, last, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Those people, and nobody else; also right after something was done that the board is to show at once.</summary>
    public async Task ReckonAsync(IReadOnlyCollection<int> people, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        var today = clock.Today;
        var lines = await standing.ReadAsync(people, cancellationToken);
        var active = (await Sellers().Where(person => people.Contains(person.Id)).Select(person => person.Id).ToListAsync(cancellationToken)).ToHashSet();
        var completed = await database.Checklists.Where(checklist => people.Contains(checklist.PersonId) && checklist.CompletedAt != null)
            .GroupBy(checklist => checklist.PersonId).Select(own => new { own.Key, At = own.Min(checklist => checklist.CompletedAt) }).ToDictionaryAsync(own => own.Key, own => own.At, cancellationToken);
        var rows = await database.ReadinessRows.Where(row => people.Contains(row.PersonId)).ToDictionaryAsync(row => row.PersonId, cancellationToken);
        foreach (var person in people)
        {
            if (!rows.TryGetValue(person, out var row)) database.Add(row = new ReadinessRow { PersonId = person });
            var own = lines[person];
            DateOnly? ready = completed.GetValueOrDefault(person) is { } at ? clock.DayOf(at) : own.Percent == 100 ? today : null;
            row.Set(active.Contains(person), own.Percent, own.Overdue, own.OverdueMandatory, own.Expiring, ready, today);
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<int>> ChangedAsync(DateTimeOffset since, long assigned, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var people = new HashSet<int>();
        var active = Sellers();
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

    private IQueryable<Person> Sellers() => database.Users.AsNoTracking()
        .Where(person => person.DisabledAt == null && database.UserRoles.Any(given => given.UserId == person.Id && database.Roles.Any(role => role.Id == given.RoleId && role.Name == HubRoles.Rep)));
}
