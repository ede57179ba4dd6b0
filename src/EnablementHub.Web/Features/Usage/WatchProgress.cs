using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Seconds = EnablementHub.Platform.Media.UniqueSeconds;

namespace EnablementHub.Features.Usage;

/// <summary>How much of an item's recording a person has really seen. Merged, never set back.</summary>
public sealed class WatchProgress
{
    public const int MaxSpansLength = 4_000;

    /// <summary>A pause longer than this ends a sitting; the next play counts as a new one.</summary>
    public static readonly TimeSpan SittingPause = TimeSpan.FromMinutes(30);

    public required int PersonId { get; init; }
    public required int ItemId { get; init; }

    /// <summary>The recording; when it is replaced, what was seen of the old one no longer counts.</summary>
    public required int MediaFileId { get; set; }

    /// <summary>Spans of seconds seen, for example "0-12.5,40-61".</summary>
    public string Spans { get; set; } = "";

    /// <summary>Those of <see cref="Spans"/> that belong to the current sitting.</summary>
    public string SittingSpans { get; set; } = "";

    public double UniqueSeconds { get; set; }

    /// <summary>Length of the recording in seconds when last seen.</summary>
    public double DurationSeconds { get; set; }

    /// <summary>Where the person stopped, in seconds.</summary>
    public double PositionSeconds { get; set; }

    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When something was last played.</summary>
    public required DateTimeOffset LastAt { get; set; }

    public int Plays { get; set; }

    /// <summary>Two beacons at the same time must not overwrite each other.</summary>
    public int Revision { get; set; }

    public WatchState State => new(UniqueSeconds, DurationSeconds, PositionSeconds, Plays);

    /// <summary>Takes in what a player reports. The report's own recording decides what counts.</summary>
    public MergedProgress Merge(ProgressReport report, DateTimeOffset now)
    {
        if (MediaFileId != report.MediaFileId)
        {
            MediaFileId = report.MediaFileId;
            Spans = SittingSpans = "";
            UniqueSeconds = PositionSeconds = 0;
        }

        Revision++;
        DurationSeconds = report.DurationSeconds ?? 0;
        if (report.Position is { } position && double.IsFinite(position)) PositionSeconds = Math.Clamp(position, 0, report.DurationSeconds ?? double.MaxValue);
        if (Seconds.None.With(report.Spans, report.DurationSeconds).IsEmpty) return new MergedProgress(StartsSitting: false, NewSeconds: 0);

        // A clock set back makes the pause negative, which is no pause.
        var startsSitting = Plays == 0 || now - LastAt > SittingPause;
        var sitting = Seconds.Parse(startsSitting ? "" : SittingSpans);
        var before = sitting.Total;
        sitting = Add(sitting, report);
        var all = Add(Seconds.Parse(Spans), report);
        Spans = all.ToString();
        SittingSpans = sitting.ToString();
        UniqueSeconds = all.Total;
        if (startsSitting) Plays++;
        if (now > LastAt) LastAt = now;
        return new MergedProgress(startsSitting, sitting.Total - before);
    }

    internal static void Map(EntityTypeBuilder<WatchProgress> progress)
    {
        progress.HasKey(p => new { p.PersonId, p.ItemId });
        progress.Property(p => p.Spans).HasMaxLength(MaxSpansLength);
        progress.Property(p => p.SittingSpans).HasMaxLength(MaxSpansLength);
        progress.Property(p => p.Revision).IsConcurrencyToken();
        progress.Ignore(p => p.State);
        progress.HasIndex(p => new { p.PersonId, p.LastAt });
        progress.HasIndex(p => p.ItemId);
        progress.HasIndex(p => p.LastAt);
    }

    /// <summary>Hundreds of splinters come from no player; the longest spans that fit are kept and nothing seen before is lost.</summary>
    private static Seconds Add(Seconds seen, ProgressReport report)
    {
        var all = seen.With(report.Spans, report.DurationSeconds);
        if (all.ToString().Length <= MaxSpansLength) return all;
        foreach (var span in report.Spans.OrderByDescending(span => span.End - span.Start))
        {
            var more = seen.With([span], report.DurationSeconds);
            if (more.ToString().Length <= MaxSpansLength) seen = more;
        }

        return seen;
    }
}

/// <param name="StartsSitting">True when this is a new play.</param>
/// <param name="NewSeconds">Seconds not played before in this sitting.</param>
public readonly record struct MergedProgress(bool StartsSitting, double NewSeconds);
