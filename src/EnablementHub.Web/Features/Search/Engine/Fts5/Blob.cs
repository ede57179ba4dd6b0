using System.Buffers.Binary;
using System.Text;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>Writes the small records of the side tables.</summary>
internal sealed class BlobWriter
{
    private byte[] _bytes = new byte[1024];
    private int _used;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _used);

    public void Clear() => _used = 0;

    public void Write(int value)
    {
        var rest = (uint)value;
        Reserve(5);
        while (rest >= 0x80)
        {
            _bytes[_used++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _bytes[_used++] = (byte)rest;
    }

    public void Write(long value)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_used), value);
        _used += sizeof(long);
    }

    public void Write(double value) => Write(BitConverter.DoubleToInt64Bits(value));

    public void Write(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Write(length);
        Reserve(length);
        _used += Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_used));
    }

    public void Write(IReadOnlyList<string> values)
    {
        Write(values.Count);
        foreach (var value in values)
        {
            Write(value);
        }
    }

    private void Reserve(int length)
    {
        if (_used + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        }
    }
}

/// <summary>Reads them again. A record that was cut or altered on disk shows as <see cref="SqliteFault"/>.</summary>
internal ref struct BlobReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public int ReadInt()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var part = Take(1)[0];
            value |= (uint)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (int)value;
            }
        }

        throw Damaged();
    }

    public long ReadLong() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public double ReadDouble() => BitConverter.Int64BitsToDouble(ReadLong());

    public string ReadString() => Encoding.UTF8.GetString(Take(ReadInt()));

    public string[] ReadStrings()
    {
        var count = ReadInt();
        if (count < 0 || count > _rest.Length)
        {
            throw Damaged();
        }

        var values = count == 0 ? [] : new string[count];
        for (var value = 0; value < count; value++)
        {
            values[value] = ReadString();
        }

        return values;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > _rest.Length)
        {
            throw Damaged();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static SqliteFault Damaged() => new(NativeSqlite.Corrupt, "a record of the index is not whole");
}
