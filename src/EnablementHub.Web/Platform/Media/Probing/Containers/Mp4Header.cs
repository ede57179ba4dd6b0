namespace EnablementHub.Platform.Media.Probing.Containers;

/// <summary>MP4, M4A and QuickTime (ISO/IEC 14496-12): boxes with a length and a name.</summary>
internal sealed class Mp4Header
{
    private const int MaxDepth = 8;
    private double? _duration;
    private double? _fragmentedDuration;
    private uint _timescale;
    private string _handler = "";
    private string? _videoCodec;
    private string? _audioCodec;
    private int _width;
    private int _height;
    private int _trackWidth;
    private int _trackHeight;

    internal static MediaFacts Read(ByteReader reader)
    {
        var header = new Mp4Header();
        header.ReadBoxes(reader, reader.Length, depth: 0);
        var hasVideo = header._videoCodec is not null;
        return new MediaFacts(
            header._duration is > 0 ? header._duration : header._fragmentedDuration,
            hasVideo,
            header._audioCodec is not null,
            hasVideo && header._width > 0 ? header._width : null,
            hasVideo && header._height > 0 ? header._height : null,
            header._videoCodec,
            header._audioCodec,
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
                _handler = "";
                ReadBoxes(reader, end, depth + 1);
                break;
            case "moov" or "mdia" or "minf" or "stbl" or "mvex" when depth < MaxDepth:
                ReadBoxes(reader, end, depth + 1);
                break;
            case "mvhd":
                (_timescale, var units) = ReadClock(reader);
                _duration = ToSeconds(units);
                break;
            case "mehd":
                var isLong = reader.UInt32() >> 24 == 1;
                _fragmentedDuration = ToSeconds(isLong ? reader.UInt64() : reader.UInt32());
                break;
            case "tkhd":
                reader.Position = end - 8;
                _trackWidth = (int)(reader.UInt32() >> 16);
                _trackHeight = (int)(reader.UInt32() >> 16);
                break;
            case "hdlr" when _handler.Length == 0:
                // QuickTime has a second one further inside, for where the data lies.
                reader.Skip(8);
                _handler = reader.Name();
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
        _timescale == 0 || units is uint.MaxValue or ulong.MaxValue ? null : units / (double)_timescale;

    private void Add(string codec)
    {
        if (_handler is "vide" && _videoCodec is null)
        {
            (_videoCodec, _width, _height) = (codec.Trim(), _trackWidth, _trackHeight);
        }
        else if (_handler is "soun")
        {
            _audioCodec ??= codec.Trim();
        }
    }
}
