using System.Diagnostics;
using EnablementHub.Benchmarks.Lifecycle;
using EnablementHub.Data;
using EnablementHub.Features.Insights.Searching;
using EnablementHub.Features.Insights.Used;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.People;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Benchmarks.Usage;

/// <summary>What the pages of usage cost when ten times as much has happened: they read what was added up, not the events.</summary>
public static class UsageSuite
{
    private const int Items = 1_000;
    private const int People = 200;
    private const int Days = 90;
    private const double MaxGrowth = 1.5;

    public static async Task<IReadOnlyList<Gate>> RunAsync(bool isShort)
    {
        var events = isShort ? 20_000 : 1_000_000;
        await using var little = await LifecycleHub.StartAsync(Items);
        await using var much = await LifecycleHub.StartAsync(Items);

        // Both begin with as many events as fill the sums, for those are bounded by items, people and days; what follows only counts up in them.
        var rate = await AddAsync(little, events);
        await AddAsync(much, events);
        await much.WithAsync((_, database) => AddCountedAsync(database, events * 9));
        var pages = new List<Gate> { new("Events added up a second", rate, "events/s", null, Detail: FormattableString.Invariant($"{events:N0} events")) };
        foreach (var (name, read) in new (string, Func<IServiceProvider, Task>)[] { ("usage page", UsedAsync), ("searches page", SearchesAsync) })
        {
            var result = await Ratio.MeasureAsync(() => much.WithAsync((services, _) => read(services)), () => little.WithAsync((services, _) => read(services)), callsARun: 10, warmCalls: 20);
            pages.Add(new Gate(FormattableString.Invariant($"{name} with {events * 10:N0} events against a tenth"), result.Value, "×", MaxGrowth, IsVoid: result.IsVoid, Detail: result.Detail));
        }

        return pages;
    }

    private static async Task<double> AddAsync(LifecycleHub hub, int count)
    {
        await hub.WithAsync(async (_, database) =>
        {
            await FillAsync(database, count, isCounted: false);
        });
        var start = Stopwatch.GetTimestamp();
        await hub.JobAsync("usage-rollups");
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Task AddCountedAsync(HubDbContext database, int count) => FillAsync(database, count, isCounted: true);

    /// <summary>Spread over items, people and days by whole numbers, so that every run has the same.</summary>
    private static Task FillAsync(HubDbContext database, int count, bool isCounted)
    {
        var (now, step) = (TimeProvider.System.GetUtcNow().UtcTicks, TimeSpan.FromDays(Days).Ticks / count);
        return database.Database.ExecuteSqlInterpolatedAsync($"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count})
            INSERT INTO UsageEvents (At, PersonId, ItemId, Kind, IsCounted)
            SELECT {now} - i * {step}, 1 + (i * 7919) % {People}, 1 + (i * 104729) % {Items}, 1 + i % 3, {isCounted} FROM n
            """);
    }

    private static async Task UsedAsync(IServiceProvider services)
    {
        var clock = services.GetRequiredService<OrganisationClock>();
        var reader = new ItemReader(new Viewer { PersonId = 1, SeesEverything = true, GrantTokens = [] }, Writes: true, SeesUsage: true, clock.Today);
        await services.GetRequiredService<UsedReport>().ReadAsync(new UsedRequest { Days = Days }, reader, TimeZoneInfo.Utc, CancellationToken.None);
    }

    private static async Task SearchesAsync(IServiceProvider services) =>
        await services.GetRequiredService<SearchesReport>().ReadAsync(new SearchesRequest { Days = Days }, CancellationToken.None);
}
