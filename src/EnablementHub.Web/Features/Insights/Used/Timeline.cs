using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Figures;
using EnablementHub.Features.Usage.Rollups;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Insights.Used;

/// <summary>Plays and views day by day. Hours are kept for everything of a kind, so those days are the reader's own; for a topic they are the organisation's.</summary>
internal sealed class Timeline(HubDbContext database, OrganisationClock clock)
{
    public async Task<ChartModel> ReadAsync(UsedRequest request, IQueryable<Item> items, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var byTopic = request.Topic is not null;
        var today = byTopic ? clock.Today : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.Now, zone).DateTime);
        var first = today.AddDays(1 - request.Days);
        var found = byTopic ? await OfItemsAsync(request, items, first, cancellationToken) : await OfHoursAsync(request, first, zone, cancellationToken);
        var days = Enumerable.Range(0, request.Days).Select(first.AddDays).ToList();
        return new ChartModel
        {
            Id = "timeline",
            Caption = $"Plays and views a day, in {(byTopic ? "the organisation's time zone" : "your time zone")} ({(byTopic ? clock.Zone : zone).Id})",
            LabelHeading = "Day",
            Labels = [.. days.Select(ReadableTime.Absolute)],
            Series =
            [
                new ChartSeries("Plays", [.. days.Select(day => (double)found.GetValueOrDefault(day).Plays)]),
                new ChartSeries("Views", [.. days.Select(day => (double)found.GetValueOrDefault(day).Views)]),
            ],
        };
    }

    private async Task<Dictionary<DateOnly, (int Plays, int Views)>> OfHoursAsync(UsedRequest request, DateOnly first, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var from = LocalTime.InstantOf(zone, first, TimeOnly.MinValue).ToUniversalTime();

        // An hour belongs to the day in which it begins: in zones of half hours, midnight is half an hour off.
        var start = from.AddMinutes(-from.Minute);
        var team = request.TeamId ?? UseHour.Everybody;
        var hours = database.UseHours.AsNoTracking().Where(hour => hour.TeamId == team && hour.Hour >= start);
        if (request.Kind is { } kind) hours = hours.Where(hour => hour.Kind == kind);
        var sums = await hours.GroupBy(hour => hour.Hour).Select(group => new { Hour = group.Key, Plays = group.Sum(hour => hour.Plays), Views = group.Sum(hour => hour.Views) }).ToListAsync(cancellationToken);
        return sums.GroupBy(sum => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(sum.Hour, zone).DateTime))
            .ToDictionary(day => day.Key, day => (day.Sum(sum => sum.Plays), day.Sum(sum => sum.Views)));
    }

    private async Task<Dictionary<DateOnly, (int Plays, int Views)>> OfItemsAsync(UsedRequest request, IQueryable<Item> items, DateOnly first, CancellationToken cancellationToken)
    {
        var days = request.TeamId is { } team
            ? database.TeamDays.Where(day => day.TeamId == team && day.Day >= first).Select(day => new { day.ItemId, day.Day, day.Plays, day.Views })
            : database.ItemDays.Where(day => day.Day >= first).Select(day => new { day.ItemId, day.Day, day.Plays, day.Views });
        var sums = await days.Where(day => items.Any(item => item.Id == day.ItemId)).GroupBy(day => day.Day)
            .Select(group => new { Day = group.Key, Plays = group.Sum(day => day.Plays), Views = group.Sum(day => day.Views) }).ToListAsync(cancellationToken);
        return sums.ToDictionary(sum => sum.Day, sum => (sum.Plays, sum.Views));
    }
}
