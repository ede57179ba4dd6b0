using EnablementHub.Features.Search.Engine.Columns;

namespace EnablementHub.Features.Search.Engine.Ranking;

/// <summary>
/// What speaks for an item whatever is asked: fresh, verified, well used. Each is a bounded share on top of the score of the words, so that no amount of
/// plays lifts a passing mention above a title.
/// </summary>
internal static class Prior
{
    public const double MostForFreshness = 0.15;
    public const double ForVerified = 0.10;
    public const double MostForUse = 0.15;

    /// <summary>Not below the most that it can be, however the parts are rounded.</summary>
    public const double Most = MostForFreshness + ForVerified + MostForUse + 0.001;

    private const double FreshnessHalvesInDays = 120;
    private const int ManyPlays = 1000;
    private const int DaysInTable = 2000;

    private static readonly float[] ByAge = [.. Enumerable.Range(0, DaysInTable).Select(days => (float)(MostForFreshness * Math.Pow(0.5, days / FreshnessHalvesInDays)))];
    private static readonly float[] ByPlays = [.. Enumerable.Range(0, ManyPlays + 1).Select(plays => (float)(MostForUse * Math.Log(1 + plays) / Math.Log(1 + ManyPlays)))];

    public static double Freshness(in ColumnRow row, long now)
    {
        var days = (now - row.Published) / TimeSpan.TicksPerDay;
        return days >= DaysInTable ? 0 : ByAge[Math.Max(days, 0)];
    }

    public static double Verified(in ColumnRow row, long now) => now < row.VerifiedUntil ? ForVerified : 0;

    public static double Use(in ColumnRow row) => ByPlays[Math.Min(row.Plays, ManyPlays)];

    public static double Of(in ColumnRow row, long now) => Freshness(row, now) + Verified(row, now) + Use(row);
}
