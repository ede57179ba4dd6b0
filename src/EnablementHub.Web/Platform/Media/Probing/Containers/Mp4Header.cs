namespace EnablementHub.Platform.Media.Probing.Containers;

/// <summary>MP4, M4A and QuickTime (ISO/IEC 14496-12): boxes with a length and a name.</summary>
internal sealed class Mp4Header
{
    private const int MaxDepth = 8;
    private double? duration;
    private double? fragmentedDuration;
    private uint timescale;
    private string handler = "";
    private string? videoCodec;
    private string? audioCodec;
    private int width;
    private int height;
    private int trackWidth;
    private int trackHeight;

    internal static MediaFacts Read(ByteReader reader)
    {
        var header = new Mp4Header();
        header.ReadBoxes(reader, reader.Length, depth: 0);
        var hasVideo = header.videoCodec is not null;
        return new MediaFacts(
            header.duration is > 0 ? header.duration : header.fragmentedDuration,
            hasVideo,
            header.audioCodec is not null,
            hasVideo && header.width > 0 ? header.width : null,
            hasVideo && header.height > 0 ? header.height : null,
            header.videoCodec,
            header.audioCodec,
            "mp4",
            FactsSource.Header);
    }

    private void ReadBoxes(ByteReader reader, long end, int depth)
    {
        while (reader.Position + 8 <= end)
        {
            var start = reader.Position;
            var size = (long)reader.UInt32();
            var name = reader.Name();
            size = size switch
            {
                1 => checked((long)reader.UInt64()),
                0 => end - start,
                _ => size,
            };
            if (size < 8 || size > end - start)
            {
                return;
            }

            ReadBox(reader, name, start + size, depth);
            reader.Position = start + size;
        }
    }

    private void ReadBox(ByteReader reader, string name, long end, int depth)
    {
        switch (name)
        {
            case "trak":
                handler = "";
                ReadBoxes(reader, end, depth + 1);
                break;
            case "moov" or "mdia" or "minf" or "stbl" or "mvex" when depth < MaxDepth:
                ReadBoxes(reader, end, depth + 1);
                break;
            case "mvhd":
                (timescale, var units) = ReadClock(reader);
                duration = ToSeconds(units);
                break;
            case "mehd":
                var isLong = reader.UInt32() >> 24 == 1;
                fragmentedDuration = ToSeconds(isLong ? reader.UInt64() : reader.UInt32());
                break;
            case "tkhd":
                reader.Position = end - 8;
                trackWidth = (int)(reader.UInt32() >> 16);
                trackHeight = (int)(reader.UInt32() >> 16);
                break;
            case "hdlr" when handler.Length == 0:
                // QuickTime has a second one further inside, for where the data lies.
                reader.Skip(8);
                handler = reader.Name();
                break;
            case "stsd":
                reader.Skip(12);
                Add(reader.Name());
                break;
        }
    }

    private static (uint Timescale, ulong Units) ReadClock(ByteReader reader)
    {
        if (reader.UInt32() >> 24 == 1)
        {
            reader.Skip(16);
            return (reader.UInt32(), reader.UInt64());
        }

        reader.Skip(8);
        return (reader.UInt32(), reader.UInt32());
    }

    // All ones means "unknown".
    private double? ToSeconds(ulong units) =>
        timescale == 0 || units is uint.MaxValue or ulong.MaxValue ? null : units / (double)timescale;

    private void Add(string codec)
    {
        if (handler is "vide" && videoCodec is null)
        {
            (videoCodec, width, height) = (codec.Trim(), trackWidth, trackHeight);
        }
        else if (handler is "soun")
        {
            audioCodec ??= codec.Trim();
        }
    }
}
