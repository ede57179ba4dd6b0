using System.Formats.Tar;
using System.Text.Json;
using EnablementHub.Data;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Admin.Backup;

/// <param name="SetAside">Where what was there before lies now; null: nothing was.</param>
public sealed record RestoreSummary(BackupManifest Manifest, string? SetAside);

/// <summary>
/// Puts a backup into a data directory. Everything is unpacked beside it and held against its hash first; the folder is
/// there whole in the end, or as it was before.
/// </summary>
public static class RestoreBackup
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(3);

    /// <exception cref="WrongSettingException">The arguments are wrong; nothing was done.</exception>
    /// <exception cref="InvalidDataException">The archive is none of the hub's, or is damaged; nothing was done.</exception>
    public static async Task<RestoreSummary> RunAsync(string file, DataDirectory directory, bool replaces, CancellationToken cancellationToken)
    {
        if (!File.Exists(file)) throw new WrongSettingException($"There is no file {Path.GetFullPath(file)}.");
        var isThere = Directory.Exists(directory.Root) && Directory.EnumerateFileSystemEntries(directory.Root).Any();
        if (isThere && !replaces) throw new WrongSettingException($"{directory.Root} is not empty. Name another folder, or say --replace: what is there is then set aside, not deleted.");
        if (isThere && await IsServedAsync(directory, cancellationToken)) throw new WrongSettingException($"A hub serves {directory.Root}. Stop it first.");

        // What an interrupted restore left is begun anew.
        var staging = directory.Root + ".restoring";
        if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
        var parent = Path.GetDirectoryName(directory.Root)!;
        Directory.CreateDirectory(parent);
        try
        {
            var manifest = await UnpackAsync(file, new DataDirectory(staging), cancellationToken);
            string? aside = null;
            if (isThere) Directory.Move(directory.Root, aside = FreeName(directory.Root + ".before-restore"));
            else if (Directory.Exists(directory.Root)) Directory.Delete(directory.Root);
            Directory.Move(staging, directory.Root);
            new DurableFiles().SyncDirectory(parent);
            return new RestoreSummary(manifest, aside);
        }
        catch
        {
            if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
            throw;
        }
    }

    private static async Task<BackupManifest> UnpackAsync(string file, DataDirectory staging, CancellationToken cancellationToken)
    {
        staging.Create();
        var found = new Dictionary<string, BackupEntry>(StringComparer.Ordinal);
        BackupManifest? manifest = null;
        await using var archive = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        await using (var tar = new TarReader(archive))
        {
            try
            {
                while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
                {
                    if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || manifest is not null) throw Damaged(file, "it holds what no backup holds");
                    if (entry.Name == BackupManifest.EntryName) manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(entry.DataStream ?? Stream.Null, BackupManifest.Options, cancellationToken);
                    else if (!found.TryAdd(entry.Name, await WriteAsync(entry, Target(staging, entry.Name, file), cancellationToken))) throw Damaged(file, $"{entry.Name} is in it twice");
                }
            }
            catch (Exception error) when (error is EndOfStreamException or JsonException or FormatException)
            {
                throw new InvalidDataException($"{Path.GetFullPath(file)} is no whole backup: {error.Message}", error);
            }
        }

        if (manifest is null) throw Damaged(file, "its end is missing");
        if (manifest.Format != BackupManifest.CurrentFormat) throw new InvalidDataException($"{Path.GetFullPath(file)} was made by another version of the hub (format {manifest.Format}); this one reads format {BackupManifest.CurrentFormat}. Restore it with that version, then bring the hub up to date.");
        foreach (var expected in manifest.Files)
        {
            if (!found.Remove(expected.Path, out var there)) throw Damaged(file, $"{expected.Path} is missing from it");
            if (there != expected) throw Damaged(file, $"{expected.Path} was altered or damaged in it");
        }

        if (found.Count > 0) throw Damaged(file, $"{found.Keys.First()} is not in its list");
        await using var database = DatabaseCopy.Open(staging.DatabaseFile);
        if (!database.Database.GetMigrations().Contains(manifest.Schema, StringComparer.Ordinal)) throw new InvalidDataException($"{Path.GetFullPath(file)} comes from a newer hub ({manifest.Schema}). Restore it with that version.");
        return manifest;
    }

    /// <summary>Only where a backup has files, and nowhere outside.</summary>
    private static string Target(DataDirectory staging, string name, string file)
    {
        var parts = name.Split('/');
        var isKnown = name is "hub.db" or "hub.json" || (parts is ["keys", _] or ["store", _, ..]);
        if (!isKnown || parts.Any(part => part is "" or "." or ".." || part.IndexOfAny(['\\', ':', '\0']) >= 0)) throw Damaged(file, "it holds a file with a strange name");
        return parts[0] == "store" ? Path.Combine([staging.StoreFolder, "files", .. parts[1..]]) : Path.Combine([staging.Root, .. parts]);
    }

    private static async Task<BackupEntry> WriteAsync(TarEntry entry, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using var content = new HashedStream(entry.DataStream ?? Stream.Null);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 20 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var output = new FileStream(target, options);
        await content.CopyToAsync(output, cancellationToken);
        new DurableFiles().SyncFile(output);
        return new BackupEntry(entry.Name, content.BytesRead, content.Digest());
    }

    /// <summary>A server writes a number beside the database that grows every second.</summary>
    private static async Task<bool> IsServedAsync(DataDirectory directory, CancellationToken cancellationToken)
    {
        var claim = directory.DatabaseFile + ".host";
        if (!File.Exists(claim)) return false;
        var before = await File.ReadAllTextAsync(claim, cancellationToken);
        await Task.Delay(Watch, cancellationToken);
        return File.Exists(claim) && await File.ReadAllTextAsync(claim, cancellationToken) != before;
    }

    private static string FreeName(string name)
    {
        var free = name;
        for (var number = 2; Directory.Exists(free); number++) free = FormattableString.Invariant($"{name}-{number}");
        return free;
    }

    private static InvalidDataException Damaged(string file, string why) => new($"{Path.GetFullPath(file)} is no whole backup of a hub: {why}. Nothing was restored.");
}
