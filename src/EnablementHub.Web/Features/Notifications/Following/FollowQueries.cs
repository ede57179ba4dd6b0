using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications.Following;

/// <param name="Address">Null: the person can't open it now.</param>
public sealed record FollowedThing(long Id, string Name, string? Address, string Icon, string Sort, DateTimeOffset Since);

public sealed record FollowsPage(IReadOnlyList<FollowedThing> Follows, string? Error = null);

/// <summary>What a person follows, the newest first.</summary>
public sealed class FollowQueries(HubDbContext database, TaxonomyCatalog catalog)
{
    public async Task<FollowsPage> ReadAsync(ItemReader reader, CancellationToken cancellationToken)
    {
        var follows = await database.Follows.AsNoTracking().Where(follow => follow.PersonId == reader.Viewer.PersonId).OrderByDescending(follow => follow.Id).ToListAsync(cancellationToken);
        var ids = follows.Select(follow => follow.ItemId).OfType<int>().ToArray();
        var cards = ids.Length == 0 ? [] : await database.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).InAudienceOf(reader).PublishedOn(reader.Today).ToCards().ToDictionaryAsync(card => card.Id, cancellationToken);
        var taxonomy = await catalog.ReadAsync(cancellationToken);
        return new FollowsPage([.. follows.Select(follow => Shown(follow, cards, taxonomy))]);
    }

    private static FollowedThing Shown(Follow follow, Dictionary<int, ItemCard> cards, TaxonomySnapshot taxonomy)
    {
        if (follow.ItemId is { } itemId)
        {
            return cards.TryGetValue(itemId, out var card)
                ? new FollowedThing(follow.Id, card.Title, card.Href, ItemWords.Icon(card.Kind), "Its changes", follow.CreatedAt)
                : new FollowedThing(follow.Id, "Something that you can't open at the moment", null, "info", "Its changes", follow.CreatedAt);
        }

        if (follow.FacetValueId is { } valueId)
        {
            return taxonomy.Find(valueId) is { } value
                ? new FollowedThing(follow.Id, value.Label, StartFollowing.AddressOf(value), "tag", "What is new in it", follow.CreatedAt)
                : new FollowedThing(follow.Id, "A topic that was removed", null, "tag", "What is new in it", follow.CreatedAt);
        }

        return new FollowedThing(follow.Id, SavedSearch.Parse(follow.Search) is { } search ? SavedSearch.Name(search, taxonomy) : "", follow.Search, "search", "What is new for it", follow.CreatedAt);
    }
}
