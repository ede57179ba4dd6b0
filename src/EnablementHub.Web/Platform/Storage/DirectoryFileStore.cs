using System.Runtime.CompilerServices;

namespace EnablementHub.Platform.Storage;

/// <summary>
/// Keeps files in a directory: written under a temporary name, put on disk, renamed, and the rename put on disk too.
/// All three folders must lie on one file system, so nothing below the root may be a mount of its own.
/// </summary>
public sealed partial class DirectoryFileStore : IFileStore
{
    /// <summary>What the smallest of the stores behind the contract allows.</summary>
    public const int MaxParts = 50_000;

    private readonly DurableFiles _durable;
    private readonly StoreDisk _disk;
    private readonly string _root;
    private readonly string _files;
    private readonly string _staging;
    private readonly string _temporary;

    public DirectoryFileStore(string root)
        : this(root, new DurableFiles())
    {
    }

    internal DirectoryFileStore(string root, DurableFiles durable)
    {
        _durable = durable;
        _root = Path.GetFullPath(root);
        _files = Path.Combine(_root, "files");
        _staging = Path.Combine(_root, "staging");
        _temporary = Path.Combine(_root, "temporary");
        StoreDisk.Guard(() =>
        {
            foreach (var folder in new[] { _files, _staging, _temporary })
            {
                Directory.CreateDirectory(folder);
            }
        });

        _disk = new StoreDisk(_temporary, durable);
    }

    public async Task<StoredFile> SaveAsync(Stream source, long maxBytes, CancellationToken cancellationToken = default)
    {
        var written = await _disk.WriteTemporaryAsync(writer => writer.CopyAsync(source, cancellationToken), maxBytes);
        return Publish(FileKey.NewId(), written);
    }

    public async Task<bool> TakeOverAsync(string key, string sha256, Stream source, CancellationToken cancellationToken = default)
    {
        if (!FileKey.IsKey(key)) throw new ArgumentException($"\"{key}\" is no key of a file store.", nameof(key));
        if (Find(key) is not null) return false;
        var written = await _disk.WriteTemporaryAsync(writer => writer.CopyAsync(source, cancellationToken), long.MaxValue);
        if (written.Sha256 != sha256)
        {
            StoreDisk.RemoveQuietly(written.Path);
            throw new InvalidDataException($"The bytes of {key} do not have the hash that they should have.");
        }

        Publish(FileKey.IdOf(key), written);
        return true;
    }

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken = default)
    {
        try
        {
            return Task.FromResult<Stream?>(Find(key) is { } file ? StoreDisk.OpenForReading(file.FullName) : null);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<StoredFileInfo?> StatAsync(string key, CancellationToken cancellationToken = default) =>
        Task.FromResult(Find(key) is { } file ? new StoredFileInfo(key, file.Length, new DateTimeOffset(file.LastWriteTimeUtc)) : null);

    public Task<bool> DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        if (Find(key) is not { } file)
        {
            return Task.FromResult(false);
        }

        StoreDisk.Guard(() =>
        {
            file.Delete();
            _durable.SyncDirectory(file.DirectoryName!);
        });
        return Task.FromResult(true);
    }

    public async IAsyncEnumerable<StoredFileInfo> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var path in Directory.EnumerateFiles(_files, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var key = Path.GetRelativePath(_files, path).Replace(Path.DirectorySeparatorChar, '/');
            if (Find(key) is { } file)
            {
                yield return new StoredFileInfo(key, file.Length, new DateTimeOffset(file.LastWriteTimeUtc));
            }
        }
    }

    public Task CheckWritableAsync(CancellationToken cancellationToken = default)
    {
        var probe = Path.Combine(_temporary, FileKey.NewId());
        StoreDisk.Guard(() =>
        {
            try
            {
                using (var file = StoreDisk.OpenForWriting(probe))
                {
                    file.Write("hub"u8);
                    _durable.SyncFile(file);
                }

                _durable.SyncDirectory(_temporary);
            }
            finally
            {
                StoreDisk.RemoveQuietly(probe);
            }
        });
        return Task.CompletedTask;
    }

    public Task<int> RemoveLeftoversAsync(DateTimeOffset untouchedSince, CancellationToken cancellationToken = default)
    {
        var removed = 0;
        var candidates = new DirectoryInfo(_temporary).EnumerateFileSystemInfos()
            .Concat(new DirectoryInfo(_staging).EnumerateFileSystemInfos());
        foreach (var leftover in candidates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (leftover.LastWriteTimeUtc < untouchedSince.UtcDateTime && StoreDisk.RemoveQuietly(leftover.FullName))
            {
                removed++;
            }
        }

        return Task.FromResult(removed);
    }

    private StoredFile Publish(string id, WrittenFile written)
    {
        var key = FileKey.FromId(id);
        var path = ProvenPath(key);
        try
        {
            StoreDisk.Guard(() =>
            {
                _durable.CreateDirectory(_root, Path.GetDirectoryName(path)!);
                _durable.Rename(written.Path, path);
            });
        }
        catch
        {
            // A name that may not survive a power cut must not be seen.
            StoreDisk.RemoveQuietly(path);
            StoreDisk.RemoveQuietly(written.Path);
            throw;
        }

        return new StoredFile(key, written.Length, written.Sha256);
    }

    private FileInfo? Find(string key)
    {
        if (!FileKey.IsKey(key))
        {
            return null;
        }

        // A link could lead out of the _root, and this store makes none.
        var file = new FileInfo(ProvenPath(key));
        return file.Exists && file.LinkTarget is null ? file : null;
    }

    private string ProvenPath(string key)
    {
        var path = Path.GetFullPath(Path.Combine(_files, key));
        return path.StartsWith(_files + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InvalidOperationException("The key leads out of the store.");
    }
}
