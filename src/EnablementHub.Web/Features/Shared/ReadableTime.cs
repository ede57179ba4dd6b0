using System.Globalization;
using System.Xml;

namespace EnablementHub.Features.Shared;

/// <summary>Times, days and lengths in the words of the pages: "3 days ago", "in 2 weeks", "2 min 05 s".</summary>
public static class ReadableTime
{
    public static string Ago(DateTimeOffset moment, DateTimeOffset now)
    {
        var past = now - moment;
        if (past < TimeSpan.Zero) return past > TimeSpan.FromMinutes(-1) ? "just now" : $"in {Span(-past)}";
        return past < TimeSpan.FromMinutes(1) ? "just now" : $"{Span(past)} ago";
    }

    /// <summary>"today", "in 3 days", "5 days ago".</summary>
    public static string Distance(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        > 0 and var days => $"in {Span(TimeSpan.FromDays(days))}",
        var days => $"{Span(TimeSpan.FromDays(-days))} ago",
    };

    /// <summary>"3 March 2026, 14:05" in the given zone.</summary>
    public static string Absolute(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    public static string Absolute(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>"48 s", "2 min 05 s", "1 h 02 min".</summary>
    public static string Duration(double seconds)
    {
        var whole = Whole(seconds);
        return whole switch
        {
            < 60 => $"{whole} s",
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min {whole % 60:00} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{whole / 3600} h {whole / 60 % 60:00} min"),
        };
    }

    public static string MachineDuration(double seconds) => XmlConvert.ToString(TimeSpan.FromSeconds(Whole(seconds)));

    /// <summary>A place in a recording: "0:38", "1:02:05".</summary>
    public static string Moment(double seconds)
    {
        var whole = double.IsFinite(seconds) ? (long)Math.Clamp(Math.Floor(seconds), 0, 360_000) : 0;
        return whole < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole / 60 % 60:00}:{whole % 60:00}");
    }

    private static long Whole(double seconds) => double.IsFinite(seconds) ? (long)Math.Clamp(Math.Round(seconds), 0, 360_000) : 0;

    private static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 60 } => Count((int)span.TotalMinutes, "minute"),
        { TotalHours: < 24 } => Count((int)span.TotalHours, "hour"),
        { TotalDays: < 14 } => Count((int)span.TotalDays, "day"),
        { TotalDays: < 60 } => Count((int)(span.TotalDays / 7), "week"),
        { TotalDays: < 730 } => Count((int)(span.TotalDays / 30.44), "month"),
        _ => Count((int)(span.TotalDays / 365.25), "year"),
    };

    private static string Count(int number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")}");
}
