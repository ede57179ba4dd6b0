using EnablementHub.Platform.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace EnablementHub.Platform.Hosting;

/// <summary>
/// A balancer learns only with its next look that a node is going. Until then the node that was asked to stop says on its
/// readiness that it is leaving and goes on to answer everybody who still comes.
/// </summary>
internal sealed partial class Draining(IHostApplicationLifetime lifetime, IOptions<NodeOptions> node, ILogger<Draining> log) : IHostedLifecycleService, IHealthCheck
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (node.Value.DrainSeconds == 0) return;
        LogDrains(log, node.Value.DrainSeconds);
        await Task.Delay(TimeSpan.FromSeconds(node.Value.DrainSeconds), cancellationToken);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("This node was asked to stop.") : HealthCheckResult.Healthy("This node goes on."));

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Asked to stop: readiness says no, and people are answered for another {Seconds} s")]
    private static partial void LogDrains(ILogger log, int seconds);
}
