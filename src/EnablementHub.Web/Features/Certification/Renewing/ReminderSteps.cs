namespace EnablementHub.Features.Certification.Renewing;

/// <summary>When holders are reminded (FIELD, Learning): 30, 14, 3 and 0 days before the end, the day after it, and the day after the grace.</summary>
public static class ReminderSteps
{
    public static readonly IReadOnlyList<int> DaysBefore = [30, 14, 3, 0];

    /// <summary>The first reminder on a later day; null: none is left.</summary>
    public static DateOnly? Next(Certificate certificate, DateOnly after) => Next(certificate.ValidUntil, certificate.GraceUntil, after);

    public static DateOnly? Next(DateOnly validUntil, DateOnly graceUntil, DateOnly after)
    {
        foreach (var day in DaysBefore.Select(days => validUntil.AddDays(-days)).Append(validUntil.AddDays(1)).Append(graceUntil.AddDays(1)))
        {
            if (day > after) return day;
        }

        return null;
    }
}
