using EnablementHub.Platform.Media.Sniffing;

namespace EnablementHub.Platform.Media.Probing.Containers;

/// <summary>Reads length and streams from the header of a file. Damaged files give what was read before the damage.</summary>
internal static class HeaderReader
{
    private const int BufferSize = 64 * 1024;
    private const double MaxSeconds = 10 * 24 * 3600;

    internal static MediaFacts Read(Stream content)
    {
        try
        {
            content.Position = 0;
            var head = new byte[Signatures.HeadLength];
            var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            var type = Signatures.Recognise(head.AsSpan(0, length))
                ?? (Signatures.StartsWithTag(head.AsSpan(0, length)) ? Signatures.RecogniseAfterTag(content) : null);
            content.Position = 0;
            var facts = type is null ? MediaFacts.Unknown() : Read(new ByteReader(new BufferedStream(content, BufferSize)), type);
            return facts.DurationSeconds is > 0 and < MaxSeconds ? facts : facts with { DurationSeconds = null };
        }
        catch (Exception failure) when (failure is EndOfStreamException or InvalidDataException or OverflowException)
        {
            return MediaFacts.Unknown();
        }
    }

    private static MediaFacts Read(ByteReader reader, FileType type) => type.Extension switch
    {
        ".mp4" or ".m4a" or ".mov" => Mp4Header.Read(reader),
        ".webm" or ".mkv" => MatroskaHeader.Read(reader),
        ".wav" => WavHeader.Read(reader),
        ".mp3" => Mp3Header.Read(reader),
        ".flac" => FlacHeader.Read(reader),
        ".ogg" => OggHeader.Read(reader),
        ".aac" => AacHeader.Read(reader),
        _ => MediaFacts.Unknown(),
    };

    internal static MediaFacts Audio(double? seconds, string codec, string container) =>
        new(seconds, HasVideo: false, HasAudio: true, null, null, null, codec, container, FactsSource.Header);
}
