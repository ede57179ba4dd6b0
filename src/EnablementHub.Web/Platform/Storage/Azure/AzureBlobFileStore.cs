using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace EnablementHub.Platform.Storage.Azure;

/// <summary>
/// Keeps files as block blobs in one container. Bytes become blocks that nobody sees, and one commit under a name that
/// must be free makes them a file. Blocks that are never committed the service forgets after a week.
/// </summary>
internal sealed class AzureBlobFileStore(BlobContainerClient container, IDirectUrls? directUrls = null) : IFileStore, IDisposable
{
    private const string ChecksPrefix = "checks/";
    private readonly BlobFiles _files = new(container);
    private readonly BlobUploads _uploads = new(container);

    public IDirectUrls? DirectUrls => directUrls;

    public async Task<StoredFile> SaveAsync(Stream source, long maxBytes, CancellationToken cancellationToken = default)
    {
        await _files.EnsureContainerAsync(cancellationToken);
        var key = FileKey.FromId(FileKey.NewId());
        using var writer = new BlockWriter(_files.Blob(key), maxBytes);
        await writer.CopyAsync(source, cancellationToken);
        var file = new StoredFile(key, writer.Length, writer.Sha256());
        return await _files.PublishAsync(key, writer.Blocks, file, cancellationToken)
            ? file
            : throw new StoreUnavailableException("The file store has another file under the name of this one. Nothing was stored.");
    }

    public async Task<bool> TakeOverAsync(string key, string sha256, Stream source, CancellationToken cancellationToken = default)
    {
        if (!FileKey.IsKey(key)) throw new ArgumentException($"\"{key}\" is no key of a file store.", nameof(key));
        await _files.EnsureContainerAsync(cancellationToken);
        if (await _files.FindAsync(key, cancellationToken) is not null) return false;
        using var writer = new BlockWriter(_files.Blob(key), long.MaxValue);
        await writer.CopyAsync(source, cancellationToken);
        var file = new StoredFile(key, writer.Length, writer.Sha256());
        if (file.Sha256 != sha256) throw new InvalidDataException($"The bytes of {key} do not have the hash that they should have.");
        return await _files.PublishAsync(key, writer.Blocks, file, cancellationToken);
    }

    public async Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken = default) =>
        await FindFileAsync(key, cancellationToken) is { } file ? new BlobReadStream(file.Blob, file.Version, file.Length) : null;

    public async Task<StoredFileInfo?> StatAsync(string key, CancellationToken cancellationToken = default) =>
        await FindFileAsync(key, cancellationToken) is { } file ? new StoredFileInfo(key, file.Length, file.LastModified, file.Sha256) : null;

    public async Task<bool> DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        if (await FindFileAsync(key, cancellationToken) is not { } file) return false;
        await BlobFailure.AskAsync(patience => file.Blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: patience), cancellationToken);
        return true;
    }

    public async IAsyncEnumerable<StoredFileInfo> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var blob in _files.ListAsync(BlobFiles.Prefix, cancellationToken))
        {
            var key = blob.Name[BlobFiles.Prefix.Length..];
            if (FileKey.IsKey(key) && BlobFiles.HashOf(blob.Metadata) is { } hash)
                yield return new StoredFileInfo(key, blob.Properties.ContentLength ?? 0, blob.Properties.LastModified ?? default, hash);
        }
    }

    public async Task CheckWritableAsync(CancellationToken cancellationToken = default)
    {
        await _files.EnsureContainerAsync(cancellationToken);
        var probe = container.GetBlobClient(ChecksPrefix + FileKey.NewId());
        await BlobFailure.AskAsync(patience => probe.UploadAsync(BinaryData.FromString("hub"), patience), cancellationToken);
        await BlobFailure.AskAsync(patience => probe.DeleteIfExistsAsync(cancellationToken: patience), cancellationToken);
    }

    public async Task<string> BeginUploadAsync(CancellationToken cancellationToken = default)
    {
        await _files.EnsureContainerAsync(cancellationToken);
        return await _uploads.BeginAsync(cancellationToken);
    }

    public async Task<StagedPart> StagePartAsync(
        string uploadId, int number, Stream source, long maxBytes, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, DirectoryFileStore.MaxParts);
        _ = await _uploads.FindAsync(uploadId, cancellationToken) ?? throw new UploadNotFoundException(uploadId);
        var attempt = FileKey.NewId();
        using var writer = new BlockWriter(_files.Blob(FileKey.FromId(uploadId)), maxBytes, UploadedPart.BlockPrefix(number, attempt));
        await writer.CopyAsync(source, cancellationToken);
        await _uploads.AddAsync(uploadId, new UploadedPart(number, writer.Length, attempt, writer.Blocks.Count), cancellationToken);
        return new StagedPart(number, writer.Length);
    }

    public async Task<IReadOnlyList<StagedPart>> ListPartsAsync(string uploadId, CancellationToken cancellationToken = default)
    {
        var parts = await _uploads.FindAsync(uploadId, cancellationToken) ?? throw new UploadNotFoundException(uploadId);
        return [.. parts.Select(part => new StagedPart(part.Number, part.Length))];
    }

    public async Task<StoredFile> CommitUploadAsync(string uploadId, long maxBytes, CancellationToken cancellationToken = default)
    {
        if (!FileKey.IsId(uploadId)) throw new UploadNotFoundException(uploadId);
        var key = FileKey.FromId(uploadId);
        var there = await _files.FindAsync(key, cancellationToken);
        if (there is not { Sha256: not null })
        {
            var parts = await _uploads.FindAsync(uploadId, cancellationToken) ?? throw new UploadNotFoundException(uploadId);
            there = await JoinAsync(key, there, Complete(parts, maxBytes), cancellationToken);
        }

        await _uploads.ForgetAsync(uploadId, cancellationToken);
        return new StoredFile(key, there.Length, there.Sha256!);
    }

    public async Task AbandonUploadAsync(string uploadId, CancellationToken cancellationToken = default)
    {
        if (!FileKey.IsId(uploadId)) return;
        await _uploads.ForgetAsync(uploadId, cancellationToken);
        if (await _files.FindAsync(FileKey.FromId(uploadId), cancellationToken) is { Sha256: null } unfinished) await RemoveAsync(unfinished.Blob.Name, unfinished.Version, cancellationToken);
    }

    public async Task<int> RemoveLeftoversAsync(DateTimeOffset untouchedSince, CancellationToken cancellationToken = default)
    {
        var removed = 0;
        foreach (var prefix in new[] { BlobUploads.Prefix, ChecksPrefix, BlobFiles.Prefix })
        {
            await foreach (var blob in _files.ListAsync(prefix, cancellationToken))
            {
                var isFile = prefix == BlobFiles.Prefix && BlobFiles.HashOf(blob.Metadata) is not null;
                if (isFile || blob.Properties.LastModified >= untouchedSince) continue;
                if (await RemoveAsync(blob.Name, blob.Properties.ETag, cancellationToken)) removed++;
            }
        }

        return removed;
    }

    public void Dispose() => _files.Dispose();

    private static List<string> Complete(IReadOnlyList<UploadedPart> parts, long maxBytes)
    {
        for (var place = 0; place < Math.Max(parts.Count, 1); place++)
        {
            if (parts.Count == 0 || parts[place].Number != place + 1)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Part {place + 1} of the upload is missing."));
        }

        return parts.Sum(part => part.Length) <= maxBytes ? [.. parts.SelectMany(part => part.Blocks())] : throw new FileTooLargeException(maxBytes);
    }

    /// <summary>Makes one blob of the parts, then a file of the blob. Whoever was killed in between, or is at it just now, does no harm.</summary>
    private async Task<FoundBlob> JoinAsync(string key, FoundBlob? earlier, List<string> blocks, CancellationToken cancellationToken)
    {
        var condition = earlier is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = earlier.Version };
        try
        {
            await BlobFailure.GuardAsync(() => _files.Blob(key).CommitBlockListAsync(blocks, new CommitBlockListOptions { Conditions = condition }, cancellationToken), cancellationToken, BlobFailure.Conflict, BlobFailure.PreconditionFailed);
        }
        catch (RequestFailedException)
        {
            // Another commit of this upload was quicker, perhaps this one's own first try; its blob is the same.
        }

        if (await _files.FindAsync(key, cancellationToken) is not { } joined) throw new StoreUnavailableException("The upload was abandoned while it was joined.");
        if (joined.Sha256 is not null) return joined;
        await using var content = new BlobReadStream(joined.Blob, joined.Version, joined.Length);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        try
        {
            await BlobFailure.AskAsync(patience => joined.Blob.SetMetadataAsync(BlobFiles.WithHash(hash), new BlobRequestConditions { IfMatch = joined.Version }, patience), cancellationToken, BlobFailure.PreconditionFailed);
        }
        catch (RequestFailedException failure)
        {
            var finished = await _files.FindAsync(key, cancellationToken);
            return finished?.Sha256 == hash ? finished : throw BlobFailure.From(failure);
        }

        return joined with { Sha256 = hash };
    }

    private async Task<FoundBlob?> FindFileAsync(string key, CancellationToken cancellationToken) =>
        FileKey.IsKey(key) && await _files.FindAsync(key, cancellationToken) is { Sha256: not null } file ? file : null;

    private async Task<bool> RemoveAsync(string name, ETag? version, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await BlobFailure.AskAsync(
                patience => container.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, new BlobRequestConditions { IfMatch = version }, patience), cancellationToken, BlobFailure.Conflict, BlobFailure.PreconditionFailed);
            return answer.Value;
        }
        catch (RequestFailedException)
        {
            // It changed meanwhile, so it is not left over.
            return false;
        }
    }
}
