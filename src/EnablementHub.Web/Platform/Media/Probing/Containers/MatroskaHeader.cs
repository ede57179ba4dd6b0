using System.Text;

namespace EnablementHub.Platform.Media.Probing.Containers;

/// <summary>WebM and Matroska (RFC 9559). Recordings from a browser have no length: then the last block tells it.</summary>
internal sealed class MatroskaHeader
{
    private const int MaxCodecLength = 64;
    private double _scale = 1_000_000;
    private double? _duration;
    private ulong _clusterTime;
    private ulong _lastBlock;
    private int _trackType;
    private string _codec = "";
    private string? _videoCodec;
    private string? _audioCodec;
    private int _width;
    private int _height;

    internal static MediaFacts Read(ByteReader reader)
    {
        var header = new MatroskaHeader();
        try
        {
            header.ReadElements(reader);
        }
        catch (Exception failure) when (failure is EndOfStreamException or InvalidDataException)
        {
            // A recording that was cut off still has what came before.
        }

        header.EndTrack();
        var units = header._duration ?? (header._lastBlock > 0 ? header._lastBlock : null);
        return new MediaFacts(
            units * header._scale / 1_000_000_000,
            header._videoCodec is not null,
            header._audioCodec is not null,
            header._width > 0 ? header._width : null,
            header._height > 0 ? header._height : null,
            header._videoCodec,
            header._audioCodec,
            "matroska",
            FactsSource.Header);
    }

    // Masters are entered without minding their length, because live recordings do not know it.
    private void ReadElements(ByteReader reader)
    {
        while (!reader.IsAtEnd)
        {
            var id = ReadVariable(reader, keepMarker: true);
            var size = ReadVariable(reader, keepMarker: false);
            switch (id)
            {
                case 0x18538067 or 0x1549A966 or 0x1654AE6B or 0xE0 or 0xA0:
                    continue;
                case 0x1F43B675 when _duration is not null:
                    return;
                case 0x1F43B675:
                    continue;
                case 0xAE:
                    EndTrack();
                    continue;
            }

            var next = checked(reader.Position + (long)size);
            ReadValue(reader, id, (int)Math.Min(size, int.MaxValue));
            reader.Position = next;
        }
    }

    private void ReadValue(ByteReader reader, ulong id, int size)
    {
        switch (id)
        {
            case 0x2AD7B1:
                _scale = Unsigned(reader, size);
                break;
            case 0x4489:
                _duration = size == 4 ? BitConverter.UInt32BitsToSingle(reader.UInt32()) : BitConverter.UInt64BitsToDouble(reader.UInt64());
                break;
            case 0x83:
                _trackType = (int)Unsigned(reader, size);
                break;
            case 0x86:
                var name = new byte[Math.Min(size, MaxCodecLength)];
                reader.Read(name);
                _codec = Encoding.Latin1.GetString(name).TrimEnd('\0');
                break;
            case 0xB0:
                _width = (int)Unsigned(reader, size);
                break;
            case 0xBA:
                _height = (int)Unsigned(reader, size);
                break;
            case 0xE7:
                _clusterTime = Unsigned(reader, size);
                _lastBlock = Math.Max(_lastBlock, _clusterTime);
                break;
            case 0xA3 or 0xA1:
                _ = ReadVariable(reader, keepMarker: false);
                _lastBlock = Math.Max(_lastBlock, _clusterTime + (ulong)Math.Max(0, (int)(short)reader.UInt16()));
                break;
        }
    }

    private void EndTrack()
    {
        if (_trackType == 1)
        {
            _videoCodec ??= _codec;
        }
        else if (_trackType == 2)
        {
            _audioCodec ??= _codec;
        }

        _trackType = 0;
    }

    private static ulong Unsigned(ByteReader reader, int size)
    {
        if (size > 8)
        {
            throw new InvalidDataException("A number has at most eight bytes.");
        }

        ulong value = 0;
        for (var index = 0; index < size; index++)
        {
            value = (value << 8) | reader.Byte();
        }

        return value;
    }

    private static ulong ReadVariable(ByteReader reader, bool keepMarker)
    {
        var first = reader.Byte();
        var length = System.Numerics.BitOperations.LeadingZeroCount((uint)first) - 24 + 1;
        if (first == 0)
        {
            throw new InvalidDataException("Not an EBML number.");
        }

        var value = keepMarker ? first : (ulong)(first & ((1 << (8 - length)) - 1));
        for (var index = 1; index < length; index++)
        {
            value = (value << 8) | reader.Byte();
        }

        return value;
    }
}
