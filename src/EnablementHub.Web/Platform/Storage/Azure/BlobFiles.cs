using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace EnablementHub.Platform.Storage.Azure;

/// <summary>A blob that lies under a file's name; a file of the store only once its hash is known.</summary>
internal sealed record FoundBlob(BlockBlobClient Blob, long Length, DateTimeOffset LastModified, ETag Version, string? Sha256);

/// <summary>
/// Where files lie in a container. A blob is a file once it bears its hash: so what is joined from parts stays unseen
/// while its hash is taken.
/// </summary>
internal sealed class BlobFiles(BlobContainerClient container) : IDisposable
{
    internal const string Prefix = "files/";
    private const string HashName = "sha256";
    private readonly SemaphoreSlim _creating = new(1);
    private volatile bool _exists;

    internal BlockBlobClient Blob(string key) => container.GetBlockBlobClient(Prefix + key);

    internal static string? HashOf(IDictionary<string, string> metadata) => metadata.TryGetValue(HashName, out var hash) ? hash : null;

    internal static Dictionary<string, string> WithHash(string sha256) => new(StringComparer.Ordinal) { [HashName] = sha256 };

    internal async Task<FoundBlob?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var blob = Blob(key);
        var found = await BlobFailure.FindAsync(patience => blob.GetPropertiesAsync(cancellationToken: patience), cancellationToken);
        return found?.Value is { } properties
            ? new FoundBlob(blob, properties.ContentLength, properties.LastModified, properties.ETag, HashOf(properties.Metadata))
            : null;
    }

    /// <summary>False when a file of this key is there already.</summary>
    internal async Task<bool> PublishAsync(string key, IReadOnlyList<string> blocks, StoredFile file, CancellationToken cancellationToken)
    {
        var options = new CommitBlockListOptions { Metadata = WithHash(file.Sha256), Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        try
        {
            // What has arrived whole is not given up any more: else nobody knew whether it is there.
            await BlobFailure.GuardAsync(() => Blob(key).CommitBlockListAsync(blocks, options, CancellationToken.None), CancellationToken.None, BlobFailure.Conflict, BlobFailure.PreconditionFailed);
            return true;
        }
        catch (RequestFailedException)
        {
            // A commit whose answer got lost is tried again, and then meets itself.
            return await FindAsync(key, cancellationToken) is { } there && there.Length == file.Length && there.Sha256 == file.Sha256;
        }
    }

    /// <summary>Creates the container on first use, where it is not there and the hub may.</summary>
    internal async Task EnsureContainerAsync(CancellationToken cancellationToken)
    {
        if (_exists) return;
        await _creating.WaitAsync(cancellationToken);
        try
        {
            if (_exists) return;
            var there = await BlobFailure.AskAsync(patience => container.ExistsAsync(patience), cancellationToken);
            if (!there.Value) await BlobFailure.AskAsync(patience => container.CreateIfNotExistsAsync(cancellationToken: patience), cancellationToken);
            _exists = true;
        }
        finally
        {
            _creating.Release();
        }
    }

    /// <summary>An empty list while there is no container.</summary>
    internal async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var blobs = container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(blobs, cancellationToken)) yield return blobs.Current;
    }

    public void Dispose() => _creating.Dispose();

    private static async Task<bool> NextAsync(IAsyncEnumerator<BlobItem> blobs, CancellationToken cancellationToken)
    {
        try
        {
            return await BlobFailure.GuardAsync(() => blobs.MoveNextAsync().AsTask(), cancellationToken, BlobFailure.NotFound);
        }
        catch (RequestFailedException)
        {
            return false;
        }
    }
}
