using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Insights.Used;

/// <summary>Adds up the roll-ups for what is published. Counts of people, never names.</summary>
public sealed class UsedReport(HubDbContext database, InsightTeams teams, TaxonomyCatalog taxonomy, OrganisationClock clock)
{
    private const int MaxExported = 20_000;

    public async Task<UsedPage> ReadAsync(UsedRequest asked, ItemReader reader, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var shown = await teams.ReadAsync(cancellationToken);
        var topics = (await taxonomy.ReadAsync(cancellationToken)).ValuesOf(FacetGroups.Topic).ToList();
        var request = Known(asked, shown, topics);
        var items = Items(request, reader);
        var rows = Rows(request, items);
        var totals = await rows.GroupBy(_ => 1)
            .Select(group => new { Items = group.Count(), Used = group.Sum(row => row.Plays + row.Views + row.Downloads > 0 ? 1 : 0), Plays = group.Sum(row => row.Plays), Seconds = group.Sum(row => row.Seconds) })
            .SingleOrDefaultAsync(cancellationToken);
        var (used, all) = (totals?.Used ?? 0, totals?.Items ?? 0);
        return new UsedPage
        {
            Request = request,
            ActivePeople = await ActivePeopleAsync(request, items, cancellationToken),
            People = request.TeamId is { } team ? shown.First(known => known.Id == team).People : await database.Users.CountAsync(person => person.DisabledAt == null, cancellationToken),
            Plays = totals?.Plays ?? 0,
            SecondsPlayed = totals?.Seconds ?? 0,
            UsedItems = used,
            Items = all,
            Listed = request.OnlyUnused ? all - used : all,
            Rows = await WithPeopleAsync(request, await Sorted(request, rows).Skip((request.Page - 1) * UsedRequest.PageSize).Take(UsedRequest.PageSize).ToListAsync(cancellationToken), cancellationToken),
            Teams = shown,
            Topics = topics,
            Timeline = await new Timeline(database, clock).ReadAsync(request, items, zone, cancellationToken),
        };
    }

    /// <summary>All rows of the table in its order; no more than a table program takes.</summary>
    public async Task<IReadOnlyList<UsedItem>> ExportAsync(UsedRequest asked, ItemReader reader, CancellationToken cancellationToken)
    {
        var request = Known(asked, await teams.ReadAsync(cancellationToken), [.. (await taxonomy.ReadAsync(cancellationToken)).ValuesOf(FacetGroups.Topic)]);
        return await WithPeopleAsync(request, await Sorted(request, Rows(request, Items(request, reader))).Take(MaxExported).ToListAsync(cancellationToken), cancellationToken);
    }

    /// <summary>A team that is small or gone, or a topic that isn't there, is not asked for.</summary>
    private static UsedRequest Known(UsedRequest asked, IReadOnlyList<InsightTeam> teams, IReadOnlyList<CatalogValue> topics) => asked with
    {
        TeamId = teams.Any(team => team.Id == asked.TeamId) ? asked.TeamId : null,
        Topic = topics.Any(topic => topic.Value == asked.Topic) ? asked.Topic : null,
    };

    private IQueryable<Item> Items(UsedRequest request, ItemReader reader)
    {
        var items = database.Items.AsNoTracking().InAudienceOf(reader).PublishedOn(reader.Today);
        if (request.Kind is { } kind) items = items.Where(item => item.Kind == kind);
        if (request.Topic is { } topic) items = items.Where(item => item.Facets.Any(facet => facet.FacetValue.Group == FacetGroups.Topic && facet.FacetValue.Value == topic));
        return items;
    }

    private IQueryable<Row> Rows(UsedRequest request, IQueryable<Item> items)
    {
        var since = clock.Today.AddDays(-request.Days);
        var before = since.AddDays(-request.Days);
        var days = request.TeamId is { } team
            ? database.TeamDays.Where(day => day.TeamId == team && day.Day > before).Select(day => new { day.ItemId, day.Day, day.Plays, day.Views, day.Downloads, SecondsPlayed = 0.0 })
            : database.ItemDays.Where(day => day.Day > before).Select(day => new { day.ItemId, day.Day, day.Plays, day.Views, day.Downloads, day.SecondsPlayed });
        var sums = days.GroupBy(day => day.ItemId).Select(group => new
        {
            ItemId = group.Key,
            Plays = group.Sum(day => day.Day > since ? day.Plays : 0),
            PlaysBefore = group.Sum(day => day.Day > since ? 0 : day.Plays),
            Views = group.Sum(day => day.Day > since ? day.Views : 0),
            Downloads = group.Sum(day => day.Day > since ? day.Downloads : 0),
            Seconds = group.Sum(day => day.Day > since ? day.SecondsPlayed : 0),
        });
        return from item in items
               from version in item.Versions
               where version.Number == item.LiveNumber
               join sum in sums on item.Id equals sum.ItemId into found
               from use in found.DefaultIfEmpty()
               select new Row
               {
                   Id = item.Id,
                   Kind = item.Kind,
                   Title = version.Title,
                   Plays = (int?)use.Plays ?? 0,
                   PlaysBefore = (int?)use.PlaysBefore ?? 0,
                   Views = (int?)use.Views ?? 0,
                   Downloads = (int?)use.Downloads ?? 0,
                   Seconds = (double?)use.Seconds ?? 0,
               };
    }

    private IQueryable<Row> Sorted(UsedRequest request, IQueryable<Row> rows)
    {
        if (request.OnlyUnused) rows = rows.Where(row => row.Plays + row.Views + row.Downloads == 0);
        return request.Sort switch
        {
            UsedSort.Rising => rows.OrderByDescending(row => row.Plays - row.PlaysBefore).ThenByDescending(row => row.Plays).ThenBy(row => row.Id),
            UsedSort.Viewers => from row in rows
                                join viewed in Viewers(request) on row.Id equals viewed.ItemId into found
                                from seen in found.DefaultIfEmpty()
                                orderby (int?)seen.People ?? 0 descending, row.Views descending, row.Id
                                select row,
            UsedSort.Views => rows.OrderByDescending(row => row.Views).ThenBy(row => row.Id),
            UsedSort.Least => rows.OrderBy(row => row.Plays + row.Views + row.Downloads).ThenBy(row => row.Id),
            UsedSort.Title => rows.OrderBy(row => row.Title).ThenBy(row => row.Id),
            _ => rows.OrderByDescending(row => row.Plays).ThenByDescending(row => row.Views).ThenBy(row => row.Id),
        };
    }

    private async Task<IReadOnlyList<UsedItem>> WithPeopleAsync(UsedRequest request, List<Row> rows, CancellationToken cancellationToken)
    {
        var ids = rows.ConvertAll(row => row.Id);
        var viewers = await Viewers(request).Where(viewed => ids.Contains(viewed.ItemId)).ToDictionaryAsync(viewed => viewed.ItemId, viewed => viewed.People, cancellationToken);
        var from = clock.EndOf(clock.Today.AddDays(-request.Days));
        var players = await People(request).Where(use => use.LastPlayedAt >= from && ids.Contains(use.ItemId)).GroupBy(use => use.ItemId)
            .Select(group => new { ItemId = group.Key, People = group.Count() }).ToDictionaryAsync(played => played.ItemId, played => played.People, cancellationToken);
        return [.. rows.Select(row => new UsedItem(row.Id, row.Kind, row.Title, row.Plays, row.PlaysBefore, row.Views, row.Downloads, row.Seconds)
        {
            Viewers = viewers.GetValueOrDefault(row.Id),
            Players = players.GetValueOrDefault(row.Id),
        })];
    }

    private IQueryable<ItemCount> Viewers(UsedRequest request)
    {
        var from = clock.EndOf(clock.Today.AddDays(-request.Days));
        return People(request).Where(use => use.LastViewedAt >= from).GroupBy(use => use.ItemId).Select(group => new ItemCount { ItemId = group.Key, People = group.Count() });
    }

    private IQueryable<Usage.Rollups.ItemPerson> People(UsedRequest request) => request.TeamId is { } team
        ? database.ItemPeople.AsNoTracking().Where(use => database.TeamMembers.Any(member => member.TeamId == team && member.PersonId == use.PersonId))
        : database.ItemPeople.AsNoTracking();

    private Task<int> ActivePeopleAsync(UsedRequest request, IQueryable<Item> items, CancellationToken cancellationToken)
    {
        var from = clock.EndOf(clock.Today.AddDays(-request.Days));
        if (request.Kind is not null || request.Topic is not null)
            return People(request).Where(use => use.LastAt >= from && items.Any(item => item.Id == use.ItemId)).Select(use => use.PersonId).Distinct().CountAsync(cancellationToken);
        var people = database.PersonUses.AsNoTracking().Where(use => use.LastAt >= from);
        return request.TeamId is { } team ? people.CountAsync(use => database.TeamMembers.Any(member => member.TeamId == team && member.PersonId == use.PersonId), cancellationToken) : people.CountAsync(cancellationToken);
    }

    private sealed class ItemCount
    {
        public int ItemId { get; init; }
        public int People { get; init; }
    }

    private sealed class Row
    {
        public int Id { get; init; }
        public ItemKind Kind { get; init; }
        public required string Title { get; init; }
        public int Plays { get; init; }
        public int PlaysBefore { get; init; }
        public int Views { get; init; }
        public int Downloads { get; init; }
        public double Seconds { get; init; }
    }
}
