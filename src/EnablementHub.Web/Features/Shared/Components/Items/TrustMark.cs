namespace EnablementHub.Features.Shared.Components.Items;

public enum TrustState
{
    Unverified,
    Due,
    Verified,
    Expired,
}

/// <summary>What the badge says: the state, its age in words, and the date for those who point at it.</summary>
public sealed record TrustMark(TrustState State, string? Age = null, string? Machine = null, string? Hover = null)
{
    /// <summary>Days are the organisation's; an item that expired says so whatever its trust was.</summary>
    public static TrustMark For(DateTimeOffset? verifiedAt, DateOnly? reviewDueOn, DateOnly? expiredOn, DateOnly today, DateTimeOffset now, int dueWithinDays = 14)
    {
        if (expiredOn < today) return OnDay(TrustState.Expired, expiredOn.Value, today);
        if (verifiedAt is null) return new TrustMark(TrustState.Unverified);
        if (reviewDueOn < today)
        {
            // The due day is the last one on which the verification held.
            var lost = reviewDueOn.Value.AddDays(1);
            return OnDay(TrustState.Unverified, lost, today) with { Age = $"since {ReadableTime.Absolute(lost)}" };
        }

        if (reviewDueOn is { } due && due <= today.AddDays(dueWithinDays)) return OnDay(TrustState.Due, due, today);
        return new TrustMark(TrustState.Verified, ReadableTime.Ago(verifiedAt.Value, now), ReadableTime.Machine(verifiedAt.Value), ReadableTime.Absolute(verifiedAt.Value, TimeZoneInfo.Utc));
    }

    private static TrustMark OnDay(TrustState state, DateOnly day, DateOnly today) =>
        new(state, ReadableTime.Distance(day, today), day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ReadableTime.Absolute(day));
}
