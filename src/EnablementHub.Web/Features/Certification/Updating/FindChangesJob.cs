using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Updating;

/// <summary>Finds major versions of what certificates rest on, tells the leads, and asks the holders when the leads' time is over.</summary>
internal sealed class FindChangesJob(HubDbContext database, AskHolders ask, Notices notices, OrganisationClock clock) : IRecurringJob
{
    private const string UntilSetting = "certification.changes-until";
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    public string Name => "certification-changes";

    public TimeSpan Interval => TimeSpan.FromSeconds(15);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var since = (await database.ReadInstantAsync(UntilSetting, cancellationToken) ?? now - TimeSpan.FromDays(1)) - Overlap;
        await database.InUnitAsync(token => FindAsync(since, now, token), cancellationToken);
        var today = clock.Today;
        foreach (var change in await database.ContentChanges.AsNoTracking().Where(change => change.AskedAt == null && change.AskOn <= today).Select(change => change.Id).ToListAsync(cancellationToken))
            await ask.RunAsync(change, personId: null, cancellationToken);
    }

    private async Task FindAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var found = await (
            from version in database.ItemVersions.AsNoTracking()
            where version.IsMajor && version.PublishedAt >= since
            join record in database.CertificateRecords on version.ItemId equals record.TargetId
            where record.Kind == LearningKind.Item && record.TargetVersion < version.Number
                && record.Certificate.IsCurrent && record.Certificate.RevokedAt == null && record.Certificate.GraceUntil >= today
            select new { record.Certificate.PlanId, version.ItemId, version.Number, version.Title, version.Note, record.CertificateId }).Distinct().ToListAsync(cancellationToken);
        var changes = found.GroupBy(row => (row.PlanId, row.ItemId, row.Number)).ToList();
        var items = changes.Select(change => change.Key.ItemId).Distinct().ToArray();
        var known = (await database.ContentChanges.AsNoTracking().Where(change => items.Contains(change.ItemId)).Select(change => new { change.PlanId, change.ItemId, change.ToVersion }).ToListAsync(cancellationToken))
            .Select(change => (change.PlanId, change.ItemId, change.ToVersion)).ToHashSet();
        var leads = changes.Count == 0 ? [] : await database.ActiveIn(HubRoles.Lead).ToListAsync(cancellationToken);
        foreach (var group in changes.Where(change => !known.Contains(change.Key)))
        {
            var change = new ContentChange
            {
                PlanId = group.Key.PlanId,
                ItemId = group.Key.ItemId,
                ToVersion = group.Key.Number,
                Title = group.First().Title,
                Note = group.First().Note,
                CreatedAt = now,
                AskOn = today.AddDays(ContentChange.DaysToPrepare),
            };
            database.Add(change);
            await database.SaveChangesAsync(cancellationToken);
            notices.Tell(leads, new Notice
            {
                Kind = NoticeKind.CertificationChanged,
                Key = FormattableString.Invariant($"certification-change:{change.Id}"),
                Text = $"“{change.Title}” has a major change, and {(group.Count() == 1 ? "1 certificate rests" : $"{group.Count()} certificates rest")} on it. Write two questions for the holders by {CertificationWords.Day(change.AskOn)}.",
                Address = CertificationLinks.Change(change.Id),
            });
        }

        await database.KeepSettingAsync(UntilSetting, now, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }
}
