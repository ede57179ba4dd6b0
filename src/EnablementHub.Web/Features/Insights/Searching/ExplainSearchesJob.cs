using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Insights.Searching;

/// <summary>Looks up why searches found nothing, the new ones soon, the others again after some days: what lacked may be there now.</summary>
internal sealed class ExplainSearchesJob(HubDbContext database, ExplainSearch explain, OrganisationClock clock) : IRecurringJob
{
    private const int AtOnce = 50;
    private static readonly int LongestWindow = InsightWindow.All.Max();
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(3);

    public string Name => "search-causes";

    public TimeSpan Interval => TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var since = clock.Today.AddDays(-LongestWindow);
        var stale = clock.Now - Fresh;
        var texts = await database.SearchDays.AsNoTracking()
            .Where(day => day.Day > since && day.Fruitless > 0 && !database.SearchExplanations.Any(known => known.FoldedText == day.FoldedText && known.At > stale))
            .Select(day => day.FoldedText).Distinct().OrderBy(text => text).Take(AtOnce).ToListAsync(cancellationToken);
        foreach (var text in texts)
        {
            if (!await explain.RunAsync(text, cancellationToken)) return;
        }
    }
}
