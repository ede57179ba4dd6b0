namespace EnablementHub.Features.Coaching.Standing;

/// <summary>How much what people must have counts, and the sum of it.</summary>
public static class ReadinessRules
{
    /// <summary>Certifications that everybody must have.</summary>
    public const int Certificate = 3;

    /// <summary>The whole checklist; it counts by the share of its steps that are done.</summary>
    public const int Onboarding = 3;
    public const int MandatoryTraining = 2;
    public const int Training = 1;

    /// <summary>Days after which somebody who neither searched nor played is spoken to.</summary>
    public const int QuietDays = 14;

    /// <summary>The weighted share in whole percent, rounded down: 100 means everything, and nothing less. Null where nothing counts.</summary>
    public static int? Percent(IEnumerable<(int Weight, double Share)> lines)
    {
        var (sum, of, isWhole) = (0d, 0L, true);
        foreach (var (weight, share) in lines)
        {
            if (weight <= 0) continue;
            var part = double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
            sum += weight * part;
            of += weight;
            isWhole &= part >= 1;
        }

        if (of == 0) return null;

        // Sixty-ninths added up may miss a whole number by a billionth.
        return isWhole ? 100 : Math.Min(99, (int)Math.Floor((100 * sum / of) + 1e-9));
    }

    /// <summary>The middle one; of an even number the mean of both in the middle.</summary>
    public static double Median(IReadOnlyList<int> values)
    {
        if (values.Count == 0) throw new ArgumentException("Nothing has no median.", nameof(values));
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }
}
