using System.Collections.Concurrent;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Search.Cards;

/// <summary>Cards of published items in memory, so that a page of results costs no query. The projector takes out what has changed.</summary>
public sealed class ContentCards(IDbContextFactory<HubDbContext> databases)
{
    private const int MaxCards = 50_000;
    private readonly ConcurrentDictionary<int, ContentCard> _cards = new();
    private long _epoch;

    /// <summary>The cards of those of the items that are published, in no particular order.</summary>
    public ValueTask<IReadOnlyDictionary<int, ContentCard>> FindAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, ContentCard>(ids.Count);
        List<int>? missing = null;
        foreach (var id in ids)
        {
            if (_cards.TryGetValue(id, out var card)) found[id] = card;
            else (missing ??= []).Add(id);
        }

        return missing is null ? ValueTask.FromResult<IReadOnlyDictionary<int, ContentCard>>(found) : FillAsync(found, missing, cancellationToken);
    }

    public void Forget(IEnumerable<int> ids)
    {
        Interlocked.Increment(ref _epoch);
        foreach (var id in ids) _cards.TryRemove(id, out _);
    }

    public void Clear()
    {
        Interlocked.Increment(ref _epoch);
        _cards.Clear();
    }

    private async ValueTask<IReadOnlyDictionary<int, ContentCard>> FillAsync(Dictionary<int, ContentCard> found, List<int> missing, CancellationToken cancellationToken)
    {
        var epoch = Interlocked.Read(ref _epoch);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var cards = await ReadAsync(database, missing, cancellationToken);
        if (_cards.Count > MaxCards) _cards.Clear();
        foreach (var card in cards)
        {
            found[card.Id] = card;

            _cards[card.Id] = card;

            // What we read may be older than the change for which it was forgotten meanwhile.
            if (epoch != Interlocked.Read(ref _epoch)) _cards.TryRemove(card.Id, out _);
        }

        return found;
    }

    private static async Task<IEnumerable<ContentCard>> ReadAsync(HubDbContext database, List<int> ids, CancellationToken cancellationToken)
    {
        var rows = await database.Items.AsNoTracking()
            .Where(item => ids.Contains(item.Id) && item.State == PublicationState.Published && item.LiveNumber != null)
            .Join(
                database.ItemVersions,
                item => new { ItemId = item.Id, Number = item.LiveNumber },
                version => new { version.ItemId, Number = (int?)version.Number },
                (item, version) => new
                {
                    item.Id,
                    item.Kind,
                    version.Title,
                    version.Summary,
                    version.Context,
                    PublishedAt = item.PublishedAt ?? item.CreatedAt,
                    item.ReleaseOn,
                    item.ExpireOn,
                    item.VerifiedAt,
                    item.ReviewDueOn,
                    version.MediaFileId,
                    HasVideo = version.MediaFile != null && version.MediaFile.HasVideo,
                    HasAudio = version.MediaFile != null && version.MediaFile.HasAudio,
                    Duration = version.MediaFile != null ? version.MediaFile.DurationSeconds : null,
                    End = version.Transcript != null ? (double?)version.Transcript.EndSeconds : null,
                })
            .ToListAsync(cancellationToken);
        var facets = (await database.ItemFacets.AsNoTracking()
            .Where(facet => ids.Contains(facet.ItemId))
            .OrderBy(facet => facet.FacetValue.Position)
            .Select(facet => new { facet.ItemId, facet.FacetValue.Group, facet.FacetValue.Label })
            .ToListAsync(cancellationToken)).ToLookup(facet => (facet.ItemId, facet.Group), facet => facet.Label);
        var audience = (await database.ItemAudiences.AsNoTracking()
            .Where(entry => ids.Contains(entry.ItemId))
            .Select(entry => new { entry.ItemId, entry.Grant })
            .ToListAsync(cancellationToken)).ToLookup(entry => entry.ItemId, entry => entry.Grant);
        return rows.Select(row => new ContentCard
        {
            Id = row.Id,
            Kind = row.Kind,
            Title = row.Title,
            Summary = row.Summary,
            Context = row.Context,
            PublishedAt = row.PublishedAt,
            ReleaseOn = row.ReleaseOn,
            ExpireOn = row.ExpireOn,
            VerifiedAt = row.VerifiedAt,
            ReviewDueOn = row.ReviewDueOn,
            MediaFileId = row.MediaFileId,
            IsPlayable = row.Kind.IsPlayable() && (row.HasVideo || row.HasAudio),
            HasVideo = row.HasVideo,
            Duration = row.Kind.IsPlayable() ? row.Duration ?? row.End : null,
            Speaker = facets[(row.Id, FacetGroups.Speaker)].FirstOrDefault() ?? "",
            CompanySizes = [.. facets[(row.Id, "company-size")]],
            Stages = [.. facets[(row.Id, "sales-stage")]],
            Audience = [.. audience[row.Id]],
        });
    }
}
