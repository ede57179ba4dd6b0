using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications.Following;

/// <summary>What was published, or whose release day began, in a stretch of time. By index and by day: costs what is new.</summary>
internal sealed class NewsQueries(HubDbContext database, OrganisationClock clock)
{
    public async Task<IReadOnlyList<NewsItem>> ReadAsync(DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var published = database.Items.Where(item => item.PublishedAt > after && item.PublishedAt <= until);
        var news = await ToNews(published).ToListAsync(cancellationToken);
        var (dayBefore, day) = (clock.DayOf(after), clock.DayOf(until));
        if (day == dayBefore) return news;
        var released = database.Items.Where(item => item.State == PublicationState.Published && item.ReleaseOn > dayBefore && item.ReleaseOn <= day);
        return [.. news.Concat(await ToNews(released).ToListAsync(cancellationToken)).DistinctBy(item => item.Id)];
    }

    private IQueryable<NewsItem> ToNews(IQueryable<Item> items) =>
        from item in items.AsNoTracking().PublishedOn(clock.Today)
        from version in item.Versions
        where version.Number == item.LiveNumber
        select new NewsItem
        {
            Id = item.Id,
            Number = version.Number,
            Title = version.Title,
            Note = version.Note,
            OwnerId = item.OwnerId,
            AuthorId = version.AuthorId,
            PublishedAt = item.PublishedAt!.Value,
            ReleaseOn = item.ReleaseOn,
            IsMajor = version.IsMajor,
            IsNew = !item.Versions.Any(other => other.Number != version.Number && other.PublishedAt != null),
            FacetValueIds = item.Facets.Select(facet => facet.FacetValueId).ToList(),
            Audience = item.Audience.Select(entry => entry.Grant).ToList(),
        };
}
