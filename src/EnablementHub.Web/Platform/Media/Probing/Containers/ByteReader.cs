using System.Buffers.Binary;
using System.Text;

namespace EnablementHub.Platform.Media.Probing.Containers;

/// <summary>Reads numbers from a stream and counts its steps, so that no file can keep it busy for ever.</summary>
internal sealed class ByteReader(Stream stream)
{
    private const int MaxSteps = 5_000_000;
    private readonly byte[] _buffer = new byte[16];
    private int _steps;

    internal long Length => stream.Length;

    internal long Position
    {
        get => stream.Position;
        set
        {
            if (value < 0 || value > stream.Length)
            {
                throw new EndOfStreamException();
            }

            stream.Position = value;
        }
    }

    internal bool IsAtEnd => stream.Position >= stream.Length;

    internal void Read(Span<byte> target)
    {
        if (++_steps > MaxSteps)
        {
            throw new InvalidDataException("The file has too many parts.");
        }

        stream.ReadExactly(target);
    }

    internal byte Byte() => Take(1)[0];

    internal ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    internal uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    internal ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    internal uint UInt32LittleEndian() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    internal string Name() => Encoding.Latin1.GetString(Take(4));

    internal void Skip(long count) => Position = checked(Position + count);

    private Span<byte> Take(int count)
    {
        var taken = _buffer.AsSpan(0, count);
        Read(taken);
        return taken;
    }
}
