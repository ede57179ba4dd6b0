using System.Diagnostics.Metrics;
using EnablementHub.Platform.Telemetry;

namespace EnablementHub.Features.Usage;

/// <summary>What an operator watches of the usage log.</summary>
internal static class UsageMeter
{
    internal static readonly Counter<long> Written = HubTelemetry.Meter.CreateCounter<long>("hub.usage.written", description: "Usage entries committed to the database");
    internal static readonly Counter<long> Dropped = HubTelemetry.Meter.CreateCounter<long>("hub.usage.dropped", description: "Usage entries given up because the queue was full, closed or the entry could not be stored");
    internal static readonly Counter<long> Retries = HubTelemetry.Meter.CreateCounter<long>("hub.usage.retries", description: "Batches written again because the database refused them");
}
