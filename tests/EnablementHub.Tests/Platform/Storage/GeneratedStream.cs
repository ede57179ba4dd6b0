namespace EnablementHub.Tests.Platform.Storage;

/// <summary>A source of any length that takes no memory, and that breaks or calls back on its way when told to.</summary>
internal sealed class GeneratedStream(long length, long? breaksAt = null, long? at = null, Action? then = null) : Stream
{
    private long _position;
    private bool _called;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position >= breaksAt)
        {
            throw new SourceBrokeException();
        }

        if (_position >= at && !_called)
        {
            _called = true;
            then?.Invoke();
        }

        var count = (int)Math.Min(Math.Min(buffer.Length, 60_000), length - _position);
        buffer[..count].Fill((byte)(_position / 60_000));
        _position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>The uploader hung up.</summary>
internal sealed class SourceBrokeException() : IOException("The connection was closed.");
