namespace EnablementHub.Features.Usage;

/// <summary>What a player says that its person has seen. Sending it twice, late or from two tabs changes nothing more.</summary>
public sealed record ProgressReport
{
    /// <summary>More spans in one report than a player ever sends.</summary>
    public const int MaxSpans = 200;

    public required int PersonId { get; init; }
    public required int ItemId { get; init; }
    public required int MediaFileId { get; init; }

    /// <summary>Length of the recording in seconds; null where nobody could measure it.</summary>
    public required double? DurationSeconds { get; init; }

    /// <summary>Start and end in seconds; empty when only the position moved.</summary>
    public required IReadOnlyList<(double Start, double End)> Spans { get; init; }

    /// <summary>Where the player stands, in seconds; null leaves the stored one.</summary>
    public double? Position { get; init; }

    /// <summary>The search whose result is played.</summary>
    public Guid? SearchId { get; init; }
}

/// <summary>How far a person is with a recording.</summary>
/// <param name="UniqueSeconds">Seconds seen, each counted once.</param>
/// <param name="DurationSeconds">Length of the recording; 0 where nobody could measure it.</param>
/// <param name="PositionSeconds">Where the person stopped.</param>
/// <param name="Plays">Sittings in which the person played it.</param>
public sealed record WatchState(double UniqueSeconds, double DurationSeconds, double PositionSeconds, int Plays);
