using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Usage.Rollups;

/// <summary>
/// Adds views, plays and downloads to the roll-ups, some at a time. What is added and the mark on the event are one
/// transaction, so each counts once, in whatever order and however late it was written.
/// </summary>
public sealed class RollUpUse(HubDbContext database, OrganisationClock clock)
{
    private const int AtOnce = 1_000;

    /// <returns>Whether more may be waiting.</returns>
    public Task<bool> RunAsync(CancellationToken cancellationToken) => database.InUnitAsync(
        async token =>
        {
            var events = await database.UsageEvents.AsNoTracking().Where(used => !used.IsCounted).OrderBy(used => used.Id).Take(AtOnce).ToListAsync(token);
            if (events.Count == 0) return false;
            await AddPeopleAsync(events, token);
            await AddTeamsAndHoursAsync(events, token);
            await database.SaveChangesAsync(token);
            var ids = events.ConvertAll(used => used.Id);
            await database.UsageEvents.Where(used => ids.Contains(used.Id)).ExecuteUpdateAsync(set => set.SetProperty(used => used.IsCounted, true), token);
            return events.Count == AtOnce;
        },
        isDone => true,
        cancellationToken);

    private async Task AddPeopleAsync(List<UsageEvent> events, CancellationToken cancellationToken)
    {
        foreach (var own in events.GroupBy(used => (used.ItemId, used.PersonId)))
        {
            var last = own.Max(used => used.At);
            if (await database.ItemPeople.FindAsync([own.Key.ItemId, own.Key.PersonId], cancellationToken) is not { } use)
            {
                use = new ItemPerson { ItemId = own.Key.ItemId, PersonId = own.Key.PersonId, LastAt = last };
                database.Add(use);
            }

            use.LastAt = Later(use.LastAt, last);
            foreach (var used in own)
            {
                if (used.Kind == UsageKind.View) (use.Views, use.LastViewedAt) = (use.Views + 1, Later(use.LastViewedAt, used.At));
                else if (used.Kind == UsageKind.Play) (use.Plays, use.LastPlayedAt) = (use.Plays + 1, Later(use.LastPlayedAt, used.At));
                else use.Downloads++;
            }
        }

        foreach (var own in events.GroupBy(used => used.PersonId))
        {
            var last = own.Max(used => used.At);
            if (await database.PersonUses.FindAsync([own.Key], cancellationToken) is { } use) use.LastAt = Later(use.LastAt, last);
            else database.Add(new PersonUse { PersonId = own.Key, LastAt = last });
        }
    }

    private async Task AddTeamsAndHoursAsync(List<UsageEvent> events, CancellationToken cancellationToken)
    {
        var people = events.Select(used => used.PersonId).Distinct().ToArray();
        var items = events.Select(used => used.ItemId).Distinct().ToArray();
        var teams = (await database.TeamMembers.AsNoTracking().Where(member => people.Contains(member.PersonId)).Select(member => new { member.PersonId, member.TeamId }).ToListAsync(cancellationToken))
            .ToLookup(member => member.PersonId, member => member.TeamId);
        var kinds = await database.Items.AsNoTracking().Where(item => items.Contains(item.Id)).Select(item => new { item.Id, item.Kind }).ToDictionaryAsync(item => item.Id, item => item.Kind, cancellationToken);
        foreach (var used in events)
        {
            foreach (var team in teams[used.PersonId])
            {
                var day = await TeamDayAsync(team, clock.DayOf(used.At), used.ItemId, cancellationToken);
                if (used.Kind == UsageKind.View) day.Views++;
                else if (used.Kind == UsageKind.Play) day.Plays++;
                else day.Downloads++;
            }

            // What was deleted since is of no kind any more.
            if (!kinds.TryGetValue(used.ItemId, out var kind)) continue;
            foreach (var team in teams[used.PersonId].Prepend(UseHour.Everybody))
            {
                var hour = await HourAsync(team, used.At, kind, cancellationToken);
                if (used.Kind == UsageKind.View) hour.Views++;
                else if (used.Kind == UsageKind.Play) hour.Plays++;
                else hour.Downloads++;
            }
        }
    }

    private async Task<TeamDay> TeamDayAsync(int team, DateOnly day, int item, CancellationToken cancellationToken)
    {
        if (await database.TeamDays.FindAsync([team, day, item], cancellationToken) is { } found) return found;
        var added = new TeamDay { TeamId = team, Day = day, ItemId = item };
        database.Add(added);
        return added;
    }

    private async Task<UseHour> HourAsync(int team, DateTimeOffset at, ItemKind kind, CancellationToken cancellationToken)
    {
        var hour = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        if (await database.UseHours.FindAsync([team, hour, kind], cancellationToken) is { } found) return found;
        var added = new UseHour { TeamId = team, Hour = hour, Kind = kind };
        database.Add(added);
        return added;
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
