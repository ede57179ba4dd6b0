using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Writing;

/// <summary>Puts the content of an earlier version into a new pending one; the earlier one stays as it is.</summary>
public sealed class RestoreVersion(HubDbContext database, VersionFactory versions, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(int itemId, int number, int revision, Writer writer, CancellationToken cancellationToken = default)
    {
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        if (item.Revision != revision) return WriteResult.Stale(item);
        var earlier = await database.ItemVersions.AsNoTracking().SingleOrDefaultAsync(version => version.ItemId == itemId && version.Number == number, cancellationToken);
        if (earlier is null) return WriteResult.NotFound;
        var content = VersionContent.From(earlier);
        if (item.NewestVersion is { } newest && content.SaysTheSameAs(VersionContent.From(newest))) return WriteResult.Unchanged(item);
        var now = time.GetUtcNow();
        var next = await database.NextVersionNumberAsync(item, cancellationToken);
        if (versions.TryCreate(content with { Note = $"Restored from version {number}" }, next, writer.PersonId, now, out var problem) is not { } version)
            return WriteResult.Invalid([problem!]);
        item.AddPending(version, now);
        database.LogItem(item, writer.PersonId, ItemActions.VersionRestored, now, $"version {number} as {next}");
        return await database.StoreAsync(item, revision, cancellationToken);
    }
}
