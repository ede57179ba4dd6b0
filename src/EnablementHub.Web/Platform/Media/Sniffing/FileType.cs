namespace EnablementHub.Platform.Media.Sniffing;

/// <summary>The types that the hub takes. Extensions of one family are names for the same kind of container.</summary>
internal sealed record FileType(ContentKind Kind, string ContentType, string Extension, params string[] OtherExtensions)
{
    internal const string Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    internal const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    internal const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    internal static readonly FileType Mp4 = new(ContentKind.Video, "video/mp4", ".mp4", ".m4v", ".mov", ".m4a");
    internal static readonly FileType M4a = new(ContentKind.Audio, "audio/mp4", ".m4a", ".m4b", ".mp4");
    internal static readonly FileType Mov = new(ContentKind.Video, "video/quicktime", ".mov", ".qt", ".mp4");
    internal static readonly FileType Webm = new(ContentKind.Video, "video/webm", ".webm", ".weba");
    internal static readonly FileType Mkv = new(ContentKind.Video, "video/x-matroska", ".mkv", ".mka");
    internal static readonly FileType Mp3 = new(ContentKind.Audio, "audio/mpeg", ".mp3", ".mpga");
    internal static readonly FileType Aac = new(ContentKind.Audio, "audio/aac", ".aac");
    internal static readonly FileType Ogg = new(ContentKind.Audio, "audio/ogg", ".ogg", ".oga", ".opus");
    internal static readonly FileType Wav = new(ContentKind.Audio, "audio/wav", ".wav", ".wave");
    internal static readonly FileType Flac = new(ContentKind.Audio, "audio/flac", ".flac");
    internal static readonly FileType Pdf = new(ContentKind.Document, "application/pdf", ".pdf");
    internal static readonly FileType Word = new(ContentKind.Document, Docx, ".docx");
    internal static readonly FileType Excel = new(ContentKind.Document, Xlsx, ".xlsx");
    internal static readonly FileType PowerPoint = new(ContentKind.Document, Pptx, ".pptx");
    internal static readonly FileType Png = new(ContentKind.Image, "image/png", ".png");
    internal static readonly FileType Jpeg = new(ContentKind.Image, "image/jpeg", ".jpg", ".jpeg", ".jfif");
    internal static readonly FileType Webp = new(ContentKind.Image, "image/webp", ".webp");
    internal static readonly FileType Gif = new(ContentKind.Image, "image/gif", ".gif");

    internal static readonly IReadOnlyList<FileType> All =
        [Mp4, M4a, Mov, Webm, Mkv, Mp3, Aac, Ogg, Wav, Flac, Pdf, Word, Excel, PowerPoint, Png, Jpeg, Webp, Gif];

    internal bool MayBeCalled(string extension) =>
        string.Equals(Extension, extension, StringComparison.OrdinalIgnoreCase) || OtherExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase);
}
