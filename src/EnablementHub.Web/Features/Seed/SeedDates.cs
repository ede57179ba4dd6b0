using System.Globalization;

namespace EnablementHub.Features.Seed;

/// <summary>Days in seed files: <c>-40d</c> counts from the day of loading, <c>2026-01-31</c> is that day.</summary>
public sealed class SeedDates(DateOnly today)
{
    public DateOnly Day(string text)
    {
        if (text is [.., 'd'] && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days)) return today.AddDays(days);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        throw new SeedException($"\"{text}\" is no date. Write -40d, +90d or 2026-01-31.");
    }

    public DateOnly? DayOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : Day(text);
}
