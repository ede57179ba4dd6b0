using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EnablementHub.Platform.Telemetry;

/// <summary>The hub's own meter and activity source. Any collector that speaks to .NET's diagnostics can listen.</summary>
public static class HubTelemetry
{
    public const string Name = "EnablementHub";

    public static readonly Meter Meter = new(Name);
    public static readonly ActivitySource Activities = new(Name);
}
