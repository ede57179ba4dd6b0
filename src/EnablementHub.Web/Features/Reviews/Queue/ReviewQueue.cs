using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Reviews.Queue;

/// <summary>
/// Reads the order of the queue: a query or two, and some for each room that uses items, whatever waits. The candidates are
/// chosen in the database by nearly the same product, days in steps and links for all that depends on it; the formula itself orders them here.
/// </summary>
public sealed class ReviewQueue(HubDbContext database, ItemDependants dependants, OrganisationClock clock)
{
    /// <summary>Nobody decides so many in a day; with them the order is exact as long as no more wait.</summary>
    public const int MaxCandidates = 500;

    private const int MaxListed = 20;

    /// <returns>The most harmful first, with the number of all that wait.</returns>
    public async Task<(IReadOnlyList<QueueRow> Rows, int Waiting)> ReadAsync(ItemReader reader, IReadOnlyCollection<int>? teamsOfMine, CancellationToken cancellationToken)
    {
        var today = reader.Today;
        var since = today.AddDays(-ItemPlays.Days);
        var (year, quarter, month, week) = (today.AddDays(-365), today.AddDays(-90), today.AddDays(-30), today.AddDays(-7));
        var (yearAt, quarterAt, monthAt, weekAt) = (clock.StartOf(year), clock.StartOf(quarter), clock.StartOf(month), clock.StartOf(week));
        var waiting = Waiting(reader, teamsOfMine);
        var candidates = await waiting
            .Select(item => new
            {
                item.Id,
                item.Kind,
                item.ReviewDueOn,
                item.PublishedAt,
                Uses = item.Kind == ItemKind.Clip || item.Kind == ItemKind.TrainingVideo
                    ? database.ItemDays.Where(day => day.ItemId == item.Id && day.Day > since).Sum(day => day.Plays)
                    : database.ItemDays.Where(day => day.ItemId == item.Id && day.Day > since).Sum(day => day.Views + day.Downloads),
                Reports = database.OutOfDateReports.Count(report => report.ItemId == item.Id && report.SettledAt == null && (item.VerifiedAt == null || report.At > item.VerifiedAt)),
                Links = database.ItemReferences.Count(reference => reference.TargetItemId == item.Id),

                // Days between two dates are said in no way that both databases know: steps stand for them.
                Overdue = item.ReviewDueOn != null
                    ? item.ReviewDueOn < year ? 500 : item.ReviewDueOn < quarter ? 180 : item.ReviewDueOn < month ? 50 : item.ReviewDueOn < week ? 15 : item.ReviewDueOn < today ? 4 : 1
                    : item.PublishedAt < yearAt ? 500 : item.PublishedAt < quarterAt ? 180 : item.PublishedAt < monthAt ? 50 : item.PublishedAt < weekAt ? 15 : 2,
            })
            .OrderByDescending(item => (item.Reports + 1.0) * (item.Uses + 1.0) * (item.Links + 1.0) * item.Overdue).ThenBy(item => item.Id)
            .Take(MaxCandidates + 1).ToListAsync(cancellationToken);
        var total = candidates.Count <= MaxCandidates ? candidates.Count : await waiting.CountAsync(cancellationToken);
        var users = await dependants.CountAsync([.. candidates.Select(item => item.Id)], cancellationToken);
        var rows = candidates.Select(item => new QueueRow
        {
            Id = item.Id,
            Kind = item.Kind,
            Title = "",
            Uses = item.Uses,
            DaysOverdue = Math.Max(0, today.DayNumber - (item.ReviewDueOn ?? clock.DayOf(item.PublishedAt ?? clock.Now)).DayNumber),
            Reports = item.Reports,
            Dependants = users.GetValueOrDefault(item.Id),
        }).OrderByDescending(row => row.Harm).ThenBy(row => row.Id).ToList();
        return (rows, total);
    }

    /// <summary>The first rows with their titles.</summary>
    public async Task<IReadOnlyList<QueueRow>> TitledAsync(IReadOnlyList<QueueRow> rows, CancellationToken cancellationToken)
    {
        var shown = rows.Take(MaxListed).ToList();
        var ids = shown.Select(row => row.Id).ToArray();
        var titles = await (from item in database.Items
                            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber } equals new { version.ItemId, Number = (int?)version.Number }
                            where ids.Contains(item.Id)
                            select new { item.Id, version.Title }).ToDictionaryAsync(row => row.Id, row => row.Title, cancellationToken);
        return [.. shown.Select(row => row with { Title = titles.GetValueOrDefault(row.Id, "Untitled") })];
    }

    /// <summary>Published, not put off, and due, unverified or reported since its last check.</summary>
    private IQueryable<Item> Waiting(ItemReader reader, IReadOnlyCollection<int>? teamsOfMine)
    {
        var today = reader.Today;
        var dueUntil = today.AddDays(Item.DueWithinDays);
        var items = database.Items.AsNoTracking().InAudienceOf(reader).PublishedOn(today).Where(item =>
            (item.ReviewPostponedTo == null || item.ReviewPostponedTo < today)
            && (item.VerifiedAt == null || item.ReviewDueOn <= dueUntil
                || database.OutOfDateReports.Any(report => report.ItemId == item.Id && report.SettledAt == null && report.At > item.VerifiedAt)));
        return teamsOfMine is null ? items : items.AskedOf(reader.Viewer.PersonId, teamsOfMine, today);
    }
}
