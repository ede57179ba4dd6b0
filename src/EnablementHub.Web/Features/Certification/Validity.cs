using System.Runtime.InteropServices;

namespace EnablementHub.Features.Certification;

/// <summary>How long a certificate lasts and when it can be renewed, in days.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ValidityRule(int ValidDays, int WindowDays, int GraceDays);

/// <summary>
/// The days of one certificate, in the organisation's calendar. Days are counted, never hours or years, so that neither daylight
/// saving nor the 29th of February moves an end.
/// </summary>
/// <param name="From">The day on which it was earned.</param>
/// <param name="Until">The last day on which it is valid.</param>
/// <param name="RenewalOpensOn">From this day on what is learned counts for the renewal.</param>
/// <param name="GraceUntil">The last day on which the renewal does.</param>
public sealed record Validity(DateOnly From, DateOnly Until, DateOnly RenewalOpensOn, DateOnly GraceUntil)
{
    public static Validity Earned(DateOnly on, ValidityRule rule) => Ending(on, on.AddDays(rule.ValidDays), rule);

    /// <summary>In time: from the old end, so that nobody loses a day by being early. Late: from the day on which it was earned.</summary>
    public static Validity Renewed(DateOnly oldEnd, DateOnly on, ValidityRule rule) =>
        on <= oldEnd ? Ending(on, oldEnd.AddDays(rule.ValidDays), rule) : Earned(on, rule);

    private static Validity Ending(DateOnly from, DateOnly until, ValidityRule rule)
    {
        var opens = until.AddDays(-rule.WindowDays);
        return new Validity(from, until, opens > from ? opens : from, until.AddDays(rule.GraceDays));
    }
}
