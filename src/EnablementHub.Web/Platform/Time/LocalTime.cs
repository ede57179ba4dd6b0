namespace EnablementHub.Platform.Time;

/// <summary>Times of day in a zone, daylight saving included.</summary>
public static class LocalTime
{
    /// <summary>The instant of a time of day; where daylight saving skips that time, the first one after it, and where it comes twice, the first.</summary>
    public static DateTimeOffset InstantOf(TimeZoneInfo zone, DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (zone.IsInvalidTime(local)) local = new DateTime((local.Ticks / Quarter.Ticks + 1) * Quarter.Ticks, DateTimeKind.Unspecified);

        // Where a time comes twice, the larger offset is the earlier instant.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    /// <summary>Zones change their offset at quarters of an hour only.</summary>
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
}
