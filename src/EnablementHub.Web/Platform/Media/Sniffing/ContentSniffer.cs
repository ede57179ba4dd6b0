namespace EnablementHub.Platform.Media.Sniffing;

/// <summary>Says what a file is by its bytes. The name only has to agree: it decides nothing.</summary>
public static class ContentSniffer
{
    /// <summary>Reads what it needs and puts the stream back to its beginning.</summary>
    /// <param name="content">Seekable.</param>
    /// <param name="fileName">As the sender calls it; a path before it is ignored.</param>
    public static async Task<ContentVerdict> InspectAsync(Stream content, string fileName, CancellationToken cancellationToken = default)
    {
        content.Position = 0;
        var head = new byte[Signatures.HeadLength];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var verdict = length == 0 ? ContentVerdict.Refuse("The file is empty.") : Judge(content, head.AsSpan(0, length), ExtensionOf(fileName));
        content.Position = 0;
        return verdict;
    }

    private static ContentVerdict Judge(Stream content, ReadOnlySpan<byte> head, string extension)
    {
        if (Signatures.Refused(head) is { } refusal)
        {
            return ContentVerdict.Refuse(refusal);
        }

        var type = Signatures.Recognise(head);
        if (type is null && head.StartsWith("PK\u0003\u0004"u8))
        {
            var package = OfficePackage.Read(content);
            if (package.Refusal is not null)
            {
                return ContentVerdict.Refuse(package.Refusal);
            }

            type = package.Type;
        }

        if (type is null && Signatures.StartsWithTag(head))
        {
            type = Signatures.RecogniseAfterTag(content);
        }

        if (type is null)
        {
            return ContentVerdict.Unknown();
        }

        if (extension.Length > 0 && !type.MayBeCalled(extension))
        {
            return ContentVerdict.Refuse(
                $"The file is called “{extension}” but contains {type.Extension[1..].ToUpperInvariant()}. Give it its right name, or export it again.");
        }

        // Recorders write sound alone into plain MP4, and its name tells: the probe then looks for pictures in it.
        if (ReferenceEquals(type, FileType.Mp4) && string.Equals(extension, ".m4a", StringComparison.OrdinalIgnoreCase))
        {
            type = FileType.M4a;
        }

        return ContentVerdict.Accept(type.Kind, type.ContentType, type.Extension);
    }

    private static string ExtensionOf(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        var point = name.LastIndexOf('.');
        return point < 0 || name.Length - point > 12 ? "" : name[point..].ToLowerInvariant();
    }
}
