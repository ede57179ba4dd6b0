namespace EnablementHub.Platform.Time;

/// <summary>When people hear of something that they are to do until a day: 3 days before, 1 day after, then every week (FIELD, Learning).</summary>
public static class DueReminders
{
    private const int Before = 3;
    private const int After = 1;
    private const int Weekly = 7;

    /// <summary>The first reminder after that day.</summary>
    public static DateOnly Next(DateOnly dueOn, DateOnly today)
    {
        var late = today.DayNumber - dueOn.DayNumber;
        var step = late < -Before ? -Before : late < After ? After : After + ((((late - After) / Weekly) + 1) * Weekly);
        return dueOn.AddDays(step);
    }
}
