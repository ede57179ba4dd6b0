using System.Globalization;

namespace EnablementHub.Platform.Media.Captions;

/// <summary>Times as WebVTT and SRT write them: <c>01:02:03.456</c>, <c>02:03,456</c>.</summary>
internal static class CaptionTime
{
    private const string Arrow = "-->";
    private const int MaxHourDigits = 3;

    internal static bool IsTiming(string line) => line.Contains(Arrow, StringComparison.Ordinal);

    /// <summary>Milliseconds of start and end, or null when the line cannot be read; what follows the end is ignored.</summary>
    internal static (long Start, long End)? ParseTiming(string line)
    {
        var at = line.IndexOf(Arrow, StringComparison.Ordinal);
        var after = line[(at + Arrow.Length)..].TrimStart();
        var settings = after.AsSpan().IndexOfAny(' ', '\t');
        return Parse(line[..at].Trim()) is { } start && Parse(settings < 0 ? after : after[..settings]) is { } end ? (start, end) : null;
    }

    internal static string Format(double seconds)
    {
        var milliseconds = (long)Math.Round(seconds * 1000, MidpointRounding.AwayFromZero);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}.{milliseconds % 1000:000}");
    }

    private static long? Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length is < 2 or > 3 || Fraction(parts[^1]) is not { } last || Number(parts[^2], 2) is not { } minutes)
        {
            return null;
        }

        long? hours = parts.Length == 3 ? Number(parts[0], MaxHourDigits) : 0;
        return hours is null || minutes > 59 || last >= 60_000 ? null : (((hours * 60) + minutes) * 60_000) + last;
    }

    private static long? Fraction(string text)
    {
        var point = text.AsSpan().IndexOfAny('.', ',');
        if (point < 0)
        {
            return Number(text, 2) * 1000;
        }

        var fraction = text[(point + 1)..];
        return fraction.Length is < 1 or > 9 || Number(fraction, 9) is null
            ? null
            : (Number(text[..point], 2) * 1000) + Number((fraction + "00")[..3], 3);
    }

    private static long? Number(string text, int maxDigits) =>
        text.Length >= 1 && text.Length <= maxDigits && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
