using System.Security.Claims;

namespace EnablementHub.Features.Shared;

/// <summary>The time zone in which the person who looks wants to read times.</summary>
public static class ReaderZone
{
    private const string Claim = "hub:zone";

    /// <summary>The person's own zone; UTC without one, or when this machine does not know its name.</summary>
    public static TimeZoneInfo Of(HttpContext? context) =>
        context?.User.FindFirstValue(Claim) is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
