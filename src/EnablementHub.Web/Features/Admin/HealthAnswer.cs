using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EnablementHub.Features.Admin;

/// <summary>
/// <c>{ "status": "healthy|degraded|unhealthy", "checks": { "database": { "status", "says", "data" } } }</c>;
/// 200 for healthy and degraded, 503 for unhealthy. Names no path, person or secret: anybody may ask.
/// </summary>
internal static partial class HealthAnswer
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var log = context.RequestServices.GetRequiredService<ILogger<HealthReport>>();
        foreach (var (name, entry) in report.Entries.Where(entry => entry.Value.Exception is not null)) LogFailed(log, entry.Exception, name);
        return context.Response.WriteAsJsonAsync(new
        {
            status = Name(report.Status),
            checks = report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new { status = Name(entry.Value.Status), says = entry.Value.Exception is null ? entry.Value.Description ?? "" : "This check failed; the log says why.", data = entry.Value.Data },
                StringComparer.Ordinal),
        });
    }

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The health check {Check} failed")]
    private static partial void LogFailed(ILogger log, Exception? error, string check);
}
