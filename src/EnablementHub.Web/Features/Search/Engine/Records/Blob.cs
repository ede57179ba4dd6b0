using System.Buffers.Binary;
using System.Text;
using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Records;

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

    private void Reserve(int length)
    {
        if (_used + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        }
    }
}

/// <summary>Reads them again. A record that was cut or altered on disk shows as <see cref="DamageFault"/>.</summary>
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

    /// <summary>Reads into a buffer, behind what it holds already, instead of making a string.</summary>
    public ReadOnlySpan<char> ReadString(ref char[] buffer, int after = 0)
    {
        var utf8 = Take(ReadInt());
        if (buffer.Length < after + utf8.Length)
        {
            Array.Resize(ref buffer, (after + utf8.Length) * 2);
        }

        return buffer.AsSpan(after, Encoding.UTF8.GetChars(utf8, buffer.AsSpan(after)));
    }

    public void SkipString() => Take(ReadInt());

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

    private static DamageFault Damaged() => new("a record of the index is not whole");
}
