using System.Globalization;

namespace EnablementHub.Features.Clips.Playing;

/// <summary>Addresses of recordings, captions and progress.</summary>
public static class PlayingLinks
{
    public static string Media(int mediaFileId) => string.Create(CultureInfo.InvariantCulture, $"/media/{mediaFileId}");

    public static string Download(int mediaFileId) => string.Create(CultureInfo.InvariantCulture, $"/media/{mediaFileId}?download=1");

    public static string Captions(int itemId, bool isPending = false) => string.Create(CultureInfo.InvariantCulture, $"/items/{itemId}/captions.vtt{(isPending ? "?version=pending" : "")}");

    public static string Progress(int itemId) => string.Create(CultureInfo.InvariantCulture, $"/items/{itemId}/progress");
}
