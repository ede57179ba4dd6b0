using EnablementHub.Platform.Media.Probing;
using EnablementHub.Platform.Media.Sniffing;

namespace EnablementHub.Platform.Media;

/// <summary>What the hub may do with a content type.</summary>
public static class MediaTypes
{
    // Formats that each current browser plays. QuickTime and Matroska hold the right codecs often enough, but Firefox and Safari refuse them.
    private static readonly string[] Playable =
        ["video/mp4", "video/webm", "audio/mp4", "audio/mpeg", "audio/aac", "audio/ogg", "audio/wav", "audio/flac", "audio/webm"];

    public static bool IsVideo(string? contentType) => contentType?.StartsWith("video/", StringComparison.OrdinalIgnoreCase) == true;

    public static bool IsAudio(string? contentType) => contentType?.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) == true;

    public static bool IsMedia(string? contentType) => IsVideo(contentType) || IsAudio(contentType);

    public static bool IsImage(string? contentType) => contentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    public static bool IsPlayableInBrowsers(string? contentType) => contentType is not null && Playable.Contains(contentType, StringComparer.OrdinalIgnoreCase);

    /// <summary>Brings what the bytes look like and what was found in them together; refuses where the two disagree.</summary>
    public static ContentVerdict Settle(ContentVerdict verdict, MediaFacts facts)
    {
        if (!verdict.IsAccepted || verdict.Kind is not (ContentKind.Audio or ContentKind.Video))
        {
            return verdict;
        }

        if (facts.Problem is not null)
        {
            return ContentVerdict.Refuse(facts.Problem);
        }

        if (facts.Container is { } container && !Agree(verdict.Extension!, container))
        {
            return ContentVerdict.Refuse("The file is not what it seems to be at its beginning. Export it again.");
        }

        return (verdict.ContentType, facts) switch
        {
            ("video/mp4" or "video/quicktime", { HasVideo: false, HasAudio: true }) => ContentVerdict.Accept(ContentKind.Audio, "audio/mp4", ".m4a"),
            ("video/webm", { HasVideo: false, HasAudio: true }) => ContentVerdict.Accept(ContentKind.Audio, "audio/webm", ".webm"),
            ("audio/mp4", { HasVideo: true }) => ContentVerdict.Accept(ContentKind.Video, "video/mp4", ".mp4"),
            _ => verdict,
        };
    }

    private static bool Agree(string extension, string container)
    {
        var names = container.Split(',');
        return extension switch
        {
            ".mp4" or ".m4a" or ".mov" => names.Contains("mp4", StringComparer.Ordinal) || names.Contains("mov", StringComparer.Ordinal),
            ".webm" or ".mkv" => names.Contains("matroska", StringComparer.Ordinal) || names.Contains("webm", StringComparer.Ordinal),
            _ => names.Contains(extension[1..], StringComparer.Ordinal),
        };
    }
}
