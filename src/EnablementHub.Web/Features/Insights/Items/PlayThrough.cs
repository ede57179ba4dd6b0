using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Figures;
using EnablementHub.Platform.Media;

namespace EnablementHub.Features.Insights.Items;

/// <summary>How many of those who played a recording saw each part of it.</summary>
public sealed class PlayThrough
{
    private const int MostParts = 60;

    private PlayThrough(double duration, int players, int[] seen)
    {
        Duration = duration;
        Players = players;
        Seen = seen;
    }

    /// <summary>Length of the recording in seconds.</summary>
    public double Duration { get; }

    public int Players { get; }

    /// <summary>People who saw the middle of each part; parts are of equal length.</summary>
    public IReadOnlyList<int> Seen { get; }

    public double PartSeconds => Duration / Seen.Count;

    /// <summary>The second from which on fewer than half of the players go on; null where half of them see the end.</summary>
    public double? HalfLeftAt
    {
        get
        {
            // From the end: a part in the middle that many skip is not where they leave.
            var part = Seen.Count;
            while (part > 0 && Seen[part - 1] * 2 < Players) part--;
            return part == Seen.Count ? null : part * PartSeconds;
        }
    }

    /// <summary>Players who saw enough of it to count as having seen it.</summary>
    public int Completed { get; private init; }

    public ChartModel Chart() => new()
    {
        Id = "through",
        Caption = "People who saw each part of the recording",
        LabelHeading = "From",
        Labels = [.. Enumerable.Range(0, Seen.Count).Select(part => ReadableTime.Duration(part * PartSeconds))],
        Series = [new ChartSeries("People", [.. Seen.Select(people => (double)people)])],
        Form = "line",
    };

    /// <param name="duration">Seconds.</param>
    /// <param name="spans">What each player saw, as <see cref="UniqueSeconds"/> writes it.</param>
    /// <param name="share">Share of the unique seconds at which a recording counts as seen.</param>
    public static PlayThrough? Of(double duration, IReadOnlyList<string> spans, double share)
    {
        if (duration <= 0 || spans.Count == 0) return null;
        var parts = Math.Clamp((int)Math.Ceiling(duration), 1, MostParts);
        var seen = new int[parts];
        var completed = 0;
        foreach (var text in spans)
        {
            var own = UniqueSeconds.Parse(text);
            if (own.Total >= duration * share) completed++;
            foreach (var (start, end) in own.Spans)
            {
                // A part counts by its middle, so that neighbouring spans never count one twice.
                var first = (int)Math.Ceiling((start / duration * parts) - 0.5);
                var last = (int)Math.Ceiling((end / duration * parts) - 0.5) - 1;
                for (var part = Math.Max(first, 0); part <= Math.Min(last, parts - 1); part++) seen[part]++;
            }
        }

        return new PlayThrough(duration, spans.Count, seen) { Completed = completed };
    }
}
