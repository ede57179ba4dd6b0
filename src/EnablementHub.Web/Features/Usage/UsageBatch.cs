using EnablementHub.Data;
using EnablementHub.Features.Usage.Outside;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Usage;

/// <summary>Writes entries in one transaction: all of them or none.</summary>
internal sealed class UsageBatch(HubDbContext database, OrganisationClock clock)
{
    private readonly Dictionary<(int ItemId, DateOnly Day), ItemDay> _days = [];

    internal Task WriteAsync(IReadOnlyList<UsageEntry> entries, CancellationToken cancellationToken) => database.InUnitAsync(
        async token =>
        {
            _days.Clear();
            foreach (var entry in entries) await ApplyAsync(entry, token);
            await AddUpDaysAsync(token);
            await database.SaveChangesAsync(token);
        },
        cancellationToken);

    private async ValueTask ApplyAsync(UsageEntry entry, CancellationToken cancellationToken)
    {
        switch (entry)
        {
            case ItemUsed used:
                Add(used);
                break;
            case Searched { Search: var search }:
                if (database.SearchRecords.Local.FindEntry(search.Id) is null) database.SearchRecords.Add(search);
                break;
            case SearchClicked clicked:
                await ClickAsync(clicked, cancellationToken);
                break;
            case SecondsSeen seen:
                seen.State = await MergeAsync(seen.Report, clock.Now, cancellationToken);
                break;
            case EventsTaken taken:
                await TakeAsync(taken, cancellationToken);
                break;
        }
    }

    private void Add(ItemUsed used)
    {
        database.UsageEvents.Add(new UsageEvent { At = used.At, PersonId = used.PersonId, ItemId = used.ItemId, Kind = used.Kind });
        var day = Day(used.ItemId, used.At);
        if (used.Kind == UsageKind.View) day.Views++;
        else if (used.Kind == UsageKind.Play) day.Plays++;
        else if (used.Kind == UsageKind.Download) day.Downloads++;
    }

    private async Task ClickAsync(SearchClicked clicked, CancellationToken cancellationToken)
    {
        var search = await FindSearchAsync(clicked.SearchId, clicked.PersonId, cancellationToken);
        if (search is null or { RankClicked: not null }) return;
        search.RankClicked = clicked.Rank;
        search.ItemClickedId = clicked.ItemId;
        search.IsCounted = false;
    }

    /// <summary>What was taken before, from the same sender under the same name, counts no second time.</summary>
    private async Task TakeAsync(EventsTaken entry, CancellationToken cancellationToken)
    {
        entry.Known.Clear();
        var (sender, ids) = (entry.SenderId, entry.Events.Select(outside => outside.ClientId).ToList());
        var known = await database.TakenEvents.AsNoTracking().Where(taken => taken.PersonId == sender && ids.Contains(taken.ClientId)).Select(taken => taken.ClientId).ToListAsync(cancellationToken);
        foreach (var outside in entry.Events)
        {
            if (known.Contains(outside.ClientId, StringComparer.Ordinal) || database.TakenEvents.Local.FindEntryUntyped(new object[] { sender, outside.ClientId }) is not null)
            {
                entry.Known.Add(outside.ClientId);
                continue;
            }

            database.TakenEvents.Add(new TakenEvent { PersonId = sender, ClientId = outside.ClientId, At = clock.Now });
            if (outside.Report is { } report) await MergeAsync(report, outside.At, cancellationToken);
            else Add(new ItemUsed(outside.At, sender, outside.ItemId, outside.Kind));
        }
    }

    private async Task<WatchState> MergeAsync(ProgressReport report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var progress = await database.WatchProgress.FindAsync([report.PersonId, report.ItemId], cancellationToken);
        if (progress is null)
        {
            progress = new WatchProgress { PersonId = report.PersonId, ItemId = report.ItemId, MediaFileId = report.MediaFileId, FirstAt = now, LastAt = now };
            database.WatchProgress.Add(progress);
        }

        var merged = progress.Merge(report, now);
        if (merged.StartsSitting) Add(new ItemUsed(now, report.PersonId, report.ItemId, UsageKind.Play));
        if (merged.NewSeconds > 0) Day(report.ItemId, now).SecondsPlayed += merged.NewSeconds;
        if (report is { SearchId: { } searchId, Spans.Count: > 0 } && await FindSearchAsync(searchId, report.PersonId, cancellationToken) is { SecondsToFirstPlay: null } search)
        {
            search.SecondsToFirstPlay = Math.Max(0, (now - search.At).TotalSeconds);
            search.ItemClickedId ??= report.ItemId;
            search.IsCounted = false;
        }

        return progress.State;
    }

    /// <summary>Only a person's own search: the id comes from the browser.</summary>
    private async Task<SearchRecord?> FindSearchAsync(Guid id, int personId, CancellationToken cancellationToken) =>
        await database.SearchRecords.FindAsync([id], cancellationToken) is { } search && search.PersonId == personId ? search : null;

    private ItemDay Day(int itemId, DateTimeOffset at)
    {
        var key = (itemId, clock.DayOf(at));
        if (!_days.TryGetValue(key, out var day)) _days.Add(key, day = new ItemDay { ItemId = key.itemId, Day = key.Item2 });
        return day;
    }

    /// <summary>Adds in the database and not in memory, so that two nodes never overwrite each other's sums; in one order, so that they don't wait for each other crosswise.</summary>
    private async Task AddUpDaysAsync(CancellationToken cancellationToken)
    {
        foreach (var more in _days.Values.OrderBy(day => day.ItemId).ThenBy(day => day.Day))
        {
            var changed = await database.ItemDays.Where(day => day.ItemId == more.ItemId && day.Day == more.Day).ExecuteUpdateAsync(
                set => set.SetProperty(day => day.Views, day => day.Views + more.Views)
                    .SetProperty(day => day.Plays, day => day.Plays + more.Plays)
                    .SetProperty(day => day.Downloads, day => day.Downloads + more.Downloads)
                    .SetProperty(day => day.SecondsPlayed, day => day.SecondsPlayed + more.SecondsPlayed),
                cancellationToken);
            if (changed == 0) database.ItemDays.Add(more);
        }
    }
}
