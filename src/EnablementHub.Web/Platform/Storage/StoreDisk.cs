namespace EnablementHub.Platform.Storage;

/// <summary>The ways in which the directory store touches its disk; failures come out as the contract names them.</summary>
internal sealed class StoreDisk(string temporary, DurableFiles durable)
{
    /// <summary>Writes under a temporary name and puts the bytes on disk; leaves nothing behind when it fails.</summary>
    internal async Task<WrittenFile> WriteTemporaryAsync(Func<HashingWriter, Task> fill, long maxBytes)
    {
        var path = Path.Combine(temporary, FileKey.NewId());
        try
        {
            await using var file = Guard(() => OpenForWriting(path));
            using var writer = new HashingWriter(file, maxBytes);
            await fill(writer);
            Guard(() => durable.SyncFile(file));
            return new WrittenFile(path, writer.Length, writer.Sha256());
        }
        catch
        {
            RemoveQuietly(path);
            throw;
        }
    }

    internal static StoredFileStream OpenForReading(string path) =>
        new(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));

    internal static FileStream OpenForWriting(string path) =>
        new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.Asynchronous);

    internal static bool RemoveQuietly(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }

            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What stays behind is a leftover, and the next clean-up takes it.
            return false;
        }
    }

    internal static void Guard(Action action) => Guard(() =>
    {
        action();
        return true;
    });

    internal static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.From(failure);
        }
    }
}

/// <summary>A whole file that is on disk and has no name in the store yet.</summary>
internal sealed record WrittenFile(string Path, long Length, string Sha256);
