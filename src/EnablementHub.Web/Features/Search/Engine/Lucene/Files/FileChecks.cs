using System.Buffers.Binary;
using Lucene.Net.Index;

namespace EnablementHub.Features.Search.Engine.Lucene.Files;

/// <summary>
/// Compares each file of a commit with the checksum at its end, several times as fast as Lucene.Net's own check, because a start waits for it. Without it
/// an altered file would give wrong answers, or none.
/// </summary>
internal static class FileChecks
{
    private const uint Polynomial = 0xEDB88320;
    private const uint FooterMagic = 0xC02893E8;
    private const int FooterLength = 16;
    private const int ChecksumLength = 8;
    private const int Chunk = 1 << 18;

    private static readonly uint[][] Tables = BuildTables();

    /// <exception cref="CorruptIndexException">A file is not as it was written.</exception>
    public static void Check(string folder, IEnumerable<string> names)
    {
        var buffer = new byte[Chunk];
        foreach (var name in names)
        {
            Check(Path.Combine(folder, name), buffer);
        }
    }

    private static void Check(string path, byte[] buffer)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        var length = RandomAccess.GetLength(file);
        Span<byte> footer = stackalloc byte[FooterLength];
        if (length < FooterLength || RandomAccess.Read(file, footer, length - FooterLength) < FooterLength || BinaryPrimitives.ReadUInt32BigEndian(footer) != FooterMagic)
        {
            throw new CorruptIndexException($"{Path.GetFileName(path)} has no end");
        }

        var checksum = uint.MaxValue;
        for (var at = 0L; at < length - ChecksumLength;)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(Chunk, length - ChecksumLength - at)), at);
            if (read == 0)
            {
                throw new EndOfStreamException($"{Path.GetFileName(path)} is shorter than it was");
            }

            checksum = Add(checksum, buffer.AsSpan(0, read));
            at += read;
        }

        if (~checksum != BinaryPrimitives.ReadUInt64BigEndian(footer[^ChecksumLength..]))
        {
            throw new CorruptIndexException($"{Path.GetFileName(path)} is not as it was written");
        }
    }

    /// <summary>CRC-32 by eight bytes at a time.</summary>
    private static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ checksum;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            checksum = Tables[7][low & 0xFF] ^ Tables[6][(low >> 8) & 0xFF] ^ Tables[5][(low >> 16) & 0xFF] ^ Tables[4][low >> 24]
                ^ Tables[3][high & 0xFF] ^ Tables[2][(high >> 8) & 0xFF] ^ Tables[1][(high >> 16) & 0xFF] ^ Tables[0][high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            checksum = Tables[0][(checksum ^ value) & 0xFF] ^ (checksum >> 8);
        }

        return checksum;
    }

    private static uint[][] BuildTables()
    {
        var tables = new uint[8][];
        for (var table = 0; table < tables.Length; table++)
        {
            tables[table] = new uint[256];
            for (var value = 0U; value < 256; value++)
            {
                var checksum = table == 0 ? value : tables[table - 1][value];
                for (var bit = 0; bit < 8; bit++)
                {
                    checksum = (checksum & 1) != 0 ? Polynomial ^ (checksum >> 1) : checksum >> 1;
                }

                tables[table][value] = checksum;
            }
        }

        return tables;
    }
}
