using EnablementHub.Data;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Library;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Media;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Seed;

/// <summary>Spreads the seed's usage over the working hours of past weeks; the same files give the same usage every time.</summary>
public sealed class SeedUsageWriter(HubDbContext database, OrganisationClock clock)
{
    private const int WorkingDays = 5;
    private const int FirstHour = 8;
    private const int WorkingMinutes = 9 * 60;

    private Dictionary<int, DateTimeOffset> _started = [];

    public async Task AddAsync(SeedUsage usage, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, Item> items, CancellationToken cancellationToken)
    {
        _started = await database.Users.AsNoTracking().ToDictionaryAsync(person => person.Id, person => person.CreatedAt, cancellationToken);
        var events = new List<UsageEvent>();
        foreach (var view in usage.Views) events.AddRange(Events(view, UsageKind.View, usage.Weeks, people, items));
        foreach (var play in usage.Plays)
        {
            var plays = Events(play, UsageKind.Play, usage.Weeks, people, items).ToList();
            events.AddRange(plays);

            // Whoever plays a clip has opened it or its row.
            events.AddRange(plays.Select(played => new UsageEvent { At = played.At.AddSeconds(-20), PersonId = played.PersonId, ItemId = played.ItemId, Kind = UsageKind.View }));
            await AddProgressAsync(play, plays, cancellationToken);
        }

        database.AddRange(events.OrderBy(entry => entry.At));
        AddDays(events, usage, items);
        foreach (var search in usage.Searches) AddSearches(search, usage.Weeks, people, items);
        await database.SaveChangesAsync(cancellationToken);
    }

    private IEnumerable<UsageEvent> Events(SeedView view, UsageKind kind, int weeks, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, Item> items)
    {
        var item = items.TryGetValue(view.Item, out var found) ? found : throw new SeedException($"usage.yaml: there is no item \"{view.Item}\".");
        return from email in view.People
               let person = people.TryGetValue(email, out var id) ? id : throw new SeedException($"usage.yaml: {email} is not in people.csv.")
               from at in Moments($"{view.Item}/{email}/{kind}", weeks, view.CountPerWeek)
               where at > item.CreatedAt && at > _started[person]
               select new UsageEvent { At = at, PersonId = person, ItemId = item.Id, Kind = kind };
    }

    private async Task AddProgressAsync(SeedPlay play, List<UsageEvent> plays, CancellationToken cancellationToken)
    {
        if (plays.Count == 0) return;
        var itemId = plays[0].ItemId;
        var media = await (from item in database.Items
                           join version in database.ItemVersions on new { item.Id, Number = item.LiveNumber } equals new { Id = version.ItemId, Number = (int?)version.Number }
                           where item.Id == itemId && version.MediaFile != null
                           select version.MediaFile).SingleOrDefaultAsync(cancellationToken);
        if (media?.DurationSeconds is not { } duration) return;
        foreach (var own in plays.GroupBy(entry => entry.PersonId))
        {
            if (database.WatchProgress.Local.Any(progress => progress.PersonId == own.Key && progress.ItemId == itemId)) continue;
            database.Add(Progress(play, own, media, duration));
        }
    }

    private static WatchProgress Progress(SeedPlay play, IGrouping<int, UsageEvent> plays, MediaFile media, double duration)
    {
        var seen = Math.Round(duration * Math.Clamp(play.Watched, 0, 1), 1);
        var spans = UniqueSeconds.None.With(0, seen, duration);
        return new WatchProgress
        {
            PersonId = plays.Key,
            ItemId = media.ItemId,
            MediaFileId = media.Id,
            Spans = spans.ToString(),
            UniqueSeconds = spans.Total,
            DurationSeconds = duration,
            PositionSeconds = seen >= duration ? 0 : seen,
            FirstAt = plays.Min(entry => entry.At),
            LastAt = plays.Max(entry => entry.At),
            Plays = plays.Count(),
        };
    }

    private void AddDays(List<UsageEvent> events, SeedUsage usage, IReadOnlyDictionary<string, Item> items)
    {
        var watched = usage.Plays.GroupBy(play => items[play.Item].Id).ToDictionary(group => group.Key, group => group.Average(play => play.Watched));
        foreach (var day in events.GroupBy(entry => (entry.ItemId, Day: clock.DayOf(entry.At))))
        {
            var plays = day.Count(entry => entry.Kind == UsageKind.Play);
            database.Add(new ItemDay
            {
                ItemId = day.Key.ItemId,
                Day = day.Key.Day,
                Views = day.Count(entry => entry.Kind == UsageKind.View),
                Plays = plays,
                Downloads = day.Count(entry => entry.Kind == UsageKind.Download),
                SecondsPlayed = plays * 100 * watched.GetValueOrDefault(day.Key.ItemId),
            });
        }
    }

    private void AddSearches(SeedSearch search, int weeks, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, Item> items)
    {
        var found = search.Result == "none" ? null : items.TryGetValue(search.Result, out var item) ? item : throw new SeedException($"usage.yaml: there is no item \"{search.Result}\".");
        var searchers = search.People.Count > 0 ? [.. search.People.Select(email => people[email])] : people.Values.Order().ToArray();
        foreach (var (at, index) in Moments($"search/{search.Text}", weeks, search.PerWeek).Select((at, index) => (at, index)))
        {
            if (at < _started[searchers[index % searchers.Length]]) continue; // Not here yet.
            database.Add(new SearchRecord
            {
                Id = Guid.NewGuid(),
                At = at,
                PersonId = searchers[index % searchers.Length],
                Text = search.Text,
                FoldedText = search.Text.Trim().ToLowerInvariant(),
                Hits = found is null ? 0 : 3 + (index % 5),
                RankClicked = found is null ? null : 1 + (index % 3),
                ItemClickedId = found?.Id,
                SecondsToFirstPlay = found is null || !found.Kind.IsPlayable() ? null : 4 + (index % 7),
            });
        }
    }

    /// <summary>Moments in working hours of the last weeks, evenly many in each, always before now.</summary>
    private IEnumerable<DateTimeOffset> Moments(string name, int weeks, double perWeek)
    {
        var random = new Random(StableHash(name));
        var today = clock.Today;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) - (7 * weeks));
        for (var number = 0; number < (int)Math.Round(perWeek * (weeks + 1)); number++)
        {
            var day = monday.AddDays((7 * random.Next(weeks + 1)) + random.Next(WorkingDays));
            var at = clock.StartOf(day).AddHours(FirstHour).AddMinutes(random.Next(WorkingMinutes)).AddSeconds(random.Next(60));
            if (at < clock.Now) yield return at;
        }
    }

    /// <summary>string.GetHashCode differs from start to start.</summary>
    private static int StableHash(string text) => text.Aggregate(17, (hash, character) => unchecked((hash * 31) + character));
}
