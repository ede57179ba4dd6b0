namespace EnablementHub.Benchmarks;

/// <summary>One measured figure against what it may be.</summary>
/// <param name="Name">What was measured, as PERFORMANCE would call it.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">"×" for a ratio, else "ms", "items/s", …</param>
/// <param name="Limit">What it may be; null: shown only.</param>
/// <param name="AtLeast">True when the figure must not be below the limit, false when not above it.</param>
/// <param name="IsVoid">The control against itself differed too much: the machine was too busy to tell.</param>
/// <param name="Detail">Both sides in absolute numbers, for the reader.</param>
public sealed record Gate(string Name, double Value, string Unit, double? Limit, bool AtLeast = false, bool IsVoid = false, string Detail = "")
{
    public const string Void = "void";

    private const double ShortRunSlack = 1.5;

    public bool IsMet => Limit is not { } limit || (AtLeast ? Value >= limit : Value <= limit);

    /// <summary>Worse than it may be, and the measurement can be trusted.</summary>
    public bool IsMissed => !IsMet && !IsVoid;

    /// <summary>Missed by more than short runs on cores that others use differ from each other: something broke.</summary>
    public bool IsClearlyMissed => IsMissed && Limit is { } limit && (AtLeast ? Value < limit / ShortRunSlack : Value > limit * ShortRunSlack);

    public string Verdict => Limit is null ? "shown" : IsVoid ? Void : IsMet ? "met" : "MISSED";
}
