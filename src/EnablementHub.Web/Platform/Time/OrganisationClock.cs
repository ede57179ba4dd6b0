using EnablementHub.Platform.Settings;
using Microsoft.Extensions.Options;

namespace EnablementHub.Platform.Time;

/// <summary>Now, and days in the organisation's zone: release and expiry count in these, daylight saving included.</summary>
public sealed class OrganisationClock(TimeProvider time, IOptions<OrganisationOptions> organisation)
{
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(organisation.Value.TimeZone);

    public DateTimeOffset Now => time.GetUtcNow();

    public DateOnly Today => DayOf(Now);

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which the day begins; where midnight is skipped by daylight saving, the first one after it.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);

        // Where midnight comes twice, the larger offset is the earlier instant.
        var offset = Zone.IsAmbiguousTime(midnight) ? Zone.GetAmbiguousTimeOffsets(midnight).Max() : Zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset);
    }

    /// <summary>The instant at which the day is over, which is the start of the next one.</summary>
    public DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));
}
