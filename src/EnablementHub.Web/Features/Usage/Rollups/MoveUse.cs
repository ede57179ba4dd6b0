using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Usage.Rollups;

/// <summary>Gives the use of one item to another, in the caller's unit of work, which saves. Progress comes along only where both play the same recording: seconds of one mean nothing in another.</summary>
public static class MoveUse
{
    public static async Task MoveUseAsync(this HubDbContext database, int from, int to, CancellationToken cancellationToken)
    {
        await MoveDaysAsync(database, from, to, cancellationToken);
        await MoveTeamDaysAsync(database, from, to, cancellationToken);
        await MovePeopleAsync(database, from, to, cancellationToken);
        await CopyProgressAsync(database, from, to, cancellationToken);
        await database.UsageEvents.Where(used => used.ItemId == from).ExecuteUpdateAsync(set => set.SetProperty(used => used.ItemId, to), cancellationToken);
        await database.SearchRecords.Where(search => search.ItemClickedId == from).ExecuteUpdateAsync(set => set.SetProperty(search => search.ItemClickedId, to), cancellationToken);
    }

    private static async Task MoveDaysAsync(HubDbContext database, int from, int to, CancellationToken cancellationToken)
    {
        var days = await database.ItemDays.Where(day => day.ItemId == from || day.ItemId == to).ToListAsync(cancellationToken);
        var kept = days.Where(day => day.ItemId == to).ToDictionary(day => day.Day);
        foreach (var day in days.Where(day => day.ItemId == from))
        {
            if (!kept.TryGetValue(day.Day, out var sum)) database.Add(sum = new ItemDay { ItemId = to, Day = day.Day });
            sum.Views += day.Views;
            sum.Plays += day.Plays;
            sum.Downloads += day.Downloads;
            sum.SecondsPlayed += day.SecondsPlayed;
            database.Remove(day);
        }
    }

    private static async Task MoveTeamDaysAsync(HubDbContext database, int from, int to, CancellationToken cancellationToken)
    {
        var days = await database.TeamDays.Where(day => day.ItemId == from || day.ItemId == to).ToListAsync(cancellationToken);
        var kept = days.Where(day => day.ItemId == to).ToDictionary(day => (day.TeamId, day.Day));
        foreach (var day in days.Where(day => day.ItemId == from))
        {
            if (!kept.TryGetValue((day.TeamId, day.Day), out var sum)) database.Add(sum = new TeamDay { TeamId = day.TeamId, Day = day.Day, ItemId = to });
            sum.Views += day.Views;
            sum.Plays += day.Plays;
            sum.Downloads += day.Downloads;
            database.Remove(day);
        }
    }

    private static async Task MovePeopleAsync(HubDbContext database, int from, int to, CancellationToken cancellationToken)
    {
        var people = await database.ItemPeople.Where(use => use.ItemId == from || use.ItemId == to).ToListAsync(cancellationToken);
        var kept = people.Where(use => use.ItemId == to).ToDictionary(use => use.PersonId);
        foreach (var use in people.Where(use => use.ItemId == from))
        {
            if (!kept.TryGetValue(use.PersonId, out var sum)) database.Add(sum = new ItemPerson { ItemId = to, PersonId = use.PersonId, LastAt = use.LastAt });
            sum.LastAt = Later(sum.LastAt, use.LastAt)!.Value;
            sum.LastViewedAt = Later(sum.LastViewedAt, use.LastViewedAt);
            sum.LastPlayedAt = Later(sum.LastPlayedAt, use.LastPlayedAt);
            sum.Views += use.Views;
            sum.Plays += use.Plays;
            sum.Downloads += use.Downloads;
            database.Remove(use);
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    /// <summary>Whoever has played the one that stays keeps what they have there.</summary>
    private static async Task CopyProgressAsync(HubDbContext database, int fromId, int toId, CancellationToken cancellationToken)
    {
        var recordings = await (
            from item in database.Items
            from version in item.Versions
            where (item.Id == fromId || item.Id == toId) && version.Number == item.LiveNumber && version.MediaFile != null
            select new { item.Id, MediaFileId = version.MediaFile!.Id, version.MediaFile.Sha256 }).ToListAsync(cancellationToken);
        if (recordings.Find(recording => recording.Id == fromId) is not { } old || recordings.Find(recording => recording.Id == toId) is not { } kept || old.Sha256 != kept.Sha256) return;
        var seen = await database.WatchProgress.AsNoTracking().Where(progress => progress.ItemId == fromId && progress.MediaFileId == old.MediaFileId
            && !database.WatchProgress.Any(other => other.ItemId == toId && other.PersonId == progress.PersonId)).ToListAsync(cancellationToken);
        database.AddRange(seen.Select(progress => new WatchProgress
        {
            PersonId = progress.PersonId,
            ItemId = toId,
            MediaFileId = kept.MediaFileId,
            Spans = progress.Spans,
            SittingSpans = progress.SittingSpans,
            UniqueSeconds = progress.UniqueSeconds,
            DurationSeconds = progress.DurationSeconds,
            PositionSeconds = progress.PositionSeconds,
            FirstAt = progress.FirstAt,
            LastAt = progress.LastAt,
            Plays = progress.Plays,
        }));
    }
}
