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
    public bool IsMet => Limit is not { } limit || (AtLeast ? Value >= limit : Value <= limit);

    /// <summary>Worse than it may be, and the measurement can be trusted.</summary>
    public bool IsMissed => !IsMet && !IsVoid;

    /// <summary>Missed by more than one run differs from the next. A short run sees no finer.</summary>
    public bool IsClearlyMissed => IsMissed && Limit is { } limit && (AtLeast ? Value < limit / Ratio.VoidAbove : Value > limit * Ratio.VoidAbove);

    public string Verdict => Limit is null ? "shown" : IsVoid ? "void" : IsMet ? "met" : "MISSED";
}
