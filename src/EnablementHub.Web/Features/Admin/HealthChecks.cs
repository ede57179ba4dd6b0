using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Platform.Media.Probing;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EnablementHub.Features.Admin;

/// <summary>Can a page be read and a change be written?</summary>
internal sealed class DatabaseHealth(HubDbContext database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var items = await database.Items.CountAsync(cancellationToken);
        return HealthCheckResult.Healthy("The database answers.", new Dictionary<string, object>(StringComparer.Ordinal) { ["items"] = items });
    }
}

/// <summary>Can an upload be stored? Writes and removes a few bytes.</summary>
internal sealed class StoreHealth(IFileStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.CheckWritableAsync(cancellationToken);
            return HealthCheckResult.Healthy("The file store is writable.");
        }
        catch (StoreFullException)
        {
            // Reading goes on, so the node stays in service.
            return HealthCheckResult.Degraded("The file store is full: uploads are refused until there is room.");
        }
        catch (StoreUnavailableException)
        {
            return HealthCheckResult.Degraded("The file store can't be written: uploads are refused.");
        }
    }
}

/// <summary>Says what measures recordings. Without ffprobe the hub goes on, and an operator can see why it knows less.</summary>
internal sealed class MediaHealth(MediaProbe probe) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy(probe.IsAvailable ? "Recordings are measured by ffprobe." : probe.Description));
}

/// <summary>When each recurring job ran last, and whether it went well.</summary>
internal sealed class JobHealth(HubDbContext database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var runs = await database.JobRuns.AsNoTracking().OrderBy(run => run.Name).ToListAsync(cancellationToken);
        var data = runs.ToDictionary(
            run => run.Name,
            object (run) => run.LastError.Length > 0 ? $"failed at {At(run.FinishedAt)}" : run.FinishedAt is null ? "not finished yet" : $"well at {At(run.FinishedAt)}",
            StringComparer.Ordinal);
        return runs.Exists(run => run.LastError.Length > 0)
            ? HealthCheckResult.Degraded("A job's last run failed; the log says why.", data: data)
            : HealthCheckResult.Healthy("All jobs went well.", data);
    }

    private static string At(DateTimeOffset? instant) => instant?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never";
}
