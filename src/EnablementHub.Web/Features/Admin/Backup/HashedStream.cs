using System.Security.Cryptography;

namespace EnablementHub.Features.Admin.Backup;

/// <summary>Hashes what is read from a stream while somebody else reads it, from its beginning to its end.</summary>
internal sealed class HashedStream(Stream inner) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;

    public override bool CanRead => true;

    /// <summary>Its length is known; it goes forward only.</summary>
    public override bool CanSeek => inner.CanSeek;
    public override bool CanWrite => false;
    public override long Length => inner.Length;

    public override long Position
    {
        get => _read;
        set
        {
            if (value != _read) throw new NotSupportedException("It goes forward only.");
        }
    }

    public long BytesRead => _read;

    /// <summary>Of everything that was read; lower-case hexadecimal.</summary>
    public string Digest() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override int Read(byte[] buffer, int offset, int count) => Note(inner.Read(buffer, offset, count), buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Note(inner.Read(buffer), buffer);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Note(await inner.ReadAsync(buffer, cancellationToken), buffer.Span);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("It goes forward only.");

    public override void SetLength(long value) => throw new NotSupportedException("It is read only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read only.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }

    private int Note(int read, ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer[..read]);
        _read += read;
        return read;
    }
}
