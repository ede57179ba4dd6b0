using EnablementHub.Benchmarks.Search;
using EnablementHub.Data;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Library;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Benchmarks.Web;

/// <summary>Writes the made-up corpus into a hub's database as published items.</summary>
public static class BenchContent
{
    private const int Batch = 500;

    public static async Task FillAsync(IDbContextFactory<HubDbContext> databases, int ownerId, int count)
    {
        var corpus = new SearchCorpus();
        var facets = new Dictionary<(string Group, string Value), int>();
        for (var first = 1; first <= count; first += Batch)
        {
            var batch = Enumerable.Range(first, Math.Min(Batch, count - first + 1)).Select(corpus.Item).ToList();
            await AddFacetsAsync(databases, batch, facets);
            await using var database = await databases.CreateDbContextAsync();
            database.ChangeTracker.AutoDetectChangesEnabled = false;
            var items = batch.ConvertAll(indexed => (indexed, item: NewItem(indexed, ownerId, facets)));
            var transcripts = items.ConvertAll(pair => NewTranscript(pair.indexed));
            database.AddRange(items.Select(pair => pair.item));
            database.AddRange(transcripts);
            await database.SaveChangesAsync();
            foreach (var ((indexed, item), transcript) in items.Zip(transcripts)) AddVersion(item, indexed, transcript.Id, ownerId);
            database.ChangeTracker.DetectChanges();
            await database.SaveChangesAsync();
        }

        await using var last = await databases.CreateDbContextAsync();
        last.Add(new ChangeRow { ItemId = ChangeRow.Everything, At = SearchCorpus.Now });
        await last.SaveChangesAsync();
    }

    private static Item NewItem(IndexedItem indexed, int ownerId, Dictionary<(string Group, string Value), int> facets)
    {
        var item = new Item(ItemKinds.FromSlug(indexed.Kind)!.Value, ownerId, indexed.PublishedAt) { Language = indexed.Language };
        item.SetTags(indexed.Tags);
        item.SetFacets(FacetsOf(indexed).Select(facet => facets[facet]));
        item.SetAudience(indexed.Audience);
        return item;
    }

    private static Transcript NewTranscript(IndexedItem indexed)
    {
        var transcript = new Transcript { ItemId = indexed.Id, Language = indexed.Language, CreatedAt = indexed.PublishedAt };
        foreach (var cue in indexed.Cues) transcript.Add(cue.Start, cue.End, cue.Speaker, cue.Text);
        return transcript;
    }

    private static void AddVersion(Item item, IndexedItem indexed, int transcriptId, int ownerId)
    {
        var version = new ItemVersion
        {
            Number = 1,
            Title = indexed.Title.Length > ItemVersion.MaxTitleLength ? indexed.Title[..ItemVersion.MaxTitleLength] : indexed.Title,
            Summary = indexed.Summary,
            Body = indexed.Body,
            BodyHtml = $"<p>{indexed.Body}</p>",
            BodyText = indexed.Body,
            TranscriptId = transcriptId,
            AuthorId = ownerId,
            CreatedAt = indexed.PublishedAt,
        };

        // A job would read the links of all of them while something is measured.
        version.SetLinks([], LinkReader.Edition);
        item.AddPending(version, indexed.PublishedAt);
        item.Publish(indexed.PublishedAt);
        if (indexed.VerifiedUntil is { } until) item.Verify(ownerId, indexed.PublishedAt, DateOnly.FromDateTime(until.UtcDateTime));
    }

    private static async Task AddFacetsAsync(IDbContextFactory<HubDbContext> databases, List<IndexedItem> batch, Dictionary<(string Group, string Value), int> facets)
    {
        await using var database = await databases.CreateDbContextAsync();
        var added = batch.SelectMany(FacetsOf).Distinct().Where(facet => !facets.ContainsKey(facet))
            .Select(facet => new FacetValue { Group = facet.Group, Value = facet.Value, Label = facet.Value }).ToList();
        database.AddRange(added);
        await database.SaveChangesAsync();
        foreach (var value in added) facets[(value.Group, value.Value)] = value.Id;
    }

    private static IEnumerable<(string Group, string Value)> FacetsOf(IndexedItem indexed) =>
        from pair in indexed.Facets
        where pair.Key != FacetGroups.Language
        from value in pair.Value
        select (pair.Key, value);
}
