using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Usage;

/// <summary>Adds up what was used and searched for. Counts of people, never names.</summary>
public sealed class UsageReport(HubDbContext database, ItemUsage figures, OrganisationClock clock)
{
    private const int MaxSearches = 20;

    public async Task<UsagePage> ReadAsync(UsageRequest request, ItemReader reader, CancellationToken cancellationToken)
    {
        var since = clock.Today.AddDays(-request.Days);
        var from = clock.EndOf(since);
        var days = database.ItemDays.AsNoTracking().Where(day => day.Day > since);
        var items = database.Items.AsNoTracking().InAudienceOf(reader).PublishedOn(reader.Today);
        var totals = await days.GroupBy(_ => 1).Select(group => new { Plays = group.Sum(day => day.Plays), Seconds = group.Sum(day => day.SecondsPlayed) }).SingleOrDefaultAsync(cancellationToken);
        var searches = database.SearchRecords.AsNoTracking().Where(search => search.At >= from && search.FoldedText != "");
        return new UsagePage
        {
            Request = request,
            ActivePeople = await database.UsageEvents.AsNoTracking().Where(used => used.At >= from).Select(used => used.PersonId).Distinct().CountAsync(cancellationToken),
            People = await database.Users.CountAsync(person => person.DisabledAt == null, cancellationToken),
            Plays = totals?.Plays ?? 0,
            SecondsPlayed = totals?.Seconds ?? 0,
            UsedItems = await items.CountAsync(item => days.Any(day => day.ItemId == item.Id && day.Plays + day.Views + day.Downloads > 0), cancellationToken),
            Items = await items.CountAsync(cancellationToken),
            Searches = await searches.CountAsync(cancellationToken),
            SearchesFollowed = await searches.CountAsync(search => search.ItemClickedId != null, cancellationToken),
            Rows = await RowsAsync(items, days, from, request, cancellationToken),
            NotFound = await Grouped(searches.Where(search => search.Hits == 0)).ToListAsync(cancellationToken),
            Top = await Grouped(searches.Where(search => search.Hits > 0)).ToListAsync(cancellationToken),
        };
    }

    private async Task<IReadOnlyList<UsedItem>> RowsAsync(IQueryable<Item> items, IQueryable<ItemDay> days, DateTimeOffset from, UsageRequest request, CancellationToken cancellationToken)
    {
        var sums = days.GroupBy(day => day.ItemId).Select(group => new
        {
            ItemId = group.Key,
            Plays = group.Sum(day => day.Plays),
            Views = group.Sum(day => day.Views),
            Downloads = group.Sum(day => day.Downloads),
            Seconds = group.Sum(day => day.SecondsPlayed),
        });
        var rows = from item in items
                   from version in item.Versions
                   where version.Number == item.LiveNumber
                   join sum in sums on item.Id equals sum.ItemId into found
                   from use in found.DefaultIfEmpty()
                   select new
                   {
                       item.Id,
                       item.Kind,
                       version.Title,
                       Plays = (int?)use.Plays ?? 0,
                       Views = (int?)use.Views ?? 0,
                       Downloads = (int?)use.Downloads ?? 0,
                       Seconds = (double?)use.Seconds ?? 0,
                   };
        var viewers = database.UsageEvents.AsNoTracking().Where(used => used.Kind == UsageKind.View && used.At >= from)
            .GroupBy(used => used.ItemId).Select(group => new { ItemId = group.Key, People = group.Select(used => used.PersonId).Distinct().Count() });
        var sorted = request.Sort switch
        {
            UsageSort.Viewers => from row in rows
                                 join viewed in viewers on row.Id equals viewed.ItemId into found
                                 from seen in found.DefaultIfEmpty()
                                 orderby (int?)seen.People ?? 0 descending, row.Views descending, row.Id
                                 select row,
            UsageSort.Views => rows.OrderByDescending(row => row.Views).ThenBy(row => row.Id),
            UsageSort.Least => rows.OrderBy(row => row.Plays + row.Views + row.Downloads).ThenBy(row => row.Id),
            UsageSort.Title => rows.OrderBy(row => row.Title).ThenBy(row => row.Id),
            _ => rows.OrderByDescending(row => row.Plays).ThenByDescending(row => row.Views).ThenBy(row => row.Id),
        };
        var page = await sorted.Skip((request.Page - 1) * UsageRequest.PageSize).Take(UsageRequest.PageSize).ToListAsync(cancellationToken);
        var people = await figures.ReadAsync([.. page.Select(row => row.Id)], request.Days, cancellationToken);
        return [.. page.Select(row => new UsedItem(row.Id, row.Kind, row.Title, row.Plays, row.Views, row.Downloads, row.Seconds)
        {
            Viewers = people.GetValueOrDefault(row.Id, ItemFigures.None).Viewers,
            Players = people.GetValueOrDefault(row.Id, ItemFigures.None).Players,
        })];
    }

    private static IQueryable<SearchedText> Grouped(IQueryable<SearchRecord> searches) => searches.GroupBy(search => search.FoldedText)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(MaxSearches)
        .Select(group => new SearchedText(
            group.Min(search => search.Text)!,
            group.Count(),
            group.Select(search => search.PersonId).Distinct().Count(),
            group.Count(search => search.ItemClickedId != null),
            group.Average(search => search.SecondsToFirstPlay)));
}
