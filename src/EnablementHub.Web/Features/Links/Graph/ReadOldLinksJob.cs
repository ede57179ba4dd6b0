using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Graph;

/// <summary>
/// Reads the links of versions that were written before links were rows. Each batch is a unit of its own, so that a stop in
/// the middle costs at most one; live and waiting versions are among the newest and come first.
/// </summary>
public sealed class ReadOldLinksJob(HubDbContext database, LinkReader reader) : IRecurringJob
{
    public const int BatchSize = 100;
    private const int MaxBatches = 30;

    public string Name => "read-old-links";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Other jobs wait meanwhile, so that a hub of many years takes several turns.
        for (var batch = 0; batch < MaxBatches && await ReadBatchAsync(cancellationToken) == BatchSize; batch++) cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>How many versions were read.</summary>
    public Task<int> ReadBatchAsync(CancellationToken cancellationToken) => database.InUnitAsync(
        async token =>
        {
            var versions = await database.ItemVersions.Include(version => version.Links).AsSplitQuery()
                .Where(version => version.LinksEdition < LinkReader.Edition).OrderByDescending(version => version.Id).Take(BatchSize).ToListAsync(token);
            foreach (var version in versions) version.SetLinks(reader.Read(VersionContent.From(version)), LinkReader.Edition);
            await database.SaveChangesAsync(token);
            return versions.Count;
        },
        _ => true,
        cancellationToken);
}
