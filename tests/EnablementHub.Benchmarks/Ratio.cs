using System.Diagnostics;

namespace EnablementHub.Benchmarks;

/// <param name="Value">Median time of the measured side ÷ median time of the bare limit.</param>
/// <param name="Measured">Median milliseconds of one call of the measured side.</param>
/// <param name="Bare">Median milliseconds of one call of the bare limit.</param>
/// <param name="IsVoid">The bare limit against itself, in the same run, differed by more than 15 %.</param>
public sealed record RatioResult(double Value, double Measured, double Bare, bool IsVoid)
{
    public string Detail => FormattableString.Invariant($"{Measured:0.###} ms against {Bare:0.###} ms");
}

/// <summary>
/// Two noisy cores make absolute times drift, so both sides run in turn (A B B A), and their medians make the ratio.
/// The bare side's two runs of each round also check each other.
/// </summary>
public static class Ratio
{
    /// <summary>What the bare side may differ from itself before nothing can be told.</summary>
    public const double VoidAbove = 1.15;

    /// <param name="warmCalls">Calls of both sides before the first that counts: enough for the compiler to be done with them.</param>
    public static async Task<RatioResult> MeasureAsync(Func<Task> measured, Func<Task> bare, int rounds = 5, int callsARun = 50, int warmCalls = 400)
    {
        for (var warm = 0; warm < warmCalls; warm++)
        {
            await measured();
            await bare();
        }

        List<double> measuredTimes = [], bareFirst = [], bareSecond = [];
        for (var round = 0; round < rounds; round++)
        {
            measuredTimes.AddRange(await TimesAsync(measured, callsARun));
            bareFirst.AddRange(await TimesAsync(bare, callsARun));
            bareSecond.AddRange(await TimesAsync(bare, callsARun));
            measuredTimes.AddRange(await TimesAsync(measured, callsARun));
        }

        var control = Median(bareFirst) / Median(bareSecond);
        var bareMedian = Median([.. bareFirst, .. bareSecond]);
        var measuredMedian = Median(measuredTimes);
        return new RatioResult(measuredMedian / bareMedian, measuredMedian, bareMedian, Math.Max(control, 1 / control) > VoidAbove);
    }

    /// <summary>Milliseconds of each call.</summary>
    public static async Task<List<double>> TimesAsync(Func<Task> call, int calls)
    {
        var times = new List<double>(calls);
        for (var number = 0; number < calls; number++)
        {
            var start = Stopwatch.GetTimestamp();
            await call();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }

    public static double Median(IReadOnlyList<double> values) => Percentile(values, 0.5);

    public static double Percentile(IReadOnlyList<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
