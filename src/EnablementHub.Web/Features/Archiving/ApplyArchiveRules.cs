using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Archiving;

/// <summary>Announces what the rules take, lets go what was touched or used since, and archives what nobody wanted. Each item in a transaction of its own.</summary>
public sealed class ApplyArchiveRules(HubDbContext database, ItemDependants dependants, ArchiveNotices notices, OrganisationClock clock)
{
    public const string Announced = "item.archive-announced";
    public const string CalledOff = "item.archive-called-off";
    private const int BatchSize = 200;

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await CallOffAsync(cancellationToken);
        await ArchiveAsync(cancellationToken);
        foreach (var rule in await database.ArchiveRules.AsNoTracking().OrderBy(rule => rule.Id).ToListAsync(cancellationToken)) await AnnounceAsync(rule, cancellationToken);
    }

    private async Task CallOffAsync(CancellationToken cancellationToken)
    {
        foreach (var rule in await database.ArchiveRules.AsNoTracking().ToListAsync(cancellationToken))
        {
            var taken = database.TakenBy(rule.Kind, rule.UnusedDays, clock);
            var free = await database.ArchiveAnnouncements.AsNoTracking()
                .Where(entry => entry.RuleId == rule.Id && (entry.Item.Revision != entry.Revision || !taken.Any(item => item.Id == entry.ItemId))).Select(entry => entry.ItemId).ToListAsync(cancellationToken);
            foreach (var itemId in free)
            {
                await database.InUnitAsync(
                    async token =>
                    {
                        if (await database.ArchiveAnnouncements.SingleOrDefaultAsync(entry => entry.ItemId == itemId, token) is not { } entry) return;
                        database.Remove(entry);
                        database.LogAudit(null, CalledOff, "item", itemId, clock.Now, "touched or used");
                        await database.SaveChangesAsync(token);
                    },
                    cancellationToken);
            }
        }
    }

    private async Task ArchiveAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var due = await database.ArchiveAnnouncements.AsNoTracking().Where(entry => entry.ArchiveOn <= today).OrderBy(entry => entry.ArchiveOn).Select(entry => entry.ItemId).ToListAsync(cancellationToken);
        foreach (var itemId in due) await database.InUnitAsync(token => ArchiveAsync(itemId, token), cancellationToken);
    }

    private async Task ArchiveAsync(int itemId, CancellationToken cancellationToken)
    {
        if (await database.ArchiveAnnouncements.Include(e => e.Item).SingleOrDefaultAsync(e => e.ItemId == itemId, cancellationToken) is not { } entry) return;

        // Touched since the others were called off: the next turn sees to it.
        if (entry.Item.Revision != entry.Revision) return;
        var uses = await dependants.FindAsync(itemId, cancellationToken);
        if (uses.Count > 0 && entry.Item.SuccessorId is null)
        {
            entry.IsHeldByUses = true;
        }
        else
        {
            entry.Item.Archive(clock.Now);
            database.LogItem(entry.Item, null, ItemActions.Archived, clock.Now, $"rule {entry.RuleId}");
            database.Remove(entry);
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task AnnounceAsync(ArchiveRule rule, CancellationToken cancellationToken)
    {
        while (true)
        {
            var taken = await database.InUnitAsync(token => AnnounceBatchAsync(rule, token), _ => true, cancellationToken);
            if (taken < BatchSize) return;
        }
    }

    private async Task<int> AnnounceBatchAsync(ArchiveRule rule, CancellationToken cancellationToken)
    {
        if (!await database.ArchiveRules.AnyAsync(r => r.Id == rule.Id, cancellationToken)) return 0;
        var items = await database.TakenBy(rule.Kind, rule.UnusedDays, clock).Where(item => !database.ArchiveAnnouncements.Any(entry => entry.ItemId == item.Id)).OrderBy(item => item.Id).Take(BatchSize)
            .Select(item => new { item.Id, item.OwnerId, item.Revision, Title = item.Versions.Where(version => version.Number == item.LiveNumber).Select(version => version.Title).First() })
            .ToListAsync(cancellationToken);
        var (now, on) = (clock.Now, clock.Today.AddDays(ArchiveRule.NoticeDays));
        foreach (var item in items)
        {
            database.ArchiveAnnouncements.Add(new ArchiveAnnouncement { ItemId = item.Id, RuleId = rule.Id, AnnouncedAt = now, ArchiveOn = on, Revision = item.Revision });
            database.LogAudit(null, Announced, "item", item.Id, now, FormattableString.Invariant($"for {on:yyyy-MM-dd}, rule {rule.Id}"));
            notices.Announce(item.OwnerId, item.Id, item.Title, on);
        }

        await database.SaveChangesAsync(cancellationToken);
        return items.Count;
    }
}

internal sealed class ArchiveRulesJob(ApplyArchiveRules apply) : IRecurringJob
{
    public string Name => "apply-archive-rules";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public Task RunAsync(CancellationToken cancellationToken) => apply.RunAsync(cancellationToken);
}
