using EnablementHub.Features.Search.Engine.Columns;

namespace EnablementHub.Features.Search.Engine.Records;

/// <summary>What is held in memory of an item, with its title for suggestions.</summary>
internal static class StoredCard
{
    public static void Write(ItemColumns item, string title, BlobWriter blob)
    {
        blob.Clear();
        blob.Write(title);
        blob.Write(item.Row.Id);
        blob.Write((int)item.Row.TitleLength);
        blob.Write((int)item.Row.BodyLength);
        blob.Write(item.Row.Plays);
        blob.Write(item.Row.From);
        blob.Write(item.Row.Until);
        blob.Write(item.Row.Published);
        blob.Write(item.Row.VerifiedUntil);
        blob.Write(item.Audience);
        blob.Write(item.Values.Count);
        foreach (var (dimension, values) in item.Values)
        {
            blob.Write(dimension);
            blob.Write(values);
        }
    }

    public static string ReadTitle(ReadOnlySpan<byte> bytes) => new BlobReader(bytes).ReadString();

    public static void Load(ReadOnlySpan<byte> bytes, ColumnWriter columns, int slot, ref char[] buffer)
    {
        var blob = new BlobReader(bytes);
        blob.SkipString();
        var row = new ColumnRow
        {
            Id = blob.ReadInt(),
            IsLive = true,
            TitleLength = (byte)blob.ReadInt(),
            BodyLength = (ushort)blob.ReadInt(),
            Plays = blob.ReadInt(),
            From = blob.ReadLong(),
            Until = blob.ReadLong(),
            Published = blob.ReadLong(),
            VerifiedUntil = blob.ReadLong(),
        };
        columns.Load(slot, row, blob.ReadString(ref buffer));
        for (var left = blob.ReadInt(); left > 0; left--)
        {
            var dimension = blob.ReadString(ref buffer);
            var length = dimension.Length;
            var values = blob.ReadString(ref buffer, after: length);
            columns.SetValues(slot, buffer.AsSpan(0, length), values);
        }
    }
}
