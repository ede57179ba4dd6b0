using System.Buffers;
using System.Security.Cryptography;

namespace EnablementHub.Platform.Storage;

/// <summary>Copies streams into a file within a limit and hashes what goes by, with one buffer for files of any size.</summary>
internal sealed class HashingWriter(FileStream target, long maxBytes) : IDisposable
{
    private const int BufferSize = 128 * 1024;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);

    internal long Length { get; private set; }

    internal async Task CopyAsync(Stream source, CancellationToken cancellationToken)
    {
        int read;
        while ((read = await source.ReadAsync(_buffer.AsMemory(), cancellationToken)) > 0)
        {
            Length += read;
            if (Length > maxBytes)
            {
                throw new FileTooLargeException(maxBytes);
            }

            _hash.AppendData(_buffer.AsSpan(0, read));
            try
            {
                await target.WriteAsync(_buffer.AsMemory(0, read), cancellationToken);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw StoreFailure.From(failure);
            }
        }
    }

    internal string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose()
    {
        _hash.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }
}
