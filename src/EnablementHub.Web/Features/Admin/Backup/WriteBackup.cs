using System.Formats.Tar;
using System.Text.Json;
using EnablementHub.Data;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Admin.Backup;

/// <param name="Files">Stored files in it.</param>
/// <param name="Bytes">Length of the archive.</param>
public sealed record BackupSummary(int Files, int Items, long Bytes);

/// <summary>
/// Writes everything that can't be built again into one archive, while the hub serves and writes: the database as it was at
/// one moment, every file that it names, the keys and the settings. It is there whole, under its name, or not at all.
/// </summary>
public sealed class WriteBackup(HubDbContext database, IFileStore store, IEnumerable<IStoredFileRows> rooms, DataDirectory directory, IOptions<DatabaseOptions> databases, IOptions<StoreOptions> stores, TimeProvider time)
{
    private const int ProgressEvery = 100;

    /// <summary>Files may be cleared away while they are copied, when what named them was deleted meanwhile; then a later moment is copied.</summary>
    private const int MaxTries = 3;

    /// <param name="file">Where it goes; must not be there yet.</param>
    /// <param name="report">Takes one sentence a finding: what was damaged before, and so is missing from the backup.</param>
    /// <param name="progress">Takes files done and files in all.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left of it.</param>
    public async Task<BackupSummary> RunAsync(string file, Action<string> report, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(file);
        RefuseElsewhere();
        if (File.Exists(target) || Directory.Exists(target)) throw new WrongSettingException($"{target} is there already. Name a file that isn't, for example with the day in its name.");
        if (Path.GetDirectoryName(target) is not { } folder || !Directory.Exists(folder)) throw new WrongSettingException($"There is no folder {Path.GetDirectoryName(target)}. Make it first.");
        var work = Directory.CreateDirectory($"{target}.{Guid.NewGuid():N}.unfinished").FullName;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var archive = Path.Combine(work, "archive");
                var findings = new List<string>();
                if (await WriteAsync(archive, Path.Combine(work, "hub.db"), findings, isLast: attempt == MaxTries, progress, cancellationToken) is not { } summary) continue;
                findings.ForEach(report);
                var durable = new DurableFiles();
                durable.Rename(archive, target);
                return summary with { Bytes = new FileInfo(target).Length };
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private void RefuseElsewhere()
    {
        if (databases.Value.IsSqlServer) throw new WrongSettingException("This hub keeps its data in SQL Server, which has backups of its own: use BACKUP DATABASE or the service's point-in-time restore, and hub store copy for the files.");
        if (stores.Value.IsAzure) throw new WrongSettingException("This hub keeps its files in Azure Blob Storage, which has backups of its own: use its versioning and soft delete, or copy the files with hub store copy.");
    }

    /// <returns>Null when a file went while it was copied, because nothing names it any more.</returns>
    private async Task<BackupSummary?> WriteAsync(string archive, string snapshot, List<string> findings, bool isLast, Action<int, int> progress, CancellationToken cancellationToken)
    {
        File.Delete(snapshot);
        await database.Database.ExecuteSqlAsync($"VACUUM INTO {snapshot}", cancellationToken);
        await using var copy = DatabaseCopy.Open(snapshot);
        var rows = new List<StoredFileRow>();
        foreach (var room in rooms) rows.AddRange(await room.In(copy).ToListAsync(cancellationToken));
        var entries = new List<BackupEntry>();
        var (items, schema) = (await copy.Items.CountAsync(cancellationToken), (await copy.Database.GetAppliedMigrationsAsync(cancellationToken)).Last());
        await copy.Database.CloseConnectionAsync();
        await using var output = new FileStream(archive, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        await using (var tar = new TarWriter(output, TarEntryFormat.Pax, leaveOpen: true))
        {
            entries.Add(await AddAsync(tar, "hub.db", snapshot, cancellationToken));
            if (File.Exists(directory.SettingsFile)) entries.Add(await AddAsync(tar, "hub.json", directory.SettingsFile, cancellationToken));
            foreach (var key in Directory.EnumerateFiles(directory.KeysFolder).Order(StringComparer.Ordinal)) entries.Add(await AddAsync(tar, "keys/" + Path.GetFileName(key), key, cancellationToken));
            var done = 0;
            foreach (var row in rows.DistinctBy(row => row.StoreKey, StringComparer.Ordinal))
            {
                if (await AddStoredAsync(tar, row, findings, cancellationToken) is { } entry) entries.Add(entry);
                else if (!isLast && !await IsNamedAsync(row.StoreKey, cancellationToken)) return null;
                if (++done % ProgressEvery == 0) progress(done, rows.Count);
            }

            var manifest = new BackupManifest { MadeAt = time.GetUtcNow(), Schema = schema, Items = items, Files = entries };
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, BackupManifest.EntryName) { DataStream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, BackupManifest.Options)), Mode = Private }, cancellationToken);
        }

        new DurableFiles().SyncFile(output);
        return new BackupSummary(rows.Count, items, 0);
    }

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static async Task<BackupEntry> AddAsync(TarWriter tar, string path, string file, CancellationToken cancellationToken)
    {
        await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return await AddAsync(tar, path, content, cancellationToken);
    }

    private static async Task<BackupEntry> AddAsync(TarWriter tar, string path, Stream content, CancellationToken cancellationToken)
    {
        await using var hashed = new HashedStream(content);
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = hashed, Mode = Private }, cancellationToken);
        return new BackupEntry(path, hashed.BytesRead, hashed.Digest());
    }

    private async Task<BackupEntry?> AddStoredAsync(TarWriter tar, StoredFileRow row, List<string> findings, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenReadAsync(row.StoreKey, cancellationToken);
        if (content is null)
        {
            findings.Add($"{row.Name} is missing from the store, and so from the backup.");
            return null;
        }

        var entry = await AddAsync(tar, "store/" + row.StoreKey, content, cancellationToken);
        if (entry.Sha256 != row.Sha256) findings.Add($"{row.Name} was altered or damaged in the store, and is so in the backup.");
        return entry;
    }

    private async Task<bool> IsNamedAsync(string storeKey, CancellationToken cancellationToken)
    {
        foreach (var room in rooms)
        {
            if (await room.In(database).AnyAsync(file => file.StoreKey == storeKey, cancellationToken)) return true;
        }

        return false;
    }
}
