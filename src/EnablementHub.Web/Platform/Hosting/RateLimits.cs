using System.Security.Claims;
using System.Threading.RateLimiting;
using EnablementHub.Platform.Settings;
using Microsoft.Extensions.Options;

namespace EnablementHub.Platform.Hosting;

/// <summary>Names of the rate limits; <c>[EnableRateLimiting(RateLimit.Search)]</c> puts one on an endpoint.</summary>
public static class RateLimit
{
    public const string SignIn = "sign-in";
    public const string Search = "search";
    public const string Upload = "upload";
    public const string Beacon = "beacon";
    public const string Report = "report";

    public static IServiceCollection AddHubRateLimits(this IServiceCollection services) => services.AddSingleton<ApiLimits>().AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "10";
            return ValueTask.CompletedTask;
        };
        limiter.AddPolicy(SignIn, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = Limits(http).SignInPerMinute, Window = TimeSpan.FromMinutes(1) }));
        limiter.AddPolicy(Beacon, http => RateLimitPartition.GetFixedWindowLimiter(
            Person(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = Limits(http).BeaconsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        limiter.AddPolicy(Report, http => RateLimitPartition.GetFixedWindowLimiter(
            Person(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = Limits(http).ReportsPerMinute, Window = TimeSpan.FromMinutes(1) }));

        // Searches and uploads are limited by how many run at once: that bounds the load and never punishes a quick typist.
        limiter.AddPolicy(Search, http => RateLimitPartition.GetConcurrencyLimiter(
            Person(http), _ => new ConcurrencyLimiterOptions { PermitLimit = Limits(http).ConcurrentSearches, QueueLimit = 4 * Limits(http).ConcurrentSearches }));
        limiter.AddPolicy(Upload, http => RateLimitPartition.GetConcurrencyLimiter(
            Person(http), _ => new ConcurrencyLimiterOptions { PermitLimit = Limits(http).ConcurrentUploads, QueueLimit = 0 }));
    });

    private static LimitOptions Limits(HttpContext http) => http.RequestServices.GetRequiredService<IOptions<LimitOptions>>().Value;

    private static string Person(HttpContext http) => http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.Connection.RemoteIpAddress?.ToString() ?? "";
}
