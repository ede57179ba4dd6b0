using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace EnablementHub.Features.Library.Reading;

/// <summary>How lengths, sizes and states read.</summary>
public static class ItemWords
{
    /// <summary>"45 s", "2 min", "2 min 05 s".</summary>
    public static string Length(double seconds)
    {
        var whole = (int)Math.Round(Math.Max(0, seconds));
        if (whole < 60) return Text($"{whole} s");
        return whole % 60 == 0 ? Text($"{whole / 60} min") : Text($"{whole / 60} min {whole % 60:00} s");
    }

    /// <summary>As a player shows it: "1:05", "1:02:03".</summary>
    public static string Moment(double seconds)
    {
        var moment = TimeSpan.FromSeconds(Math.Max(0, seconds));
        return moment.TotalHours >= 1 ? Text($"{(int)moment.TotalHours}:{moment.Minutes:00}:{moment.Seconds:00}") : Text($"{moment.Minutes}:{moment.Seconds:00}");
    }

    public static string Size(long bytes) => bytes switch
    {
        >= 1_000_000_000 => Text($"{bytes / 1e9:0.#} GB"),
        >= 1_000_000 => Text($"{bytes / 1e6:0.#} MB"),
        >= 1_000 => Text($"{bytes / 1e3:0} kB"),
        _ => Text($"{bytes} bytes"),
    };

    public static string FileType(string contentType, string fileName) => contentType switch
    {
        "application/pdf" => "PDF",
        _ when Path.GetExtension(fileName) is { Length: > 1 } extension => extension[1..].ToUpperInvariant(),
        _ => "File",
    };

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Count(int count, string one, string many) => Text($"{count:N0} {(count == 1 ? one : many)}");

    /// <summary>A fraction of seconds for addresses and attributes.</summary>
    public static string Number(double? value) => value is { } number ? Math.Round(number, 3).ToString(CultureInfo.InvariantCulture) : "";

    /// <summary>The same, or no attribute at all.</summary>
    public static string? Attribute(double? value) => value is null ? null : Number(value);

    public static string Trust(TrustStatus trust) => trust switch
    {
        TrustStatus.Verified => "Verified",
        TrustStatus.Due => "Review due",
        _ => "Unverified",
    };

    /// <summary>"today", "yesterday", "12 days ago".</summary>
    public static string Ago(DateTimeOffset instant, DateOnly today)
    {
        var days = today.DayNumber - DateOnly.FromDateTime(instant.UtcDateTime).DayNumber;
        return days switch
        {
            <= 0 => "today",
            1 => "yesterday",
            < 60 => Text($"{days} days ago"),
            < 730 => Text($"{days / 30} months ago"),
            _ => Text($"{days / 365} years ago"),
        };
    }

    public static string Icon(ItemKind kind) => kind.Slug();

    /// <summary>An icon of the sprite. It says nothing by itself; a word stands beside it.</summary>
    public static IHtmlContent Mark(string icon) => new HtmlString($"<svg class=\"icon\" aria-hidden=\"true\"><use href=\"/img/icons.svg#{icon}\"></use></svg>");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
