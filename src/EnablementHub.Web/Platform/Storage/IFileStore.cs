namespace EnablementHub.Platform.Storage;

/// <summary>
/// Keeps files under keys of its own making. A file is there whole or not at all, and once a method has answered it
/// survives a power cut. A key that this store did not make is an unknown key, never an error.
/// Fails with <see cref="StoreFullException"/>, <see cref="StoreUnavailableException"/>, <see cref="FileTooLargeException"/>
/// or <see cref="UploadNotFoundException"/>; what the source stream throws comes through as it is.
/// </summary>
public interface IFileStore
{
    /// <summary>Stores what is left of the stream; refuses as soon as it is longer than <paramref name="maxBytes"/>.</summary>
    Task<StoredFile> SaveAsync(Stream source, long maxBytes, CancellationToken cancellationToken = default);

    /// <summary>A seekable stream that the caller disposes of, or null when there is no such file.</summary>
    Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken = default);

    Task<StoredFileInfo?> StatAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>False when there was no such file.</summary>
    Task<bool> DeleteAsync(string key, CancellationToken cancellationToken = default);

    IAsyncEnumerable<StoredFileInfo> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes and removes a few bytes, with all that a real file takes; throws when that fails.</summary>
    Task CheckWritableAsync(CancellationToken cancellationToken = default);

    /// <summary>Null: this store gives files to the hub alone.</summary>
    IDirectUrls? DirectUrls => null;

    /// <summary>
    /// Takes over a file of another store under the key that it has there. False when this store has a file of that key
    /// already. Bytes that don't have this hash are refused with <see cref="InvalidDataException"/>, and nothing is kept.
    /// </summary>
    Task<bool> TakeOverAsync(string key, string sha256, Stream source, CancellationToken cancellationToken = default);

    /// <summary>Starts an upload in parts and returns its id, which is safe to show to the uploader.</summary>
    Task<string> BeginUploadAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores part <paramref name="number"/> (from 1); sending a part again replaces it.</summary>
    Task<StagedPart> StagePartAsync(string uploadId, int number, Stream source, long maxBytes, CancellationToken cancellationToken = default);

    /// <summary>The parts that are safely stored, by number.</summary>
    Task<IReadOnlyList<StagedPart>> ListPartsAsync(string uploadId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Joins all parts by number. They must be complete from 1 (<see cref="InvalidOperationException"/> names the gap).
    /// Committing again, also after a crash, returns the same file.
    /// </summary>
    Task<StoredFile> CommitUploadAsync(string uploadId, long maxBytes, CancellationToken cancellationToken = default);

    /// <summary>Forgets an upload and its parts; nothing happens when it is unknown.</summary>
    Task AbandonUploadAsync(string uploadId, CancellationToken cancellationToken = default);

    /// <summary>Removes what crashed writers and forgotten uploads left before the given moment; returns how many.</summary>
    Task<int> RemoveLeftoversAsync(DateTimeOffset untouchedSince, CancellationToken cancellationToken = default);
}
