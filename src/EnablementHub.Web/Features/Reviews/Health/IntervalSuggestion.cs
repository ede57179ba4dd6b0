namespace EnablementHub.Features.Reviews.Health;

/// <summary>What a year of reviews and half a year of plays say about an interval.</summary>
public sealed record IntervalSuggestion
{
    /// <summary>Fewer reviews say nothing.</summary>
    public const int MinReviews = 5;
    private const int MinPlays = 20;
    private const int ShortestDays = 14;
    private const int LongestDays = 365;

    public required string Label { get; init; }
    public required int Days { get; init; }
    public required int Reviews { get; init; }

    /// <summary>Reviews that led to a new version.</summary>
    public required int Changed { get; init; }

    /// <summary>Of the last 90 days, and of the 90 days before.</summary>
    public required int Plays { get; init; }
    public required int PlaysBefore { get; init; }

    /// <summary>
    /// Half the interval where every second review changed something, one and a half where hardly one in ten did; a quarter
    /// less where plays fell to half, since people drop first what is no longer true. To five days, within 14 and 365.
    /// </summary>
    public int Suggested
    {
        get
        {
            if (Reviews < MinReviews) return Days;
            var factor = Changed * 2 >= Reviews ? 0.5 : Changed * 10 <= Reviews ? 1.5 : 1.0;
            if (PlaysBefore >= MinPlays && Plays * 2 <= PlaysBefore) factor *= 0.75;
            return Math.Clamp((int)Math.Round(Days * factor / 5.0) * 5, ShortestDays, Math.Max(LongestDays, Days));
        }
    }

    public bool IsDifferent => Math.Abs(Suggested - Days) >= 5;
}
