using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace EnablementHub.Platform.Media.Sniffing;

/// <summary>
/// Looks into a ZIP for the one part that says which Office document it is. It reads the directory of the archive
/// itself, because the library reads a directory of any size before it can be asked.
/// </summary>
internal static class OfficePackage
{
    private const int MaxEntries = 10_000;
    private const int MaxDirectory = 4 * 1024 * 1024;
    private const int MaxContentTypes = 512 * 1024;
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const string Unreadable = "The file is a damaged or unusual archive. Save it again, or export it as PDF.";
    private const string NotOffice = "This is an archive. Send the files in it one by one: the hub takes Word, Excel, PowerPoint and PDF files.";

    private static readonly Dictionary<string, FileType> MainParts = new(StringComparer.OrdinalIgnoreCase)
    {
        [FileType.Docx + ".main+xml"] = FileType.Word,
        [FileType.Xlsx + ".main+xml"] = FileType.Excel,
        [FileType.Pptx + ".main+xml"] = FileType.PowerPoint,
        ["application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"] = FileType.PowerPoint,
    };

    internal static (FileType? Type, string? Refusal) Read(Stream content)
    {
        try
        {
            return ReadDirectory(content) is not { } directory ? (null, Unreadable) : Judge(content, directory);
        }
        catch (Exception failure) when (failure is InvalidDataException or XmlException or EndOfStreamException or ArgumentException)
        {
            return (null, Unreadable);
        }
    }

    private static (FileType? Type, string? Refusal) Judge(Stream content, byte[] directory)
    {
        Entry? types = null;
        foreach (var entry in Entries(directory))
        {
            if (entry.Name.Contains("..", StringComparison.Ordinal) || entry.Name.StartsWith('/') || entry.Name.Contains('\\', StringComparison.Ordinal))
            {
                return (null, Unreadable);
            }

            if (entry.Name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
            {
                return (null, "The document carries macros. Save it without them, as .docx, .xlsx or .pptx, or as PDF.");
            }

            types = entry.Name is "[Content_Types].xml" ? entry : types;
        }

        if (types is null)
        {
            return (null, NotOffice);
        }

        var type = ReadMainPart(content, types);
        return (type, type is null ? NotOffice : null);
    }

    private static byte[]? ReadDirectory(Stream content)
    {
        var tail = new byte[Math.Min(content.Length, EndLength + ushort.MaxValue)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || at + EndLength > tail.Length)
        {
            return null;
        }

        var entries = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
        var size = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 12));
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
        if (entries > MaxEntries || size > MaxDirectory || offset + size > content.Length)
        {
            return null;
        }

        var directory = new byte[size];
        content.Position = offset;
        content.ReadExactly(directory);
        return directory;
    }

    private static IEnumerable<Entry> Entries(byte[] directory)
    {
        var at = 0;
        while (at + EntryLength <= directory.Length && directory.AsSpan(at).StartsWith("PK\u0001\u0002"u8))
        {
            var entry = directory.AsSpan(at);
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
            var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
            var found = new Entry(
                Encoding.UTF8.GetString(entry.Slice(EntryLength, nameLength)),
                BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]),
                BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]),
                BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]));
            at += EntryLength + nameLength + extraLength;
            yield return found;
        }
    }

    private static FileType? ReadMainPart(Stream content, Entry entry)
    {
        const int localLength = 30;
        var local = new byte[localLength];
        content.Position = entry.Offset;
        content.ReadExactly(local);
        if (!local.AsSpan().StartsWith("PK\u0003\u0004"u8) || entry.Compressed > MaxContentTypes)
        {
            return null;
        }

        content.Position = entry.Offset + localLength
            + BinaryPrimitives.ReadUInt16LittleEndian(local.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(local.AsSpan(28));
        var packed = new byte[entry.Compressed];
        content.ReadExactly(packed);
        using var stream = entry.Method switch
        {
            0 => (Stream)new MemoryStream(packed),
            8 => new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress),
            _ => throw new InvalidDataException("Neither stored nor deflated."),
        };
        var unpacked = new byte[MaxContentTypes];
        var length = stream.ReadAtLeast(unpacked, unpacked.Length, throwOnEndOfStream: false);
        return FindMainPart(new MemoryStream(unpacked, 0, length));
    }

    private static FileType? FindMainPart(Stream xml)
    {
        using var reader = XmlReader.Create(xml, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (reader.Read())
        {
            if (reader.LocalName is "Override" && MainParts.TryGetValue(reader.GetAttribute("ContentType") ?? "", out var type))
            {
                return type;
            }
        }

        return null;
    }

    private sealed record Entry(string Name, int Method, long Offset, long Compressed);
}
