using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Browsing;

namespace EnablementHub.Features.Reviews.Health;

/// <param name="Plays">Of the last 90 days.</param>
public sealed record TrustRow(TrustStatus Trust, int Items, int Plays);

public sealed record SliceCount(LibrarySlice Slice, int Items);

/// <param name="Gaps">Say blocks in which no verified clip can be played.</param>
public sealed record PlaybookGaps(int Id, string Title, int Gaps);

/// <summary>Whether the content is true: the headline, what it consists of, and the lists to act on.</summary>
public sealed record HealthPage
{
    /// <summary>Share of plays on verified content that the field aims at (FIELD, Programme metrics).</summary>
    public const int TargetPercent = 85;

    public required IReadOnlyList<TrustRow> Trust { get; init; }
    public required IReadOnlyList<SliceCount> Slices { get; init; }
    public required IReadOnlyList<PlaybookGaps> Gaps { get; init; }
    public required IReadOnlyList<IntervalSuggestion> Suggestions { get; init; }

    public int Plays => Trust.Sum(row => row.Plays);
    public int VerifiedPlays => Trust.Where(row => row.Trust != TrustStatus.Unverified).Sum(row => row.Plays);
    public int Items => Trust.Sum(row => row.Items);
    public int VerifiedItems => Trust.Where(row => row.Trust != TrustStatus.Unverified).Sum(row => row.Items);

    public SliceCount Of(LibrarySlice slice) => Slices.Single(count => count.Slice == slice);

    /// <summary>Whole percents, rounded down: 84.9 does not meet a target of 85. Null without plays.</summary>
    public int? VerifiedPercent => Plays == 0 ? null : (int)(100L * VerifiedPlays / Plays);
}
