using System.Diagnostics;

namespace EnablementHub.Benchmarks.Lifecycle;

/// <summary>Expiry, trust and links over a whole library: the same change in a large and in a tenth as large a hub, in turn.</summary>
public static class LifecycleSuite
{
    private const int Smaller = 10;
    private const int Rounds = 4;
    private const double MaxGrowth = 1.5;

    public static async Task<IReadOnlyList<Gate>> RunAsync(bool isShort)
    {
        var (items, changed) = isShort ? (10_000, 40) : (100_000, 100);
        await using var small = await LifecycleHub.StartAsync(items / Smaller);
        await using var large = await LifecycleHub.StartAsync(items);
        var gates = new List<Gate>();
        foreach (var pass in LifecyclePasses.All) gates.Add(await MeasureAsync(pass, small, large, changed));
        return gates;
    }

    private static async Task<Gate> MeasureAsync(LifecyclePass pass, LifecycleHub small, LifecycleHub large, int changed)
    {
        await TimeAsync(pass, large, changed);
        await TimeAsync(pass, small, changed);
        List<double> largeTimes = [], first = [], second = [];
        for (var round = 0; round < Rounds; round++)
        {
            largeTimes.Add(await TimeAsync(pass, large, changed));
            first.Add(await TimeAsync(pass, small, changed));
            second.Add(await TimeAsync(pass, small, changed));
            largeTimes.Add(await TimeAsync(pass, large, changed));
        }

        var (measured, bare) = (Ratio.Median(largeTimes), Ratio.Median([.. first, .. second]));
        var control = Ratio.Median(first) / Ratio.Median(second);
        return new Gate(
            FormattableString.Invariant($"{pass.Name}, {large.Items:N0} items and {large.Items * LifecycleHub.LinksEach:N0} links against a tenth"),
            measured / bare, "×", MaxGrowth, IsVoid: Math.Max(control, 1 / control) > Ratio.VoidAbove,
            Detail: FormattableString.Invariant($"{measured:0.#} ms against {bare:0.#} ms for {changed} changed items"));
    }

    private static async Task<double> TimeAsync(LifecyclePass pass, LifecycleHub hub, int changed)
    {
        await pass.PrepareAsync(hub, changed);
        var start = Stopwatch.GetTimestamp();
        await pass.RunAsync(hub);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
