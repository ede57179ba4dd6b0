using System.Globalization;
using System.Text;

namespace EnablementHub.Platform.Media;

/// <summary>
/// Which seconds of a clip were seen, however often and in whatever order the reports of them arrive: a set of spans
/// in tenths of a second. Adding never takes anything away, so reports may come twice, late or from two tabs.
/// </summary>
public sealed class UniqueSeconds : IEquatable<UniqueSeconds>
{
    private const int TicksPerSecond = 10;
    private const int MaxTicks = 10 * 24 * 3600 * TicksPerSecond;
    private readonly List<(int Start, int End)> _spans;

    private UniqueSeconds(List<(int Start, int End)> spans) => _spans = spans;

    public static UniqueSeconds None { get; } = new([]);

    /// <summary>Seconds seen in all, each counted once.</summary>
    public double Total => _spans.Sum(span => (long)span.End - span.Start) / (double)TicksPerSecond;

    public bool IsEmpty => _spans.Count == 0;

    /// <summary>Start and end in seconds, in order, apart from each other.</summary>
    public IEnumerable<(double Start, double End)> Spans =>
        _spans.Select(span => (span.Start / (double)TicksPerSecond, span.End / (double)TicksPerSecond));

    /// <summary>Where the last span ends, in seconds.</summary>
    public double End => _spans.Count == 0 ? 0 : _spans[^1].End / (double)TicksPerSecond;

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else in the text is passed over.</summary>
    public static UniqueSeconds Parse(string? text)
    {
        var spans = new List<(int Start, int End)>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            if (dash > 0
                && double.TryParse(part.AsSpan(0, dash), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var start)
                && double.TryParse(part.AsSpan(dash + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var end))
            {
                AddTicks(spans, start, end, MaxTicks);
            }
        }

        return Normalise(spans);
    }

    /// <summary>With one more span; what lies outside of the clip, or makes no sense, counts nothing.</summary>
    /// <param name="start">Seconds.</param>
    /// <param name="end">Seconds.</param>
    /// <param name="duration">The length of the clip in seconds, or null when it is not known.</param>
    public UniqueSeconds With(double start, double end, double? duration = null) => With([(start, end)], duration);

    public UniqueSeconds With(IEnumerable<(double Start, double End)> seen, double? duration = null)
    {
        var limit = duration is { } seconds && double.IsFinite(seconds) ? ToTicks(Math.Max(seconds, 0)) : MaxTicks;
        var all = new List<(int Start, int End)>(_spans);
        foreach (var (start, end) in seen)
        {
            AddTicks(all, start, end, limit);
        }

        return Normalise(all);
    }

    public UniqueSeconds With(UniqueSeconds other) => Normalise([.. _spans, .. other._spans]);

    /// <summary>True when each moment from start to end was seen.</summary>
    public bool Covers(double start, double end)
    {
        var (first, last) = (ToTicks(start), ToTicks(end));
        return first >= last || _spans.Exists(span => span.Start <= first && last <= span.End);
    }

    /// <summary>The share of the clip that was seen, 0 to 1; 0 when its length is not known.</summary>
    public double RatioOf(double? duration) =>
        duration is > 0 and { } seconds && double.IsFinite(seconds) ? Math.Min(1, Total / seconds) : 0;

    /// <summary>Compact and stable, as in <c>0-12.5,40-61</c>; the same set gives the same text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (start, end) in _spans)
        {
            text.Append(text.Length == 0 ? "" : ",");
            text.Append(CultureInfo.InvariantCulture, $"{start / (double)TicksPerSecond}-{end / (double)TicksPerSecond}");
        }

        return text.ToString();
    }

    public bool Equals(UniqueSeconds? other) => other is not null && _spans.SequenceEqual(other._spans);

    public override bool Equals(object? obj) => Equals(obj as UniqueSeconds);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static void AddTicks(List<(int Start, int End)> spans, double start, double end, int limit)
    {
        if (!double.IsFinite(start) || !double.IsFinite(end))
        {
            return;
        }

        var span = (Start: ToTicks(start), End: Math.Min(ToTicks(end), limit));
        if (span.Start < span.End)
        {
            spans.Add(span);
        }
    }

    private static int ToTicks(double seconds) =>
        (int)Math.Clamp(Math.Round(seconds * TicksPerSecond, MidpointRounding.AwayFromZero), 0, MaxTicks);

    private static UniqueSeconds Normalise(List<(int Start, int End)> spans)
    {
        spans.Sort();
        var merged = new List<(int Start, int End)>(spans.Count);
        foreach (var span in spans)
        {
            if (merged.Count > 0 && span.Start <= merged[^1].End)
            {
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, span.End));
            }
            else
            {
                merged.Add(span);
            }
        }

        return new UniqueSeconds(merged);
    }
}
