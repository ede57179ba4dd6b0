namespace EnablementHub.Features.Notifications.Mailing;

/// <summary>Whose notices wait, and what decides whether a mail may go to them now.</summary>
public sealed record WaitingPerson
{
    public required int PersonId { get; init; }
    public required TimeZoneInfo Zone { get; init; }
    public required QuietHours Quiet { get; init; }

    /// <summary>Since when something that counts waits; null: nothing does.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>Since when something mandatory waits; null: nothing does.</summary>
    public required DateTimeOffset? MandatorySince { get; init; }

    /// <summary>The days of the person's zone on which counted mails went.</summary>
    public required IReadOnlyCollection<DateOnly> Mailed { get; init; }
}

/// <summary>When mails go (FIELD, Running the programme): one a person and day, three a week, mandatory ones apart, none in quiet hours.</summary>
public static class MailRules
{
    public const int MaxAWeek = 3;
    public const int DaysAWeek = 7;

    public static DateOnly DayOf(WaitingPerson person, DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, person.Zone).DateTime);

    public static bool MandatoryMayGo(WaitingPerson person, DateTimeOffset now) => person.MandatorySince is not null && !person.Quiet.Hold(now, person.Zone);

    /// <summary>What came after the quiet hours waits for their next end, so that a day's notices are one mail. A week is any seven days.</summary>
    public static bool DailyMayGo(WaitingPerson person, DateTimeOffset now)
    {
        if (person.Since is not { } since || person.Quiet.Hold(now, person.Zone)) return false;
        var today = DayOf(person, now);
        var goesAt = person.Quiet.EndOn(today, person.Zone);
        return since < goesAt && now >= goesAt
            && !person.Mailed.Any(day => day >= today)
            && person.Mailed.Count(day => day > today.AddDays(-DaysAWeek)) < MaxAWeek;
    }
}
