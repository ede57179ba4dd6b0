using System.Buffers.Binary;
using EnablementHub.Platform.Media.Sniffing;

namespace EnablementHub.Platform.Media.Probing.Containers;

/// <summary>RIFF WAVE: bytes of sound over bytes a second.</summary>
internal static class WavHeader
{
    internal static MediaFacts Read(ByteReader reader)
    {
        reader.Position = 12;
        uint bytesPerSecond = 0;
        while (reader.Position + 8 <= reader.Length)
        {
            var name = reader.Name();
            var size = (long)reader.UInt32LittleEndian();
            var next = reader.Position + size + (size & 1);
            if (name is "fmt ")
            {
                reader.Skip(8);
                bytesPerSecond = reader.UInt32LittleEndian();
            }
            else if (name is "data")
            {
                // Recorders that were cut off leave no size, or one that is too large.
                var bytes = size is 0 or uint.MaxValue ? reader.Length - reader.Position : Math.Min(size, reader.Length - reader.Position);
                return HeaderReader.Audio(bytesPerSecond == 0 ? null : bytes / (double)bytesPerSecond, "pcm", "wav");
            }

            reader.Position = Math.Min(next, reader.Length);
        }

        return HeaderReader.Audio(null, "pcm", "wav");
    }
}

/// <summary>FLAC (RFC 9639): STREAMINFO has the sample rate and the number of samples.</summary>
internal static class FlacHeader
{
    internal static MediaFacts Read(ByteReader reader)
    {
        Span<byte> tag = stackalloc byte[10];
        reader.Read(tag);
        reader.Position = Signatures.LengthOfTag(tag) + 4 + 4 + 10;
        var packed = reader.UInt64();
        var rate = packed >> 44;
        var samples = packed & 0xF_FFFF_FFFF;
        return HeaderReader.Audio(rate == 0 || samples == 0 ? null : samples / (double)rate, "flac", "flac");
    }
}

/// <summary>Ogg (RFC 3533) with Opus or Vorbis: the last page says at which sample it ends.</summary>
internal static class OggHeader
{
    private const int LastPages = 128 * 1024;

    internal static MediaFacts Read(ByteReader reader)
    {
        var head = new byte[Math.Min(reader.Length, 512)];
        reader.Read(head);
        var tail = new byte[Math.Min(reader.Length, LastPages)];
        reader.Position = reader.Length - tail.Length;
        reader.Read(tail);
        var page = tail.AsSpan().LastIndexOf("OggS"u8);
        var samples = page < 0 || page + 14 > tail.Length ? -1 : BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(page + 6));

        var opus = head.AsSpan().IndexOf("OpusHead"u8);
        if (opus >= 0 && opus + 12 <= head.Length)
        {
            var skipped = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(opus + 10));
            return HeaderReader.Audio(samples < 0 ? null : (samples - skipped) / 48_000.0, "opus", "ogg");
        }

        var vorbis = head.AsSpan().IndexOf("\u0001vorbis"u8);
        var rate = vorbis >= 0 && vorbis + 16 <= head.Length ? BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(vorbis + 12)) : 0;
        return HeaderReader.Audio(samples < 0 || rate == 0 ? null : samples / (double)rate, "vorbis", "ogg");
    }
}
