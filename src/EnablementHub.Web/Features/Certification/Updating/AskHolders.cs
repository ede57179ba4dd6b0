using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Updating;

/// <summary>Asks those about a change whose certificates rest on an older version, and nobody else.</summary>
public sealed class AskHolders(HubDbContext database, Notices notices, OrganisationClock clock)
{
    private const int RemindDaysBefore = 3;

    /// <param name="personId">Who says that it is time; null: the hub itself.</param>
    public Task<WriteResult> RunAsync(int changeId, int? personId, CancellationToken cancellationToken = default) =>
        database.InUnitAsync(token => StoreAsync(changeId, personId, token), result => result.Succeeded, cancellationToken);

    private async Task<WriteResult> StoreAsync(int changeId, int? personId, CancellationToken cancellationToken)
    {
        if (await database.ContentChanges.Include(c => c.Plan).SingleOrDefaultAsync(c => c.Id == changeId, cancellationToken) is not { } change) return WriteResult.NotFound;
        if (change.AskedAt is not null) return new WriteResult(WriteOutcome.Unchanged, changeId);
        var now = clock.Now;
        change.Ask(now);
        var asked = await ConcernedAsync(change, cancellationToken);
        var ids = asked.Select(row => row.Certificate.Id).ToArray();
        var open = await database.CertificateUpdates.Where(update => ids.Contains(update.CertificateId) && update.DoneAt == null && update.ClosedAt == null)
            .Select(update => new { Update = update, update.Change.ItemId }).ToListAsync(cancellationToken);
        foreach (var earlier in open.Where(row => row.ItemId == change.ItemId)) earlier.Update.Close(now);
        var others = open.Where(row => row.ItemId != change.ItemId).ToLookup(row => row.Update.CertificateId, row => row.Update.DueOn);
        var updates = new List<CertificateUpdate>();
        foreach (var (certificate, from, grace) in asked)
        {
            var dueOn = clock.Today.AddDays(Math.Max(1, grace));
            var update = new CertificateUpdate { ChangeId = changeId, CertificateId = certificate.Id, PersonId = certificate.PersonId, FromVersion = from, DueOn = dueOn };
            update.RemindOn = dueOn.AddDays(-RemindDaysBefore) is var remind && remind > clock.Today ? remind : dueOn.AddDays(1);
            certificate.SetUpdateDue(others[certificate.Id].Append(dueOn).Min());
            updates.Add(update);
        }

        database.AddRange(updates);
        await database.SaveChangesAsync(cancellationToken);
        foreach (var due in updates.GroupBy(update => update.DueOn))
        {
            notices.Tell(due.Select(update => update.PersonId), new Notice
            {
                Kind = NoticeKind.CertificateUpdateDue,
                Key = FormattableString.Invariant($"certification-change:{changeId}:asked:{due.Key:yyyy-MM-dd}"),
                Text = $"“{change.Title}” has changed, and your “{change.Plan.Title}” rests on it. Look at the change by {CertificationWords.Day(due.Key)}; it takes two minutes.",
                Address = CertificationLinks.UpdateOf(changeId),
                Mandatory = change.Plan.IsMandatory,
            });
        }

        database.LogAudit(personId, "certification.change-asked", "certification", change.PlanId, now, $"{change.Title}, version {change.ToVersion}: {updates.Count} holders");
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, changeId, updates.Count);
    }

    /// <summary>Certificates whose newest record of the item is older than the change, with that version and the days that their plan gives.</summary>
    internal async Task<IReadOnlyList<(Certificate Certificate, int FromVersion, int GraceDays)>> ConcernedAsync(ContentChange change, CancellationToken cancellationToken)
    {
        var (today, planId, itemId, to) = (clock.Today, change.PlanId, change.ItemId, change.ToVersion);
        var rows = await database.Certificates
            .Where(certificate => certificate.PlanId == planId && certificate.IsCurrent && certificate.RevokedAt == null && certificate.GraceUntil >= today
                && certificate.Records.Any(record => record.Kind == LearningKind.Item && record.TargetId == itemId)
                && !certificate.Records.Any(record => record.Kind == LearningKind.Item && record.TargetId == itemId && record.TargetVersion >= to))
            .OrderBy(certificate => certificate.Id)
            .Select(certificate => new
            {
                Certificate = certificate,
                From = certificate.Records.Where(record => record.Kind == LearningKind.Item && record.TargetId == itemId).Max(record => record.TargetVersion),
                Grace = database.PlanVersions.Where(version => version.PlanId == planId && version.Number == certificate.PlanVersion).Select(version => version.GraceDays).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Certificate, row.From, row.Grace))];
    }
}
