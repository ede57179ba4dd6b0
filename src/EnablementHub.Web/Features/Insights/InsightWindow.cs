namespace EnablementHub.Features.Insights;

/// <summary>The last days, today included.</summary>
public static class InsightWindow
{
    public const int Usual = 30;

    public static IReadOnlyList<int> All { get; } = [7, 30, 90];

    /// <summary>What isn't offered falls back to the usual.</summary>
    public static int Read(int? days) => days is { } window && All.Contains(window) ? window : Usual;
}
