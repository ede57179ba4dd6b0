using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.People;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications.Following;

/// <summary>Looks at what became visible since the last time and tells those who follow it, as far as they may see it.</summary>
internal sealed class TellNewsJob(HubDbContext database, NewsQueries news, Notices notices, PersonAccessCache access, TaxonomyCatalog catalog, ISearchEngine engine, OrganisationClock clock) : IRecurringJob
{
    public const string UntilSetting = "notifications.news-until";

    /// <summary>Nodes' indexes follow within seconds, and a transaction that began before must have ended.</summary>
    public static readonly TimeSpan Settles = TimeSpan.FromSeconds(10);

    /// <summary>Looked at twice, for commits that took longer; the keys of the notices keep anybody from hearing twice.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>More at once become one notice: somebody imports a library.</summary>
    private const int MaxEach = 5;

    public string Name => "tell-news";

    public TimeSpan Interval => TimeSpan.FromSeconds(15);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var until = clock.Now - Settles;
        var stored = await database.ReadInstantAsync(UntilSetting, cancellationToken);
        var since = stored ?? until;
        if (stored is not null && since >= until) return;
        var items = stored is null ? [] : await news.ReadAsync(since - Overlap, until, cancellationToken);

        // Nothing to tell is no reason to write; the stretch only mustn't grow for ever.
        if (stored is not null && items.Count == 0 && until - since < Overlap) return;
        var hearings = items.Count == 0 ? [] : await HearingsAsync(items, cancellationToken);
        await database.InUnitAsync(
            async token =>
            {
                foreach (var hearing in hearings) notices.Tell([hearing.PersonId], hearing.Notice);
                await database.KeepSettingAsync(UntilSetting, until, token);
                await database.SaveChangesAsync(token);
            },
            cancellationToken);
    }

    private async Task<List<Hearing>> HearingsAsync(IReadOnlyList<NewsItem> items, CancellationToken cancellationToken)
    {
        var taxonomy = await catalog.ReadAsync(cancellationToken);
        var hits = new NewsHits(engine, clock.Now, [.. items.Select(item => item.Id)]);
        var readers = new Dictionary<int, ItemReader?>();
        var hearings = new List<Hearing>();
        foreach (var follow in await FollowsAsync(items, cancellationToken))
        {
            if (!readers.TryGetValue(follow.PersonId, out var reader)) readers[follow.PersonId] = reader = await ReaderAsync(follow.PersonId, cancellationToken);
            if (reader is null) continue;
            var told = items.Where(item => Concerns(follow, item, reader, hits, cancellationToken)).ToList();
            hearings.AddRange((told.Count > MaxEach ? [Summary(follow, told, taxonomy)] : told.Select(item => Single(follow, item, taxonomy))).Select(notice => new Hearing(follow.PersonId, notice)));
        }

        return hearings;
    }

    /// <summary>Items before topics before searches, so that who follows several hears of the nearest.</summary>
    private async Task<List<Follow>> FollowsAsync(IReadOnlyList<NewsItem> items, CancellationToken cancellationToken)
    {
        var keys = items.Select(item => Follow.KeyOfItem(item.Id)).Concat(items.Where(item => item.IsNew).SelectMany(item => item.FacetValueIds).Distinct().Select(Follow.KeyOfFacetValue)).ToArray();
        var follows = await database.Follows.AsNoTracking().Where(follow => keys.Contains(follow.Key)).ToListAsync(cancellationToken);
        if (items.Any(item => item.IsNew) && !engine.NeedsRebuild) follows.AddRange(await database.Follows.AsNoTracking().Where(follow => follow.Search != null).ToListAsync(cancellationToken));
        return [.. follows.OrderBy(follow => follow.ItemId is null).ThenBy(follow => follow.FacetValueId is null).ThenBy(follow => follow.Id)];
    }

    private bool Concerns(Follow follow, NewsItem item, ItemReader reader, NewsHits hits, CancellationToken cancellationToken)
    {
        var visibleAt = item.ReleaseOn is { } day && clock.StartOf(day) > item.PublishedAt ? clock.StartOf(day) : item.PublishedAt;
        if (follow.CreatedAt > visibleAt || item.AuthorId == follow.PersonId || !reader.IsInAudience(item.OwnerId, item.Audience)) return false;
        if (follow.ItemId is { } followed) return followed == item.Id && item.IsMajor;
        if (!item.IsNew) return false;
        return follow.FacetValueId is { } value ? item.FacetValueIds.Contains(value) : hits.Of(follow.Search!, reader, cancellationToken).Contains(item.Id);
    }

    private async Task<ItemReader?> ReaderAsync(int personId, CancellationToken cancellationToken) =>
        await access.FindAsync(personId, cancellationToken) is { IsDisabled: false } person ? person.ToPrincipal("news").Reader(clock.Today) : null;

    private static Notice Single(Follow follow, NewsItem item, TaxonomySnapshot taxonomy) => new()
    {
        Kind = KindOf(follow),
        Key = string.Create(CultureInfo.InvariantCulture, $"news:{item.Id}:{item.Number}"),
        Text = follow.ItemId is not null ? $"“{item.Title}” was changed{(item.Note.Length > 0 ? $": {item.Note}" : "")}" : $"New {WhereOf(follow, taxonomy)}: “{item.Title}”",
        Address = ItemLinks.To(item.Id, item.Title),
        ItemId = item.Id,
    };

    private static Notice Summary(Follow follow, List<NewsItem> items, TaxonomySnapshot taxonomy) => new()
    {
        Kind = KindOf(follow),
        Key = string.Create(CultureInfo.InvariantCulture, $"news-of:{follow.Id}:{items.Max(item => item.Id)}"),
        Text = $"{items.Count} new items {WhereOf(follow, taxonomy)}",
        Address = (follow.Search is { } search ? search : StartFollowing.AddressOf(taxonomy.Find(follow.FacetValueId!.Value)!)) + "&sort=newest",
    };

    private static string WhereOf(Follow follow, TaxonomySnapshot taxonomy) => follow.FacetValueId is { } value
        ? $"in {taxonomy.Find(value)?.Label ?? "what you follow"}"
        : $"for your search {(SavedSearch.Parse(follow.Search) is { } search ? SavedSearch.Name(search, taxonomy) : "")}";

    private static NoticeKind KindOf(Follow follow) => follow.ItemId is not null ? NoticeKind.ItemChanged : follow.FacetValueId is not null ? NoticeKind.TopicChanged : NoticeKind.SavedSearchHit;

    private sealed record Hearing(int PersonId, Notice Notice);
}
