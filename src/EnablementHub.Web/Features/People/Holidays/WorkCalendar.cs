using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People.Holidays;

/// <summary>Counts working days: Monday to Friday without the holidays that are given.</summary>
public static class WorkingDays
{
    /// <summary>
    /// The working day that comes so many working days after the given one; with 0 the day itself, or the first working day after it.
    /// </summary>
    public static DateOnly After(DateOnly day, int workingDays, IReadOnlySet<DateOnly>? holidays = null)
    {
        var at = day;
        while (!IsWorkingDay(at, holidays)) at = at.AddDays(1);
        for (var left = workingDays; left > 0;)
        {
            at = at.AddDays(1);
            if (IsWorkingDay(at, holidays)) left--;
        }

        return at;
    }

    public static bool IsWorkingDay(DateOnly day, IReadOnlySet<DateOnly>? holidays) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && holidays?.Contains(day) != true;
}

/// <summary>The days on which a person doesn't work: the holidays that hold everywhere, and those of the regions of their teams.</summary>
public sealed class WorkCalendar(HubDbContext database)
{
    /// <summary>Further than the last day that anything is due.</summary>
    private const int Days = 1_000;

    public async Task<IReadOnlySet<DateOnly>> HolidaysOfAsync(int personId, DateOnly from, CancellationToken cancellationToken)
    {
        var until = from.AddDays(Days);
        var days = await database.Holidays.AsNoTracking().Where(holiday => holiday.Day >= from && holiday.Day <= until
                && (holiday.Region == "" || database.TeamMembers.Any(member => member.PersonId == personId && member.Team.Region == holiday.Region)))
            .Select(holiday => holiday.Day).Distinct().ToListAsync(cancellationToken);
        return days.ToHashSet();
    }

    /// <summary>As the teams name them.</summary>
    public async Task<IReadOnlyList<string>> RegionsAsync(CancellationToken cancellationToken) =>
        await database.Teams.AsNoTracking().Where(team => team.Region != null && team.Region != "").Select(team => team.Region!).Distinct().OrderBy(region => region).ToListAsync(cancellationToken);
}
