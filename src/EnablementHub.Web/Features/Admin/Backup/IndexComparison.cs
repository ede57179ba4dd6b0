using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Engine.Stores;
using EnablementHub.Features.Search.Index;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Admin.Backup;

/// <summary>Holds the search index against the database, where no server has it open.</summary>
public sealed class IndexComparison(HubDbContext database, IServiceProvider services, IndexSource source, DataDirectory directory, IOptions<NodeOptions> node, OrganisationClock clock)
{
    private const int PageSize = 500;

    /// <param name="report">Takes one sentence a finding.</param>
    /// <returns>What was done, as a sentence.</returns>
    public async Task<string> RunAsync(Action<string> report, CancellationToken cancellationToken)
    {
        if (StoredEngine.IsHeld(directory.IndexFolderOf(node.Value.Name))) return "The search index was not compared: a server holds it and follows every change; /health/ready says how far it is.";
        var engine = services.GetRequiredService<ISearchEngine>();
        if (engine.NeedsRebuild) return "The search index is not there, and is built with the next start.";
        var newest = await source.NewestChangeAsync(cancellationToken);
        if (engine.Watermark != newest) return "The search index is behind the database, and catches up with the next start.";
        var count = await source.CountAsync(cancellationToken);
        if (engine.Items != count) report($"The search index holds {engine.Items} items, the database has {count} for it. Build it anew: hub reindex.");
        var found = Found(engine, cancellationToken);
        var there = await (from item in database.Items.AsNoTracking().PublishedOn(clock.Today)
                           from version in item.Versions
                           where version.Number == item.LiveNumber
                           select new { item.Id, version.Title }).ToDictionaryAsync(item => item.Id, item => item.Title, cancellationToken);
        foreach (var (id, title) in there)
        {
            if (!found.Remove(id, out var shown)) report($"Item {id} (“{title}”) is missing from the search index. Build it anew: hub reindex.");
            else if (shown != title) report($"Item {id} is called “{title}”, but “{shown}” in the search index. Build it anew: hub reindex.");
        }

        foreach (var id in found.Keys) report($"Item {id} is found by search, but is not for readers. Build the index anew: hub reindex.");
        return $"The search index was compared: {there.Count} items.";
    }

    private Dictionary<int, string> Found(ISearchEngine engine, CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, string>();
        for (var offset = 0; ; offset += PageSize)
        {
            var page = engine.Search(new SearchQuery { Viewer = Visibility.Everything, Now = clock.Now, Sort = SearchSort.Newest, Offset = offset, Limit = PageSize, CuesPerHit = 0 }, cancellationToken);
            foreach (var hit in page.Hits) found[hit.Id] = hit.Title;
            if (page.Hits.Count < PageSize) return found;
        }
    }
}
