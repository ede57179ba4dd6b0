using System.Buffers.Binary;
using System.Text;

namespace EnablementHub.Platform.Media.Sniffing;

/// <summary>The bytes by which files are known, and those by which they are refused.</summary>
internal static class Signatures
{
    internal const int HeadLength = 4096;
    private const int TagHeaderLength = 10;

    private static readonly string[] PictureBrands = ["avif", "avis", "heic", "heix", "hevc", "mif1", "msf1"];

    internal static string? Refused(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("MZ"u8) || head.StartsWith("\u007FELF"u8) || head.StartsWith("#!"u8)
            || head.StartsWith((ReadOnlySpan<byte>)[0xCA, 0xFE, 0xBA, 0xBE]) || head.StartsWith((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE]))
        {
            return "This is a program. The hub keeps no programs.";
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return "This is a file of an old Office format, which may carry macros. Save it as .docx, .xlsx or .pptx, or as PDF.";
        }

        return LooksLikeMarkup(head);
    }

    internal static FileType? Recognise(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8))
        {
            return FromBrand(Encoding.ASCII.GetString(head[8..12]));
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
        {
            return FromDocType(head);
        }

        if (head.Length >= 12 && head.StartsWith("RIFF"u8))
        {
            return head[8..12].SequenceEqual("WAVE"u8) ? FileType.Wav : head[8..12].SequenceEqual("WEBP"u8) ? FileType.Webp : null;
        }

        return head switch
        {
            _ when head.StartsWith("%PDF-"u8) => FileType.Pdf,
            _ when head.StartsWith("fLaC"u8) => FileType.Flac,
            _ when head.StartsWith("OggS"u8) => FromOggPage(head),
            _ when head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) => FileType.Png,
            _ when head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => FileType.Jpeg,
            _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => FileType.Gif,
            _ when IsQuickTimeWithoutBrand(head) => FileType.Mov,
            _ => FromFrame(head),
        };
    }

    internal static bool StartsWithTag(ReadOnlySpan<byte> head) => head.Length >= TagHeaderLength && head.StartsWith("ID3"u8);

    /// <summary>Sound files may begin with a tag of any length; what follows it says what they are.</summary>
    internal static FileType? RecogniseAfterTag(Stream content)
    {
        Span<byte> head = stackalloc byte[64];
        content.Position = 0;
        var length = content.ReadAtLeast(head, TagHeaderLength, throwOnEndOfStream: false);
        content.Position = LengthOfTag(head[..length]);
        length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var found = head[..length].StartsWith("fLaC"u8) ? FileType.Flac : FromFrame(head[..length]);

        // Writers pad tags with zeros and count them wrongly; a tag before silence is still an MP3.
        return found ?? (length > 0 && head[0] == 0 ? FileType.Mp3 : null);
    }

    internal static long LengthOfTag(ReadOnlySpan<byte> head) =>
        StartsWithTag(head)
            ? TagHeaderLength + ((head[6] & 0x7F) << 21) + ((head[7] & 0x7F) << 14) + ((head[8] & 0x7F) << 7) + (head[9] & 0x7F)
            : 0;

    private static FileType? FromFrame(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4 || head[0] != 0xFF || (head[1] & 0xE0) != 0xE0)
        {
            return null;
        }

        var layer = (head[1] >> 1) & 3;
        if (layer == 0)
        {
            return (head[1] & 0xF6) == 0xF0 ? FileType.Aac : null;
        }

        var isFrame = layer == 1 && (head[1] & 0x18) != 0x08 && head[2] >> 4 is > 0 and < 15 && ((head[2] >> 2) & 3) != 3;
        return isFrame ? FileType.Mp3 : null;
    }

    private static FileType? FromBrand(string brand) => brand switch
    {
        "qt  " => FileType.Mov,
        "M4A " or "M4B " or "M4P " => FileType.M4a,
        _ when PictureBrands.Contains(brand, StringComparer.Ordinal) => null,
        _ => FileType.Mp4,
    };

    private static FileType? FromDocType(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> docType = [0x42, 0x82];
        var at = head[..Math.Min(head.Length, 128)].IndexOf(docType);
        if (at < 0 || at + 3 >= head.Length)
        {
            return null;
        }

        var name = head[(at + 3)..Math.Min(head.Length, at + 3 + (head[at + 2] & 0x7F))];
        return name.StartsWith("webm"u8) ? FileType.Webm : name.StartsWith("matroska"u8) ? FileType.Mkv : null;
    }

    private static FileType? FromOggPage(ReadOnlySpan<byte> head)
    {
        var page = head[..Math.Min(head.Length, 512)];
        var isSound = page.IndexOf("OpusHead"u8) >= 0 || page.IndexOf("\u0001vorbis"u8) >= 0 || page.IndexOf("\u007FFLAC"u8) >= 0 || page.IndexOf("Speex   "u8) >= 0;
        return isSound ? FileType.Ogg : null;
    }

    private static bool IsQuickTimeWithoutBrand(ReadOnlySpan<byte> head) =>
        head.Length >= 16
        && BinaryPrimitives.ReadUInt32BigEndian(head) is >= 8 or 1
        && (head[4..8].SequenceEqual("moov"u8) || (head[4..8].SequenceEqual("wide"u8) && head[12..16].SequenceEqual("mdat"u8)));

    private static string? LooksLikeMarkup(ReadOnlySpan<byte> head)
    {
        var text = Encoding.UTF8.GetString(head[..Math.Min(head.Length, 1024)]).Replace("\0", "", StringComparison.Ordinal).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (!text.StartsWith('<'))
        {
            return null;
        }

        return text.Contains("<svg", StringComparison.OrdinalIgnoreCase)
            ? "SVG pictures can carry programs, so the hub keeps none. Export the picture as PNG or WebP."
            : "This is a web page or XML. Save it as PDF, or put its text into a playbook.";
    }
}
