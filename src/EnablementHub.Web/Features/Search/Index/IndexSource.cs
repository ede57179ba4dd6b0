using System.Runtime.CompilerServices;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Search.Index;

/// <summary>What the index should hold, read from the database. An item is in it from publishing until it is archived; its days decide when it is found.</summary>
public sealed class IndexSource(IDbContextFactory<HubDbContext> databases, OrganisationClock clock)
{
    private const int PageSize = 100;

    /// <summary>Days after it mean never: the calendar's last day has no end that can be written down.</summary>
    private const int LastYear = 9000;

    /// <summary>Plays count for as long as this, so that what was popular once does not stay on top for ever.</summary>
    public const int DaysOfUse = 90;

    /// <summary>The published ones among these items; the others are to be removed.</summary>
    public async Task<(IReadOnlyList<IndexedItem> Published, IReadOnlyList<int> Gone)> LoadAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        var published = new List<IndexedItem>(ids.Count);
        foreach (var chunk in ids.Chunk(PageSize))
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            published.AddRange(await LoadAsync(database, Published(database.Items).Where(item => chunk.Contains(item.Id)), cancellationToken));
        }

        return (published, [.. ids.Except(published.Select(item => item.Id))]);
    }

    /// <summary>All published items in the order of their ids, a page at a time.</summary>
    public async IAsyncEnumerable<IndexedItem> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = 0;
        while (true)
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            var after = last;
            var page = await LoadAsync(database, Published(database.Items).Where(item => item.Id > after).OrderBy(item => item.Id).Take(PageSize), cancellationToken);
            foreach (var item in page) yield return item;
            if (page.Count == 0) yield break;
            last = page[^1].Id;
        }
    }

    public async Task<long> NewestChangeAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ChangesAfter(0).MaxAsync(change => (long?)change.Position, cancellationToken) ?? 0;
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Published(database.Items).CountAsync(cancellationToken);
    }

    /// <summary>What counts as use of each item that was used since that day, over the last <see cref="DaysOfUse"/> days.</summary>
    public async Task<IReadOnlyDictionary<int, int>> UseAsync(DateOnly since, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var from = clock.Today.AddDays(-DaysOfUse);
        var dropped = from.AddDays(-1);
        return await Published(database.Items)
            .Where(item => database.ItemDays.Any(day => day.ItemId == item.Id && (day.Day >= since || day.Day == dropped)))
            .Select(item => new
            {
                item.Id,
                IsPlayed = item.Kind == ItemKind.Clip || item.Kind == ItemKind.TrainingVideo,
                Plays = database.ItemDays.Where(day => day.ItemId == item.Id && day.Day >= from).Sum(day => day.Plays),
                Views = database.ItemDays.Where(day => day.ItemId == item.Id && day.Day >= from).Sum(day => day.Views),
            })
            .ToDictionaryAsync(item => item.Id, item => item.IsPlayed ? item.Plays : item.Views, cancellationToken);
    }

    private static IQueryable<Item> Published(IQueryable<Item> items) =>
        items.Where(item => item.State == PublicationState.Published && item.LiveNumber != null);

    private async Task<List<IndexedItem>> LoadAsync(HubDbContext database, IQueryable<Item> items, CancellationToken cancellationToken)
    {
        var from = clock.Today.AddDays(-DaysOfUse);
        var rows = await items.AsNoTracking()
            .Join(
                database.ItemVersions,
                item => new { ItemId = item.Id, Number = item.LiveNumber },
                version => new { version.ItemId, Number = (int?)version.Number },
                (item, version) => new
                {
                    item.Id,
                    item.Kind,
                    item.Language,
                    item.ReleaseOn,
                    item.ExpireOn,
                    PublishedAt = item.PublishedAt ?? item.CreatedAt,
                    item.VerifiedAt,
                    item.ReviewDueOn,
                    version.Title,
                    version.Summary,
                    version.Context,
                    version.BodyText,
                    version.TranscriptId,
                    Plays = database.ItemDays.Where(day => day.ItemId == item.Id && day.Day >= from).Sum(day => (int?)day.Plays) ?? 0,
                    Views = database.ItemDays.Where(day => day.ItemId == item.Id && day.Day >= from).Sum(day => (int?)day.Views) ?? 0,
                })
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(row => row.Id);
        var facets = (await database.ItemFacets.Where(facet => ids.Contains(facet.ItemId))
            .OrderBy(facet => facet.FacetValue.Position)
            .Select(facet => new { facet.ItemId, facet.FacetValue.Group, facet.FacetValue.Value, facet.FacetValue.Label })
            .ToListAsync(cancellationToken)).ToLookup(facet => facet.ItemId);
        var tags = (await database.ItemTags.Where(tag => ids.Contains(tag.ItemId)).Select(tag => new { tag.ItemId, tag.Tag }).ToListAsync(cancellationToken)).ToLookup(tag => tag.ItemId, tag => tag.Tag);
        var audience = (await database.ItemAudiences.Where(entry => ids.Contains(entry.ItemId)).Select(entry => new { entry.ItemId, entry.Grant }).ToListAsync(cancellationToken))
            .ToLookup(entry => entry.ItemId, entry => entry.Grant);
        var transcripts = rows.Where(row => row.TranscriptId is not null).Select(row => row.TranscriptId!.Value).ToList();
        var cues = (await database.Cues.Where(cue => transcripts.Contains(cue.TranscriptId))
            .OrderBy(cue => cue.TranscriptId).ThenBy(cue => cue.Position)
            .Select(cue => new { cue.TranscriptId, cue.StartSeconds, cue.EndSeconds, cue.Speaker, cue.Text })
            .ToListAsync(cancellationToken)).ToLookup(cue => cue.TranscriptId, cue => new IndexedCue(cue.StartSeconds, cue.EndSeconds, cue.Speaker, cue.Text));
        return rows.ConvertAll(row => new IndexedItem
        {
            Id = row.Id,
            Kind = row.Kind.Slug(),
            Language = row.Language,
            Title = row.Title,
            Summary = row.Summary,
            Body = row.Context.Length == 0 ? row.BodyText : $"{row.Context}\n{row.BodyText}",
            Tags = [.. tags[row.Id]],
            Speaker = facets[row.Id].FirstOrDefault(facet => facet.Group == FacetGroups.Speaker)?.Label ?? "",
            Cues = row.TranscriptId is { } transcript ? [.. cues[transcript]] : [],
            Facets = facets[row.Id].GroupBy(facet => facet.Group, facet => facet.Value)
                .Append(new Single(FacetGroups.Language, row.Language))
                .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group], StringComparer.Ordinal),
            Audience = [.. audience[row.Id]],
            VisibleFrom = row.ReleaseOn is { } release ? StartOf(release) : null,
            VisibleUntil = row.ExpireOn is { } expiry ? EndOf(expiry) : null,
            PublishedAt = row.PublishedAt,
            VerifiedUntil = row.VerifiedAt is null ? null : row.ReviewDueOn is { } due ? EndOf(due) : DateTimeOffset.MaxValue,
            Plays = row.Kind.IsPlayable() ? row.Plays : row.Views,
        });
    }

    private DateTimeOffset StartOf(DateOnly day) => day.Year > LastYear ? DateTimeOffset.MaxValue : day.Year == 1 ? DateTimeOffset.MinValue : clock.StartOf(day);

    private DateTimeOffset EndOf(DateOnly day) => day.Year > LastYear ? DateTimeOffset.MaxValue : day.Year == 1 ? DateTimeOffset.MinValue : clock.EndOf(day);

    private sealed class Single(string key, string value) : List<string>([value]), IGrouping<string, string>
    {
        public string Key => key;
    }
}
