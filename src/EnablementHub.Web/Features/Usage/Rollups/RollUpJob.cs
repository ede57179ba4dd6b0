using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Usage.Rollups;

/// <summary>Adds up what happened since its last turn, so that a page costs the same however much has ever happened.</summary>
internal sealed class RollUpJob(RollUpUse use, RollUpSearches searches) : IRecurringJob
{
    public string Name => "usage-rollups";

    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await use.RunAsync(cancellationToken))
        {
            // There is more.
        }

        while (await searches.RunAsync(cancellationToken))
        {
            // There is more.
        }
    }
}
