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
    public DateTimeOffset StartOf(DateOnly day) => LocalTime.InstantOf(Zone, day, TimeOnly.MinValue);

    /// <summary>The instant at which the day is over, which is the start of the next one.</summary>
    public DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));
}
