namespace EnablementHub.Features.Reviews.Reminding;

/// <summary>When reviewers hear of a review date T: T-14, T-3, T, then every week; the backup from T+7 on, the leads from T+14 on (FIELD, Lifecycle).</summary>
public static class ReminderLadder
{
    public const int LeadsAfterDays = 14;
    private const int Weekly = 7;
    private static readonly int[] Before = [-14, -3, 0];

    /// <summary>The first step after that day.</summary>
    public static DateOnly Next(DateOnly dueOn, DateOnly today)
    {
        var days = today.DayNumber - dueOn.DayNumber;
        var step = days < 0 ? Array.Find(Before, step => step > days) : ((days / Weekly) + 1) * Weekly;
        return dueOn.AddDays(step);
    }
}
