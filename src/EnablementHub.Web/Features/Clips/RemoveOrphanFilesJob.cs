using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Clips;

/// <summary>Deletes files that no row names any more: of items that were deleted, and of uploads whose server died before it wrote their row.</summary>
internal sealed class RemoveOrphanFilesJob(HubDbContext database, IFileStore store, IEnumerable<IStoredFileRows> rooms, TimeProvider time) : IRecurringJob
{
    private const int BatchSize = 500;

    // A file is in the store before its row is; nobody's request lasts this long.
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(2);

    public string Name => "remove-orphan-files";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - KeptFor;
        var batch = new List<string>(BatchSize);
        await foreach (var file in store.ListAsync(cancellationToken))
        {
            if (file.LastModified >= before) continue;
            batch.Add(file.Key);
            if (batch.Count < BatchSize) continue;
            await RemoveAsync(batch, cancellationToken);
            batch.Clear();
        }

        await RemoveAsync(batch, cancellationToken);
    }

    private async Task RemoveAsync(List<string> keys, CancellationToken cancellationToken)
    {
        var named = new List<string>();
        foreach (var room in rooms) named.AddRange(await room.In(database).Where(file => keys.Contains(file.StoreKey)).Select(file => file.StoreKey).ToListAsync(cancellationToken));
        foreach (var key in keys.Except(named, StringComparer.Ordinal)) await store.DeleteAsync(key, cancellationToken);
    }
}
