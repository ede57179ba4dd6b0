using System.Globalization;

namespace EnablementHub.Platform.Storage;

public sealed partial class DirectoryFileStore
{
    public Task<string> BeginUploadAsync(CancellationToken cancellationToken = default)
    {
        var id = FileKey.NewId();
        StoreDisk.Guard(() =>
        {
            Directory.CreateDirectory(Path.Combine(_staging, id));
            _durable.SyncDirectory(_staging);
        });
        return Task.FromResult(id);
    }

    public async Task<StagedPart> StagePartAsync(
        string uploadId, int number, Stream source, long maxBytes, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MaxParts);
        var folder = FindUpload(uploadId) ?? throw new UploadNotFoundException(uploadId);
        var part = Path.Combine(folder, number.ToString("D5", CultureInfo.InvariantCulture));
        var written = await _disk.WriteTemporaryAsync(writer => writer.CopyAsync(source, cancellationToken), maxBytes);
        try
        {
            StoreDisk.Guard(() => _durable.Rename(written.Path, part));
        }
        catch (StoreUnavailableException) when (!Directory.Exists(folder))
        {
            throw new UploadNotFoundException(uploadId);
        }
        catch
        {
            // Better sent again than counted on and lost.
            StoreDisk.RemoveQuietly(part);
            throw;
        }
        finally
        {
            StoreDisk.RemoveQuietly(written.Path);
        }

        return new StagedPart(number, written.Length);
    }

    public Task<IReadOnlyList<StagedPart>> ListPartsAsync(string uploadId, CancellationToken cancellationToken = default)
    {
        var folder = FindUpload(uploadId) ?? throw new UploadNotFoundException(uploadId);
        return Task.FromResult<IReadOnlyList<StagedPart>>(
            [.. PartsOf(folder).Select(part => new StagedPart(NumberOf(part), part.Length))]);
    }

    public async Task<StoredFile> CommitUploadAsync(string uploadId, long maxBytes, CancellationToken cancellationToken = default)
    {
        var folder = FindUpload(uploadId);
        if (FileKey.IsId(uploadId) && Find(FileKey.FromId(uploadId)) is { } earlier)
        {
            var stored = await DescribeAsync(FileKey.FromId(uploadId), earlier, cancellationToken);
            await AbandonUploadAsync(uploadId, cancellationToken);
            return stored;
        }

        var parts = PartsOf(folder ?? throw new UploadNotFoundException(uploadId));
        var missing = Enumerable.Range(1, parts.Count + 1).First(number => parts.Count < number || NumberOf(parts[number - 1]) != number);
        if (parts.Count == 0 || missing <= parts.Count)
        {
            throw new InvalidOperationException($"Part {missing} of the upload is missing.");
        }

        if (parts.Sum(part => part.Length) > maxBytes)
        {
            throw new FileTooLargeException(maxBytes);
        }

        var written = await _disk.WriteTemporaryAsync(writer => CopyPartsAsync(parts, writer, cancellationToken), maxBytes);
        var file = Publish(uploadId, written);
        await AbandonUploadAsync(uploadId, cancellationToken);
        return file;
    }

    public Task AbandonUploadAsync(string uploadId, CancellationToken cancellationToken = default)
    {
        if (FindUpload(uploadId) is { } folder)
        {
            StoreDisk.RemoveQuietly(folder);
        }

        return Task.CompletedTask;
    }

    private static async Task CopyPartsAsync(List<FileInfo> parts, HashingWriter writer, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            await using var source = StoreDisk.OpenForReading(part.FullName);
            await writer.CopyAsync(source, cancellationToken);
        }
    }

    private static async Task<StoredFile> DescribeAsync(string key, FileInfo file, CancellationToken cancellationToken)
    {
        await using var stream = StoreDisk.OpenForReading(file.FullName);
        var hash = await System.Security.Cryptography.SHA256.HashDataAsync(stream, cancellationToken);
        return new StoredFile(key, file.Length, Convert.ToHexStringLower(hash));
    }

    private string? FindUpload(string uploadId)
    {
        var folder = FileKey.IsId(uploadId) ? Path.Combine(_staging, uploadId) : null;
        return Directory.Exists(folder) ? folder : null;
    }

    private static List<FileInfo> PartsOf(string folder) =>
        [.. new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal)];

    private static int NumberOf(FileInfo part) => int.Parse(part.Name, CultureInfo.InvariantCulture);
}
