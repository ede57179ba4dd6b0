using System.Globalization;
using System.Text.Json;

namespace EnablementHub.Platform.Media.Probing;

/// <summary>Reads the JSON in which ffprobe answers.</summary>
internal static class FfprobeAnswer
{
    private const int MaxSide = 16_384;

    internal static MediaFacts Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var streams = document.RootElement.TryGetProperty("streams", out var list) ? list.EnumerateArray().ToList() : [];
        var format = document.RootElement.TryGetProperty("format", out var found) ? found : default;

        // The cover of an album is a picture and no video.
        var video = streams.FirstOrDefault(stream => Text(stream, "codec_type") == "video" && !IsCover(stream));
        var audio = streams.FirstOrDefault(stream => Text(stream, "codec_type") == "audio");
        var hasVideo = video.ValueKind == JsonValueKind.Object;
        var hasAudio = audio.ValueKind == JsonValueKind.Object;
        return new MediaFacts(
            Seconds(format) ?? streams.Select(Seconds).Max(),
            hasVideo,
            hasAudio,
            Side(video, "width"),
            Side(video, "height"),
            Text(video, "codec_name"),
            Text(audio, "codec_name"),
            Text(format, "format_name"),
            FactsSource.Ffprobe,
            hasVideo || hasAudio ? null : "The file has neither sound nor pictures that can be played.");
    }

    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var disposition)
        && disposition.TryGetProperty("attached_pic", out var flag)
        && flag.TryGetInt32(out var value)
        && value == 1;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static double? Seconds(JsonElement element) =>
        double.TryParse(Text(element, "duration"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && double.IsFinite(seconds) && seconds > 0
            ? seconds
            : null;

    private static int? Side(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value) && value.TryGetInt32(out var side) && side is > 0 and <= MaxSide
            ? side
            : null;
}
