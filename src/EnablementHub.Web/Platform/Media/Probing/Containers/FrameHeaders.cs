using EnablementHub.Platform.Media.Sniffing;

namespace EnablementHub.Platform.Media.Probing.Containers;

/// <summary>MP3: the number of frames where the encoder wrote it, else an estimate from the first frame's bit rate.</summary>
internal static class Mp3Header
{
    private const int SearchLength = 64 * 1024;
    private static readonly int[] BitRates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] BitRates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] SampleRates = [44_100, 48_000, 32_000];

    internal static MediaFacts Read(ByteReader reader)
    {
        Span<byte> tag = stackalloc byte[10];
        reader.Read(tag);
        var start = Math.Min(Signatures.LengthOfTag(tag), reader.Length);
        reader.Position = start;
        var bytes = new byte[Math.Min(reader.Length - start, SearchLength)];
        reader.Read(bytes);
        for (var at = 0; at + 4 <= bytes.Length; at++)
        {
            if (ReadFrame(bytes.AsSpan(at)) is { } frame)
            {
                var frames = CountOfFrames(bytes.AsSpan(at), frame);
                var seconds = frames > 0
                    ? frames * (double)frame.Samples / frame.SampleRate
                    : (reader.Length - start - at) * 8.0 / frame.BitRate;
                return HeaderReader.Audio(seconds, "mp3", "mp3");
            }
        }

        return HeaderReader.Audio(null, "mp3", "mp3");
    }

    private static Frame? ReadFrame(ReadOnlySpan<byte> bytes)
    {
        var version = (bytes[1] >> 3) & 3;
        var bitRate = bytes[2] >> 4;
        var sampleRate = (bytes[2] >> 2) & 3;
        if (bytes[0] != 0xFF || (bytes[1] & 0xE6) != 0xE2 || version == 1 || bitRate is 0 or 15 || sampleRate == 3)
        {
            return null;
        }

        var isFirst = version == 3;
        var rate = SampleRates[sampleRate] / (isFirst ? 1 : version == 2 ? 2 : 4);
        var isMono = bytes[3] >> 6 == 3;
        return new Frame((isFirst ? BitRates1 : BitRates2)[bitRate] * 1000, rate, isFirst ? 1152 : 576, (isFirst, isMono) switch
        {
            (true, false) => 36,
            (false, true) => 13,
            _ => 21,
        });
    }

    private static uint CountOfFrames(ReadOnlySpan<byte> bytes, Frame frame)
    {
        var at = frame.HeaderLength;
        if (bytes.Length >= at + 12 && (bytes[at..].StartsWith("Xing"u8) || bytes[at..].StartsWith("Info"u8)) && (bytes[at + 7] & 1) == 1)
        {
            return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 8)..]);
        }

        const int vbri = 36;
        return bytes.Length >= vbri + 18 && bytes[vbri..].StartsWith("VBRI"u8)
            ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[(vbri + 14)..])
            : 0;
    }

    private sealed record Frame(int BitRate, int SampleRate, int Samples, int HeaderLength);
}

/// <summary>AAC in ADTS frames of 1024 samples each: they are counted, and estimated after the first half hour.</summary>
internal static class AacHeader
{
    private const int MaxFrames = 100_000;
    private static readonly int[] SampleRates = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

    internal static MediaFacts Read(ByteReader reader)
    {
        Span<byte> header = stackalloc byte[10];
        reader.Read(header);
        var start = Signatures.LengthOfTag(header);
        reader.Position = start;
        var frames = 0;
        var rate = 0;
        while (reader.Position + 7 <= reader.Length && frames < MaxFrames)
        {
            reader.Read(header[..7]);
            var length = ((header[3] & 3) << 11) | (header[4] << 3) | (header[5] >> 5);
            var index = (header[2] >> 2) & 0xF;
            if (header[0] != 0xFF || (header[1] & 0xF6) != 0xF0 || length < 7 || index >= SampleRates.Length)
            {
                break;
            }

            rate = SampleRates[index];
            frames++;
            reader.Position = Math.Min(reader.Position - 7 + length, reader.Length);
        }

        var share = frames < MaxFrames ? 1 : (reader.Position - start) / (double)(reader.Length - start);
        return HeaderReader.Audio(rate == 0 ? null : frames * 1024.0 / rate / share, "aac", "aac");
    }
}
