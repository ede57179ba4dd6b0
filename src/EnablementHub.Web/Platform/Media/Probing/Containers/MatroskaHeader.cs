using System.Text;

namespace EnablementHub.Platform.Media.Probing.Containers;

/// <summary>WebM and Matroska (RFC 9559). Recordings from a browser have no length: then the last block tells it.</summary>
internal sealed class MatroskaHeader
{
    private const int MaxCodecLength = 64;
    private double scale = 1_000_000;
    private double? duration;
    private ulong clusterTime;
    private ulong lastBlock;
    private int trackType;
    private string codec = "";
    private string? videoCodec;
    private string? audioCodec;
    private int width;
    private int height;

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
        var units = header.duration ?? (header.lastBlock > 0 ? header.lastBlock : null);
        return new MediaFacts(
            units * header.scale / 1_000_000_000,
            header.videoCodec is not null,
            header.audioCodec is not null,
            header.width > 0 ? header.width : null,
            header.height > 0 ? header.height : null,
            header.videoCodec,
            header.audioCodec,
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
                case 0x1F43B675 when duration is not null:
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
                scale = Unsigned(reader, size);
                break;
            case 0x4489:
                duration = size == 4 ? BitConverter.UInt32BitsToSingle(reader.UInt32()) : BitConverter.UInt64BitsToDouble(reader.UInt64());
                break;
            case 0x83:
                trackType = (int)Unsigned(reader, size);
                break;
            case 0x86:
                var name = new byte[Math.Min(size, MaxCodecLength)];
                reader.Read(name);
                codec = Encoding.Latin1.GetString(name).TrimEnd('\0');
                break;
            case 0xB0:
                width = (int)Unsigned(reader, size);
                break;
            case 0xBA:
                height = (int)Unsigned(reader, size);
                break;
            case 0xE7:
                clusterTime = Unsigned(reader, size);
                lastBlock = Math.Max(lastBlock, clusterTime);
                break;
            case 0xA3 or 0xA1:
                _ = ReadVariable(reader, keepMarker: false);
                lastBlock = Math.Max(lastBlock, clusterTime + (ulong)Math.Max(0, (int)(short)reader.UInt16()));
                break;
        }
    }

    private void EndTrack()
    {
        if (trackType == 1)
        {
            videoCodec ??= codec;
        }
        else if (trackType == 2)
        {
            audioCodec ??= codec;
        }

        trackType = 0;
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
