using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EnablementHub.Features.Admin;

/// <summary>
/// <c>{ "status": "healthy|degraded|unhealthy", "checks": { "database": { "status", "says", "data" } } }</c>;
/// 200 for healthy and degraded, 503 for unhealthy. Names no path, person or secret: anybody may ask.
/// </summary>
internal static class HealthAnswer
{
    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = Name(report.Status),
        checks = report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new { status = Name(entry.Value.Status), says = entry.Value.Description ?? "This check failed; the log says why.", data = entry.Value.Data },
            StringComparer.Ordinal),
    });

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
