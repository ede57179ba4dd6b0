namespace EnablementHub.Tests.Support;

/// <summary>Tests that measure time or memory run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";

    /// <summary>How many times as long as the bare work, in processor time: the best of three tries.</summary>
    /// <param name="enough">No more tries once it is this.</param>
    /// <param name="bareBefore">Milliseconds that the bare work took at another time; the tries after the first measure it again beside the work.</param>
    public static double BestRatioOfThree(double enough, double bareBefore, Action bare, Action work)
    {
        var best = BestOfThree(enough * bareBefore, work) / bareBefore;
        for (var attempt = 1; attempt < 3 && best > enough; attempt++) best = Math.Min(best, BestOfThree(0, work) / BestOfThree(0, bare));
        return best;
    }

    /// <summary>Milliseconds of processor time, the best of three tries: other work on the machine does not count.</summary>
    public static double BestOfThree(double enough, Action work)
    {
        var best = double.MaxValue;
        for (var attempt = 0; attempt < 3 && best > enough; attempt++)
        {
            var before = Environment.CpuUsage.TotalTime;
            work();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        return best;
    }
}
