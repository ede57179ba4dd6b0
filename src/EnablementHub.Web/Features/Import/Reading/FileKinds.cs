using System.Collections.Frozen;

namespace EnablementHub.Features.Import.Reading;

/// <summary>What files are for, by their endings; what they are is read from their bytes later.</summary>
internal static class FileKinds
{
    private static readonly FrozenSet<string> Pages = Set(".md .markdown .mdx .mdown");
    private static readonly FrozenSet<string> Recordings = Set(".mp4 .m4v .mov .webm .mkv .mp3 .m4a .aac .ogg .oga .opus .wav .flac");
    private static readonly FrozenSet<string> Documents = Set(".pdf .docx .pptx .xlsx");
    private static readonly FrozenSet<string> Pictures = Set(".png .jpg .jpeg .gif .webp");
    private static readonly FrozenSet<string> Captions = Set(".vtt .srt");
    private static readonly FrozenSet<string> Descriptions = Set(".yaml .yml .json");

    public static bool IsPage(string path) => Pages.Contains(Ending(path));

    public static bool IsRecording(string path) => Recordings.Contains(Ending(path));

    public static bool IsDocument(string path) => Documents.Contains(Ending(path));

    public static bool IsPicture(string path) => Pictures.Contains(Ending(path));

    public static bool IsCaptions(string path) => Captions.Contains(Ending(path));

    public static bool IsDescription(string path) => Descriptions.Contains(Ending(path));

    public static string Ending(string path)
    {
        var point = path.LastIndexOf('.');
        return point <= path.LastIndexOf('/') ? "" : path[point..].ToLowerInvariant();
    }

    private static FrozenSet<string> Set(string endings) => endings.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
