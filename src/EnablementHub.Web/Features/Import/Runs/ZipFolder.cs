using System.Buffers.Binary;
using System.IO.Compression;

namespace EnablementHub.Features.Import.Runs;

/// <summary>The zip is none that the hub takes; the message says why.</summary>
public sealed class ZipRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Unpacks an upload into a folder of its own, under limits that are checked before and while bytes come out.</summary>
public static class ZipFolder
{
    public const int MaxEntries = 20_000;
    public const long MaxBytes = 8_000_000_000;
    public const int MaxRatio = 100;

    /// <summary>What little there is may be packed well: a page of spaces is no bomb.</summary>
    private const long RatioCountsAbove = 20_000_000;
    private const int MaxNameLength = 1_000;
    private const int UnixTypeMask = 0xF000;
    private const int UnixLink = 0xA000;
    private const int UnixFile = 0x8000;
    private const int UnixFolder = 0x4000;
    private const int EndLength = 22;

    /// <summary>Looks at the list of contents alone.</summary>
    /// <exception cref="ZipRefusedException">It isn't a zip, or not one that is taken.</exception>
    public static void Check(Stream zip)
    {
        using var archive = Open(zip);
        long total = 0;
        foreach (var entry in archive.Entries)
        {
            CheckName(entry);
            total += entry.Length;
            if (entry.Length < 0 || total > MaxBytes) throw new ZipRefusedException($"Unpacked the zip would be larger than {MaxBytes / 1_000_000_000} GB. Import it in parts.");
            if (entry.Length > RatioCountsAbove && entry.Length / Math.Max(1, entry.CompressedLength) > MaxRatio) throw new ZipRefusedException($"“{Short(entry.FullName)}” is packed more than {MaxRatio} times; such a file isn't taken.");
        }

        if (total > RatioCountsAbove && total / Math.Max(1, zip.Length) > MaxRatio) throw new ZipRefusedException($"The zip is packed more than {MaxRatio} times; such a file isn't taken.");
        if (!archive.Entries.Any(entry => entry.Name.Length > 0)) throw new ZipRefusedException("The zip is empty.");
    }

    /// <returns>The folder to import: a single folder that holds everything is taken for it.</returns>
    /// <exception cref="ZipRefusedException">It isn't a zip, or not one that is taken.</exception>
    public static async Task<string> UnpackAsync(Stream zip, string target, CancellationToken cancellationToken)
    {
        Check(zip);
        zip.Position = 0;
        using var archive = Open(zip);
        var root = Path.GetFullPath(target);
        long total = 0;
        foreach (var entry in archive.Entries)
        {
            CheckName(entry);
            if (entry.Name.Length == 0) continue;
            var path = Path.GetFullPath(Path.Combine(root, entry.FullName));
            if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw Escapes(entry);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            total += await CopyAsync(entry, path, MaxBytes - total, cancellationToken);
        }

        return Directory.EnumerateFiles(root).Any() || Directory.GetDirectories(root) is not [var only] ? root : only;
    }

    private static ZipArchive Open(Stream zip)
    {
        try
        {
            // The list of contents is read as a whole, so its length is looked at first.
            if (CountEntries(zip) is var count && count > MaxEntries) throw new ZipRefusedException(FormattableString.Invariant($"The zip has {count:N0} entries; at most {MaxEntries:N0} are taken. Import it in parts, or use hub import on the server."));
            zip.Position = 0;
            var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Count <= MaxEntries ? archive : throw new ZipRefusedException($"The zip has more than {MaxEntries} entries.");
        }
        catch (InvalidDataException error)
        {
            throw new ZipRefusedException("This isn't a zip file, or it is broken. Pack the folder again.", error);
        }
    }

    private static long CountEntries(Stream zip)
    {
        var tail = new byte[(int)Math.Min(zip.Length, ushort.MaxValue + EndLength)];
        zip.Position = zip.Length - tail.Length;
        zip.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || at + EndLength > tail.Length) throw new InvalidDataException("No end of the central directory.");
        int count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));

        // The list itself can't be longer than this many bytes, whatever the count says; an entry takes 46 at least.
        long size = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 12));
        return count == ushort.MaxValue || size == uint.MaxValue ? ushort.MaxValue : Math.Max(count, size / (46 + MaxNameLength));
    }

    private static void CheckName(ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        if (name.Length > MaxNameLength) throw new ZipRefusedException($"The zip holds a name of {name.Length} characters; at most {MaxNameLength} are taken.");
        if (name.Length == 0 || name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal) || (name.Length > 1 && name[1] == ':')
            || name.Split('/').Any(part => part is ".." or ".")) throw Escapes(entry);
        var type = (entry.ExternalAttributes >> 16) & UnixTypeMask;
        if (type == UnixLink) throw new ZipRefusedException($"“{Short(name)}” in the zip is a symbolic link; links aren't taken. Pack the files themselves.");
        if (type is not (0 or UnixFile or UnixFolder)) throw new ZipRefusedException($"“{Short(name)}” in the zip is neither a file nor a folder.");
    }

    private static ZipRefusedException Escapes(ZipArchiveEntry entry) => new($"“{Short(entry.FullName)}” in the zip leads out of its folder; such a zip isn't taken.");

    /// <summary>The length that the list claims may be a lie: what comes out is counted.</summary>
    private static async Task<long> CopyAsync(ZipArchiveEntry entry, string path, long room, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = await entry.OpenAsync(cancellationToken);
            await using var target = new FileStream(path, FileMode.CreateNew);
            var buffer = new byte[81_920];
            long length = 0;
            while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                length += read;
                if (length > entry.Length || length > room) throw new ZipRefusedException($"“{Short(entry.FullName)}” is larger than the zip says; such a zip isn't taken.");
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return length;
        }
        catch (InvalidDataException error)
        {
            throw new ZipRefusedException($"“{Short(entry.FullName)}” in the zip is broken. Pack the folder again.", error);
        }
        catch (IOException error) when (File.Exists(path) && error is not FileNotFoundException && entry.Length == 0)
        {
            throw new ZipRefusedException($"“{Short(entry.FullName)}” is in the zip twice.", error);
        }
    }

    private static string Short(string name) => name.Length <= 80 ? name : name[..80] + "…";
}
