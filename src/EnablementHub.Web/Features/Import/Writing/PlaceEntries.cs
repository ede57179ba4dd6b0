using EnablementHub.Data;
using EnablementHub.Features.Import.Reading;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Writing;

/// <summary>A file of an earlier run, as its row says.</summary>
internal sealed record KnownFile(int? ItemId, string ContentHash, string DetailsHash, int VersionNumber);

/// <param name="Files">By path.</param>
internal sealed record KnownFiles(Dictionary<string, KnownFile> Files);

/// <summary>
/// Gives each new entry its item: a draft with nothing but a title, as somebody leaves it who has just begun. So all
/// numbers are there before the first text names one, and what a stopped import leaves is an ordinary draft.
/// </summary>
public sealed class PlaceEntries(HubDbContext database, VersionFactory versions, TimeProvider time)
{
    private const int BatchSize = 500;

    /// <summary>Numbers by which a dry run tells items apart that it doesn't make.</summary>
    private const int Pretended = 1_500_000_000;

    internal async Task<KnownFiles> RunAsync(SourceTree tree, ImportRequest request, Action<ImportProgress> progress, CancellationToken cancellationToken)
    {
        var files = await database.ImportedFiles.AsNoTracking().Where(file => file.Collection == request.Collection)
            .Select(file => new { file.Path, file.ItemId, file.ContentHash, file.DetailsHash, file.VersionNumber })
            .ToDictionaryAsync(file => file.Path, file => new KnownFile(file.ItemId, file.ContentHash, file.DetailsHash, file.VersionNumber), StringComparer.Ordinal, cancellationToken);
        var fresh = new List<SourceEntry>();
        foreach (var entry in tree.Entries)
        {
            if (files.TryGetValue(entry.Path, out var known))
            {
                // What was deleted in the hub stays away, and links to it lead nowhere.
                if (known.ItemId is { } id) entry.ItemId = id;
                else entry.IsRefused = true;
            }
            else if (!entry.IsRefused)
            {
                fresh.Add(entry);
            }
        }

        if (request.IsDryRun)
        {
            for (var index = 0; index < fresh.Count; index++) fresh[index].ItemId = Pretended + index;
            return new KnownFiles(files);
        }

        if (fresh.Count == 0) return new KnownFiles(files);
        var folders = await database.InUnitAsync(token => AddFoldersAsync(request.Collection, fresh, token), _ => true, cancellationToken);
        var done = 0;
        foreach (var chunk in fresh.Chunk(BatchSize))
        {
            await database.InUnitAsync(token => AddAsync(chunk, folders, request, token), cancellationToken);
            done += chunk.Length;
            progress(new ImportProgress("given a place", done, fresh.Count));
        }

        foreach (var entry in fresh) files[entry.Path] = new KnownFile(entry.ItemId, "", "", 0);
        return new KnownFiles(files);
    }

    /// <summary>The path of the folder that an entry lies in; deeper than fits counts as the deepest that does.</summary>
    private static string FolderPath(string collection, string folder)
    {
        var path = collection;
        foreach (var part in folder.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = path + "/" + (part.Length <= Folder.MaxNameLength ? part : part[..Folder.MaxNameLength]);
            if (next.Length > Folder.MaxPathLength) break;
            path = next;
        }

        return path;
    }

    private async Task<Dictionary<string, int>> AddFoldersAsync(string collection, List<SourceEntry> entries, CancellationToken cancellationToken)
    {
        var below = collection + "/";
        var folders = await database.Folders.Where(folder => folder.Path == collection || folder.Path.StartsWith(below)).ToDictionaryAsync(folder => folder.Path, StringComparer.Ordinal, cancellationToken);
        foreach (var path in entries.Select(entry => FolderPath(collection, entry.Folder)).Distinct(StringComparer.Ordinal)) Add(path);
        await database.SaveChangesAsync(cancellationToken);
        return folders.ToDictionary(pair => pair.Key, pair => pair.Value.Id, StringComparer.Ordinal);

        Folder Add(string path)
        {
            if (folders.TryGetValue(path, out var known)) return known;
            var at = path.LastIndexOf('/');
            var added = at < 0 ? Folder.Top(path) : Add(path[..at]).Below(path[(at + 1)..]);
            database.Folders.Add(added);
            folders.Add(path, added);
            return added;
        }
    }

    private async Task AddAsync(IReadOnlyList<SourceEntry> entries, Dictionary<string, int> folders, ImportRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (RowWriter.Fits(database))
        {
            await AddRowsAsync(entries, folders, request, now, cancellationToken);
            return;
        }

        var items = entries.Select(entry => Begun(entry, request.OwnerId, now)).ToList();
        database.Items.AddRange(items);
        await database.SaveChangesAsync(cancellationToken);
        for (var index = 0; index < items.Count; index++)
        {
            var (entry, item) = (entries[index], items[index]);
            entry.ItemId = item.Id;
            database.ImportedFiles.Add(FileOf(entry, request.Collection, now));
            database.ItemFolders.Add(PlaceOf(entry, request.Collection, folders));
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task AddRowsAsync(IReadOnlyList<SourceEntry> entries, Dictionary<string, int> folders, ImportRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var writer = new RowWriter(database);
        foreach (var entry in entries)
        {
            var item = Begun(entry, request.OwnerId, now);
            entry.ItemId = checked((int)await writer.InsertAsync(item, cancellationToken: cancellationToken));
            await writer.InsertAsync(item.PendingVersion!, nameof(ItemVersion.ItemId), entry.ItemId, cancellationToken);
            await writer.InsertAsync(FileOf(entry, request.Collection, now), cancellationToken: cancellationToken);
            await writer.InsertAsync(PlaceOf(entry, request.Collection, folders), cancellationToken: cancellationToken);
        }
    }

    private Item Begun(SourceEntry entry, int ownerId, DateTimeOffset now)
    {
        var item = new Item(entry.Kind, ownerId, now);
        var title = new VersionContent { Title = entry.Title.Length <= ItemVersion.MaxTitleLength ? entry.Title : entry.Title[..ItemVersion.MaxTitleLength] }.Normalised();
        item.AddPending(versions.Create(item, title, ownerId, now), now);
        return item;
    }

    private static ImportedFile FileOf(SourceEntry entry, string collection, DateTimeOffset now) => new() { Collection = collection, Path = entry.Path, ItemId = entry.ItemId, ImportedAt = now };

    private static ItemFolder PlaceOf(SourceEntry entry, string collection, Dictionary<string, int> folders) => new() { ItemId = entry.ItemId, FolderId = folders[FolderPath(collection, entry.Folder)] };
}
