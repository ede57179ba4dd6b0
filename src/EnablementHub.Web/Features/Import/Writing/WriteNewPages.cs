using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Writing;

/// <summary>
/// Writes pages that are new and have no files, which most of a handbook's are: by the same rules as all others, but its rows
/// without tracking. Used within the unit of work of a batch.
/// </summary>
public sealed class WriteNewPages(HubDbContext database, WriteEntry one, OrganisationClock clock)
{
    /// <returns>Those that it dealt with, and whether anything was written. The others are left.</returns>
    internal async Task<Dictionary<EntryWork, bool>> RunAsync(EntryBatch batch, IReadOnlyList<EntryWork> works, TakenNames taken, CancellationToken cancellationToken)
    {
        var dealt = new Dictionary<EntryWork, bool>();
        var pages = works.Where(work => work is { IsNew: true, Rendered: not null }).ToList();
        if (pages.Count == 0 || !RowWriter.Fits(database)) return dealt;
        var ids = pages.ConvertAll(work => work.Prepared.Entry.ItemId);
        var items = await database.Items.AsNoTracking().Include(item => item.Versions).Where(item => ids.Contains(item.Id)).ToDictionaryAsync(item => item.Id, cancellationToken);
        var rows = await database.ImportedFiles.AsNoTracking().Where(file => file.Collection == batch.Request.Collection && ids.Contains(file.ItemId!.Value)).ToDictionaryAsync(file => file.Path, StringComparer.Ordinal, cancellationToken);
        var files = new EntryFiles();
        await using var writer = new RowWriter(database);
        foreach (var work in pages)
        {
            // Whatever somebody has begun here meanwhile takes the long way.
            if (!items.TryGetValue(work.Prepared.Entry.ItemId, out var item) || !rows.TryGetValue(work.Prepared.Entry.Path, out var row) || item is not { IsJustBegun: true, Versions.Count: 1 }) continue;
            var (begun, revision) = (item.PendingVersion!, item.Revision);
            var isWritten = await one.RunAsync(batch, work, item, row, files, begun.Number, taken, cancellationToken);
            dealt.Add(work, isWritten);
            if (isWritten) await WriteAsync(writer, batch, work, item, revision, begun.Id, row, cancellationToken);
        }

        return dealt;
    }

    private async Task WriteAsync(RowWriter writer, EntryBatch batch, EntryWork work, Item item, int revision, int versionId, ImportedFile row, CancellationToken cancellationToken)
    {
        var version = item.NewestVersion!;
        await writer.UpdateAsync(item, revision: revision, cancellationToken: cancellationToken);
        await writer.UpdateAsync(version, versionId, owner: nameof(ItemVersion.ItemId), ownerId: item.Id, cancellationToken: cancellationToken);
        foreach (var reference in version.References) await writer.InsertAsync(reference, nameof(ItemReference.VersionId), versionId, cancellationToken);
        foreach (var link in version.Links) await writer.InsertAsync(link, nameof(VersionLink.VersionId), versionId, cancellationToken);
        foreach (var facet in item.Facets) await writer.InsertAsync(facet, nameof(ItemFacet.ItemId), item.Id, cancellationToken);
        foreach (var tag in item.Tags) await writer.InsertAsync(tag, nameof(ItemTag.ItemId), item.Id, cancellationToken);
        foreach (var entry in item.Audience) await writer.InsertAsync(entry, nameof(ItemAudience.ItemId), item.Id, cancellationToken);
        await writer.UpdateAsync(row, cancellationToken: cancellationToken);
        var (change, audit) = LibraryLog.RowsOf(item, batch.Request.PersonId, ItemActions.Imported, clock.Now, WriteEntry.Origin(batch, work));
        await writer.InsertAsync(change, cancellationToken: cancellationToken);
        await writer.InsertAsync(audit, cancellationToken: cancellationToken);
    }
}
