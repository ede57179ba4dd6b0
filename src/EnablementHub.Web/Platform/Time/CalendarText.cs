using System.Globalization;
using System.Text;

namespace EnablementHub.Platform.Time;

/// <summary>Writes iCalendar (RFC 5545), line by line.</summary>
public sealed class CalendarText
{
    private const int MaxLineBytes = 75;
    private readonly StringBuilder _text = new();

    public static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    /// <summary>Lines longer than 75 bytes go on in the next one, after a space; no character is cut in two.</summary>
    public CalendarText Line(string line)
    {
        var used = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > MaxLineBytes)
            {
                _text.Append("\r\n ");
                used = 1;
            }

            _text.Append(rune);
            used += rune.Utf8SequenceLength;
        }

        _text.Append("\r\n");
        return this;
    }

    public override string ToString() => _text.ToString();
}
