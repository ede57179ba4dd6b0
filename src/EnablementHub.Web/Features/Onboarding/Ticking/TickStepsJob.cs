using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Ticking;

/// <summary>Looks at what was used since its last turn, so that managers see a step done soon after it was.</summary>
internal sealed class TickStepsJob(HubDbContext database, TickSteps tick, TimeProvider time) : IRecurringJob
{
    private const string UntilSetting = "onboarding.ticked-until";

    /// <summary>Use is written in batches a moment after it happened; a step looked at twice is ticked once.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    public string Name => "onboarding-ticks";

    public TimeSpan Interval => TimeSpan.FromSeconds(15);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var kept = await database.StoredSettings.AsNoTracking().SingleOrDefaultAsync(s => s.Name == UntilSetting, cancellationToken);
        var until = kept is null ? now - TimeSpan.FromDays(1) : DateTimeOffset.Parse(kept.Value, CultureInfo.InvariantCulture);
        await tick.RunSinceAsync(until - Overlap, cancellationToken);
        database.ChangeTracker.Clear();
        var setting = await database.StoredSettings.SingleOrDefaultAsync(s => s.Name == UntilSetting, cancellationToken);
        if (setting is null) database.Add(setting = new StoredSetting { Name = UntilSetting, Value = "" });
        setting.Value = now.ToString("O", CultureInfo.InvariantCulture);
        await database.SaveChangesAsync(cancellationToken);
    }
}
