using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.Links.Places;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Rewriting;

/// <summary>What one item of a rewriting would change.</summary>
/// <param name="IsLive">Readers see it; else it waits.</param>
public sealed record PlannedVersion(int ItemId, string Title, bool IsLive, RelinkedVersion Relinked);

/// <summary>Works out which items a rewriting reaches, shows it beforehand, and writes it down for the job.</summary>
public sealed class RewritePlan(HubDbContext database, VersionRelinking relinking, LeadPlaces places, TimeProvider time)
{
    public const int ChunkSize = 200;

    /// <summary>Items whose live or waiting version has a link that a rule is about: found by the links themselves, whatever else exists.</summary>
    public async Task<IReadOnlyList<int>> ItemsAsync(IReadOnlyCollection<LinkRewriteRule> rules, CancellationToken cancellationToken)
    {
        // An item may link to its own sections without naming itself.
        var found = rules.Where(rule => rule.FromAnchor.Length > 0).Select(rule => rule.FromItemId!.Value).ToHashSet();
        foreach (var targets in rules.Select(rule => rule.FromItemId).OfType<int>().Distinct().Chunk(ChunkSize))
            found.UnionWith(await ReadingAsync(database.VersionLinks.Where(link => link.TargetItemId != null && targets.Contains(link.TargetItemId.Value)), cancellationToken));
        foreach (var keys in rules.Where(rule => rule.FromAddress is not null).Select(rule => LinkTarget.Of(rule.FromAddress!)?.Key).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(ChunkSize))
            found.UnionWith(await ReadingAsync(database.VersionLinks.Where(link => link.AddressKey != null && keys.Contains(link.AddressKey)), cancellationToken));
        return [.. found.Order()];
    }

    /// <summary>Each change beforehand, as the job will make it.</summary>
    public async Task<IReadOnlyList<PlannedVersion>> PreviewAsync(IReadOnlyCollection<LinkRewriteRule> rules, IEnumerable<int> itemIds, CancellationToken cancellationToken)
    {
        var ready = await ReadyAsync(rules, cancellationToken);
        var planned = new List<PlannedVersion>();
        foreach (var chunk in itemIds.Chunk(ChunkSize))
        {
            var versions = await (
                from item in database.Items.AsNoTracking()
                from version in item.Versions
                where chunk.Contains(item.Id) && (version.Number == item.LiveNumber || version.Number == item.PendingNumber)
                orderby item.Id, version.Number
                select new { ItemId = item.Id, IsLive = version.Number == item.LiveNumber, Version = version }).ToListAsync(cancellationToken);
            planned.AddRange(from row in versions
                             let relinked = relinking.Run(VersionContent.From(row.Version), row.ItemId, ready)
                             where relinked.Changes.Count > 0 || relinked.Left.Count > 0
                             select new PlannedVersion(row.ItemId, row.Version.Title, row.IsLive, relinked));
        }

        return planned;
    }

    public async Task<RewriteRules> ReadyAsync(IReadOnlyCollection<LinkRewriteRule> rules, CancellationToken cancellationToken) =>
        new(rules, await TargetFacts.ReadAsync(database, rules.SelectMany(rule => new[] { rule.FromItemId, rule.ToItemId }).OfType<int>(), cancellationToken));

    /// <summary>The same for what names the targets outside of texts.</summary>
    public async Task<IReadOnlyList<RewrittenPlace>> PlacesAsync(IReadOnlyCollection<LinkRewriteRule> rules, CancellationToken cancellationToken) =>
        await places.PreviewAsync(rules, await ReadyAsync(rules, cancellationToken), cancellationToken);

    /// <summary>Leads what names the targets outside of texts, and writes the rewriting and its items down in the caller's unit; the job does the rest.</summary>
    public async Task<LinkRewrite> AddAsync(string title, IReadOnlyCollection<LinkRewriteRule> rules, int personId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var items = await ItemsAsync(rules, cancellationToken);
        var rewrite = new LinkRewrite
        {
            Title = title.Length <= LinkRewrite.MaxTitleLength ? title : title[..LinkRewrite.MaxTitleLength],
            PersonId = personId,
            StartedAt = now,
            State = items.Count == 0 ? RewriteState.Done : RewriteState.Running,
            FinishedAt = items.Count == 0 ? now : null,
        };
        rewrite.AddRules(rules);
        database.LinkRewrites.Add(rewrite);

        // Its items carry its number.
        await database.SaveChangesAsync(cancellationToken);
        places.Log(rewrite, await places.RunAsync(rules, await ReadyAsync(rules, cancellationToken), cancellationToken));
        database.RewrittenItems.AddRange(items.Select(itemId => new RewrittenItem { RewriteId = rewrite.Id, ItemId = itemId }));
        database.LogAudit(personId, "links.rewrite-started", "link-rewrite", rewrite.Id, now, rewrite.Title);
        return rewrite;
    }

    private Task<int[]> ReadingAsync(IQueryable<VersionLink> links, CancellationToken cancellationToken) => (
        from link in links
        join version in database.ItemVersions on link.VersionId equals version.Id
        join item in database.Items on version.ItemId equals item.Id
        where item.LiveNumber == version.Number || item.PendingNumber == version.Number
        select item.Id).Distinct().ToArrayAsync(cancellationToken);
}
