using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace EnablementHub.Platform.Storage.Azure;

/// <summary>
/// A stored blob that is asked for where it is read, piece by piece and in growing pieces: who reads on gets few requests,
/// who jumps about has little asked for in vain. Nothing is kept in memory.
/// </summary>
internal sealed class BlobReadStream(BlobBaseClient blob, ETag version, long length) : Stream
{
    private const int FirstPiece = 256 * 1024;
    private const int LargestPiece = 16 * 1024 * 1024;
    private Stream? _piece;
    private long _pieceLeft;
    private int _nextPiece = FirstPiece;
    private long _position;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _position >= length) return 0;
        try
        {
            _piece ??= Take(await blob.DownloadStreamingAsync(NextPiece(), cancellationToken));
            return Advance(await _piece.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _pieceLeft)], cancellationToken));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && failure is not ObjectDisposedException)
        {
            throw Broken(failure);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _position >= length) return 0;
        try
        {
            _piece ??= Take(blob.DownloadStreaming(NextPiece()));
            return Advance(_piece.Read(buffer[..(int)Math.Min(buffer.Length, _pieceLeft)]));
        }
        catch (Exception failure) when (failure is not ObjectDisposedException)
        {
            throw Broken(failure);
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => length + offset,
        };
        if (target < 0) throw new IOException("A position before the beginning of the file.");
        if (target != _position)
        {
            DropPiece();
            _nextPiece = FirstPiece;
        }

        return _position = target;
    }

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) DropPiece();
        base.Dispose(disposing);
    }

    private BlobDownloadOptions NextPiece()
    {
        _pieceLeft = Math.Min(_nextPiece, length - _position);
        _nextPiece = Math.Min(_nextPiece * 2, LargestPiece);
        return new BlobDownloadOptions { Range = new HttpRange(_position, _pieceLeft), Conditions = new BlobRequestConditions { IfMatch = version } };
    }

    private static Stream Take(Response<BlobDownloadStreamingResult> answer) => answer.Value.Content;

    private int Advance(int read)
    {
        if (read == 0) throw new EndOfStreamException("The store sent less than it announced.");
        _position += read;
        _pieceLeft -= read;
        if (_pieceLeft == 0) DropPiece();
        return read;
    }

    private void DropPiece()
    {
        _piece?.Dispose();
        _piece = null;
    }

    private StoreUnavailableException Broken(Exception failure)
    {
        DropPiece();
        return failure is RequestFailedException { Status: BlobFailure.NotFound or BlobFailure.PreconditionFailed }
            ? new StoreUnavailableException("The file was removed from the store while it was read.", failure)
            : new StoreUnavailableException("The file store can't be reached at the moment, so the file could not be read to its end.", failure);
    }
}
