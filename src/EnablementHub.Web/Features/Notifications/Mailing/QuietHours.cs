using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Notifications.Mailing;

/// <summary>The part of a person's day in which no mail goes; the day's mail goes when it ends. By the clock on their wall, so right on days of 23 and 25 hours too.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    public static QuietHours Default { get; } = new(MailSettings.DefaultQuietFrom, MailSettings.DefaultQuietUntil);

    public bool IsNone => From == Until;

    public bool Hold(DateTimeOffset now, TimeZoneInfo zone) => !IsNone && TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).IsBetween(From, Until);

    /// <summary>When that day's mail may go at the earliest.</summary>
    public DateTimeOffset EndOn(DateOnly day, TimeZoneInfo zone) => LocalTime.InstantOf(zone, day, Until);
}
