using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using EnablementHub.Features.Usage;
using EnablementHub.Features.Usage.Rollups;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Usage.Rollups;

public sealed class RollUpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RollUps_EqualWhatTheEventsSay_HoweverOftenAndInWhateverPortionsTheyAreMade()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var items = new List<Item> { await data.Clip("One").PublishedAsync(), await data.Playbook("Two").PublishedAsync(), await data.Clip("Three").PublishedAsync() };
        var people = new List<Person>();
        var team = await data.TeamAsync("Sales");
        for (var number = 0; number < 4; number++) people.Add(await hub.AddPersonAsync($"Person {number}"));
        await data.JoinAsync(people[0], team);
        await data.JoinAsync(people[1], team);
        var random = new Random(7);
        var start = hub.Time.GetUtcNow();
        for (var portion = 0; portion < 3; portion++)
        {
            await using (var database = hub.OpenDatabase())
            {
                // Some of them long ago: what is written late counts on its own day.
                for (var number = 0; number < 700; number++)
                    database.Add(new UsageEvent { At = start.AddMinutes(-random.Next(60 * 24 * 40)), PersonId = people[random.Next(4)].Id, ItemId = items[random.Next(3)].Id, Kind = (UsageKind)random.Next(1, 4) });
                await database.SaveChangesAsync(Token);
            }

            await hub.RunAsync<RollUpJob>();
            if (portion == 1) await hub.RunAsync<RollUpJob>();
        }

        await using var written = hub.OpenDatabase();
        var events = await written.UsageEvents.AsNoTracking().ToListAsync(Token);
        Assert.All(events, used => Assert.True(used.IsCounted));
        foreach (var use in await written.ItemPeople.AsNoTracking().ToListAsync(Token))
        {
            var own = events.Where(used => used.ItemId == use.ItemId && used.PersonId == use.PersonId).ToList();
            Assert.Equal((own.Count(used => used.Kind == UsageKind.View), own.Count(used => used.Kind == UsageKind.Play), own.Count(used => used.Kind == UsageKind.Download)), (use.Views, use.Plays, use.Downloads));
            Assert.Equal((own.Max(used => used.At), own.Where(used => used.Kind == UsageKind.Play).Max(used => (DateTimeOffset?)used.At)), (use.LastAt, use.LastPlayedAt));
        }

        Assert.Equal(12, await written.ItemPeople.CountAsync(Token));
        Assert.Equal(4, await written.PersonUses.CountAsync(Token));
        var ofTeam = events.Where(used => used.PersonId == people[0].Id || used.PersonId == people[1].Id).ToList();
        Assert.Equal(ofTeam.Count, await written.TeamDays.SumAsync(day => day.Views + day.Plays + day.Downloads, Token));
        Assert.Equal(events.Count, await written.UseHours.Where(hour => hour.TeamId == UseHour.Everybody).SumAsync(hour => hour.Views + hour.Plays + hour.Downloads, Token));
        Assert.Equal(events.Count(used => used.ItemId == items[1].Id), await written.UseHours.Where(hour => hour.TeamId == UseHour.Everybody && hour.Kind == ItemKind.Playbook).SumAsync(hour => hour.Views + hour.Plays + hour.Downloads, Token));
    }

    [Fact]
    public async Task Searches_CountOnce_AndWhatBecomesOfThemIsAddedWhenItIsKnown()
    {
        await using var hub = await TestHub.StartAsync();
        var clip = await TestData.In(hub).Clip("Price to a CFO").WithMedia(duration: 60).PublishedAsync();
        var rita = await hub.AddPersonAsync("Rita Rep");
        var log = hub.App.Services.GetRequiredService<UsageLog>();
        var search = new SearchRecord { Id = Guid.NewGuid(), At = hub.Time.GetUtcNow(), PersonId = rita.Id, Text = "Price", FoldedText = "price", Hits = 2 };
        log.Record(search);
        log.Record(new SearchRecord { Id = Guid.NewGuid(), At = hub.Time.GetUtcNow(), PersonId = rita.Id, Text = "zzz", FoldedText = "zzz", Hits = 0, Filters = "kind=clip" });
        await log.FlushAsync(Token);
        await hub.RunAsync<RollUpJob>();
        await hub.RunAsync<RollUpJob>();
        log.RecordClick(search.Id, rita.Id, clip.Id, rank: 3);
        await log.FlushAsync(Token);
        await hub.RunAsync<RollUpJob>();
        hub.Time.Advance(TimeSpan.FromSeconds(12));
        await using (var database = hub.OpenDatabase())
        {
            var media = await database.MediaFiles.SingleAsync(Token);
            await log.RecordProgressAsync(new ProgressReport { PersonId = rita.Id, ItemId = clip.Id, MediaFileId = media.Id, DurationSeconds = 60, Spans = [(0, 5)], SearchId = search.Id }, Token);
        }

        await hub.RunAsync<RollUpJob>();
        await hub.RunAsync<RollUpJob>();
        await using var written = hub.OpenDatabase();
        var day = await written.SearchDays.SingleAsync(found => found.FoldedText == "price", Token);
        Assert.Equal((1, 0, 1, 1, 3L, 1, 12.0), (day.Searches, day.Fruitless, day.Opened, day.Ranked, day.RankSum, day.Played, day.SecondsToPlay));
        var nothing = await written.SearchDays.SingleAsync(found => found.FoldedText == "zzz", Token);
        Assert.Equal((1, 0, 1), (nothing.Searches, nothing.Fruitless, nothing.FruitlessFiltered));
    }
}
