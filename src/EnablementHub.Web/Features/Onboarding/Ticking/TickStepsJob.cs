using EnablementHub.Data;
using EnablementHub.Platform.Jobs;

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
        var until = await database.ReadInstantAsync(UntilSetting, cancellationToken) ?? now - TimeSpan.FromDays(1);
        await tick.RunSinceAsync(until - Overlap, cancellationToken);
        database.ChangeTracker.Clear();
        await database.KeepSettingAsync(UntilSetting, now, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }
}
