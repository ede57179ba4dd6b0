using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs.Specialized;

namespace EnablementHub.Platform.Storage.Azure;

/// <summary>Copies a stream into blocks that nobody sees before they are committed, within a limit, and hashes what goes by.</summary>
/// <param name="blob">Whose blocks they become.</param>
/// <param name="maxBytes">What is longer is refused.</param>
/// <param name="prefix">Sets the blocks apart from others of the same blob; all prefixes of one blob are equally long.</param>
internal sealed class BlockWriter(BlockBlobClient blob, long maxBytes, string prefix = "") : IDisposable
{
    internal const int MaxBlocks = 50_000;
    private const int FirstBuffer = 128 * 1024;
    private const int SmallestBlock = 4 * 1024 * 1024;
    private const int LargestBlock = 32 * 1024 * 1024;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly int _blockLength = BlockLength(maxBytes);
    private readonly List<string> _blocks = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _filled;

    internal long Length { get; private set; }

    internal IReadOnlyList<string> Blocks => _blocks;

    internal static string BlockId(string prefix, int number) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(prefix + number.ToString("D5", CultureInfo.InvariantCulture)));

    internal async Task CopyAsync(Stream source, CancellationToken cancellationToken)
    {
        int read;
        while ((read = await source.ReadAsync(Room(), cancellationToken)) > 0)
        {
            Length += read;
            if (Length > maxBytes) throw new FileTooLargeException(maxBytes);
            _hash.AppendData(_buffer.AsSpan(_filled, read));
            _filled += read;
            if (_filled == _blockLength) await StageAsync(cancellationToken);
        }

        if (_filled > 0) await StageAsync(cancellationToken);
    }

    internal string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose()
    {
        _hash.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private static int BlockLength(long maxBytes)
    {
        var length = SmallestBlock;
        while (length < LargestBlock && maxBytes / length >= MaxBlocks) length *= 2;
        return length;
    }

    /// <summary>The buffer grows with the file, so that small files don't take a large one each.</summary>
    private Memory<byte> Room()
    {
        if (_filled == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_buffer.Length * 2, _blockLength));
            _buffer.AsSpan(0, _filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(_filled, Math.Min(_buffer.Length, _blockLength) - _filled);
    }

    private async Task StageAsync(CancellationToken cancellationToken)
    {
        var id = BlockId(prefix, _blocks.Count + 1);

        // From memory, so that a block that got lost on its way can be sent again.
        using var block = new MemoryStream(_buffer, 0, _filled, writable: false);
        await BlobFailure.GuardAsync(() => blob.StageBlockAsync(id, block, cancellationToken: cancellationToken), cancellationToken);
        _blocks.Add(id);
        _filled = 0;
    }
}
