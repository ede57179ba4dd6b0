using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EnablementHub.Features.Search.Index;

/// <summary>How far the index is behind. A node takes part as soon as its index has held everything once; afterwards being behind only degrades it.</summary>
internal sealed class IndexHealth(IndexStatus status, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(10);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var state = status.Current;
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["items"] = state.Items,
            ["lag"] = state.Lag,
            ["watermark"] = state.Watermark,
            ["newestChange"] = state.NewestChange,
            ["rebuilding"] = state.IsRebuilding,
        };
        return Task.FromResult(state switch
        {
            { WasCurrent: false, Error: not null } => HealthCheckResult.Unhealthy("The search index could not be built; it tries again, and the log says why.", data: data),
            { Error: not null } => HealthCheckResult.Degraded("The search index could not follow the last changes; it tries again, and the log says why.", data: data),
            { WasCurrent: false } => HealthCheckResult.Unhealthy(state.IsRebuilding ? "The search index is being built." : "The search index has not been read yet.", data: data),
            { Trouble: not null } => HealthCheckResult.Degraded("Parts of the search index could not be joined, mostly for want of room on the disk. Searching goes on; it tries again, and the log says why.", data: data),
            { BehindSince: { } since } when time.GetUtcNow() - since > Bearable => HealthCheckResult.Degraded("The search index is behind.", data: data),
            _ => HealthCheckResult.Healthy("The search index is up to date.", data),
        });
    }
}
