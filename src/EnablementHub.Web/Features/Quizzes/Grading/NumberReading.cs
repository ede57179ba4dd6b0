using System.Globalization;

namespace EnablementHub.Features.Quizzes.Grading;

/// <summary>Numbers as people write them: "1,234.5", "1.234,5", "12,5", "1 234", "-3", "15 %".</summary>
public static class NumberReading
{
    private const int MaxLength = 40;

    /// <summary>Each number that the text may mean: "1,234" is one thousand to some and one and a bit to others. Empty: none.</summary>
    public static IReadOnlyList<double> All(string text)
    {
        var plain = Plain(text);
        if (plain.Length is 0 or > MaxLength) return [];
        var (dots, commas) = (plain.Count(c => c == '.'), plain.Count(c => c == ','));
        var readings = new List<double>();
        if (dots <= 1 && IsGrouped(plain, ',', '.')) Add(readings, plain.Replace(",", "", StringComparison.Ordinal));
        if (commas <= 1 && IsGrouped(plain, '.', ',')) Add(readings, plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'));
        return readings;
    }

    private static void Add(List<double> readings, string text)
    {
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && !readings.Contains(number))
            readings.Add(number);
    }

    /// <summary>Groups stand before the decimal mark and have three digits each, but for the first.</summary>
    private static bool IsGrouped(string text, char group, char mark)
    {
        var whole = text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text;
        if (text.IndexOf(group, whole.Length) >= 0) return false;
        var parts = whole.TrimStart('-', '+').Split(group);
        return parts.Length == 1 || (parts[0].Length is > 0 and <= 3 && parts.Skip(1).All(part => part.Length == 3));
    }

    /// <summary>Without spaces, and without the unit that people add.</summary>
    private static string Plain(string text)
    {
        var kept = text.Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '’')).Select(c => c == '−' ? '-' : c).ToArray();
        var all = new string(kept);
        var start = 0;
        while (start < all.Length && all[start] is '€' or '$' or '£') start++;
        var end = start;
        while (end < all.Length && (char.IsAsciiDigit(all[end]) || all[end] is '.' or ',' or '-' or '+')) end++;
        var rest = all[end..];
        return rest.Any(char.IsAsciiDigit) ? "" : all[start..end];
    }
}
