using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Board;

/// <summary>People who started in one month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="MedianDays">From the start to the first day on which they were ready, of those who are; null where too few are for a number.</param>
public sealed record Cohort(DateOnly Month, int People, int Ready, double? MedianDays)
{
    /// <summary>Of fewer people a median says more about one of them than about the month.</summary>
    public const int MinForMedian = 5;
}

public sealed record CohortPage(IReadOnlyList<Cohort> Cohorts, int WithoutStart, double? MedianOfAll, int ReadyInAll);

/// <summary>How long it takes people to become ready, by the month in which they started.</summary>
public sealed class CohortReport(TeamBoard board, OrganisationClock clock)
{
    private const int Months = 24;

    public async Task<CohortPage> ReadAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var rows = board.Rows(viewer);
        var today = clock.Today;
        var since = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Months);
        var people = await rows.Where(row => row.Person.StartedOn >= since && row.Person.StartedOn <= today)
            .Select(row => new { StartedOn = row.Person.StartedOn!.Value, row.ReadyOn }).ToListAsync(cancellationToken);
        var cohorts = people.GroupBy(person => new DateOnly(person.StartedOn.Year, person.StartedOn.Month, 1)).OrderByDescending(month => month.Key)
            .Select(month => Of(month.Key, [.. month.Select(person => (person.StartedOn, person.ReadyOn))])).ToList();
        var days = people.Where(person => person.ReadyOn is not null).Select(person => Days(person.StartedOn, person.ReadyOn!.Value)).ToList();
        return new CohortPage(cohorts, await rows.CountAsync(row => row.Person.StartedOn == null, cancellationToken), days.Count < Cohort.MinForMedian ? null : ReadinessRules.Median(days), days.Count);
    }

    public static Cohort Of(DateOnly month, IReadOnlyList<(DateOnly StartedOn, DateOnly? ReadyOn)> people)
    {
        var days = people.Where(person => person.ReadyOn is not null).Select(person => Days(person.StartedOn, person.ReadyOn!.Value)).ToList();
        return new Cohort(month, people.Count, days.Count, people.Count < Cohort.MinForMedian || days.Count < Cohort.MinForMedian ? null : ReadinessRules.Median(days));
    }

    /// <summary>Whoever was ready on the first day, or before, took no time.</summary>
    private static int Days(DateOnly startedOn, DateOnly readyOn) => Math.Max(0, readyOn.DayNumber - startedOn.DayNumber);
}
