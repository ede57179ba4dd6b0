using EnablementHub.Features.Search.Engine.Columns;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>What is held in memory of an item, with its title for suggestions.</summary>
internal static class StoredCard
{
    public static void Write(ItemColumns item, string title, BlobWriter blob)
    {
        blob.Clear();
        blob.Write(title);
        blob.Write(item.Id);
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

    public static ItemColumns Read(ReadOnlySpan<byte> bytes)
    {
        var blob = new BlobReader(bytes);
        blob.ReadString();
        var id = blob.ReadInt();
        var row = new ColumnRow
        {
            TitleLength = (byte)blob.ReadInt(),
            BodyLength = (ushort)blob.ReadInt(),
            Plays = blob.ReadInt(),
            From = blob.ReadLong(),
            Until = blob.ReadLong(),
            Published = blob.ReadLong(),
            VerifiedUntil = blob.ReadLong(),
        };
        var audience = blob.ReadStrings();
        var values = new (string, IReadOnlyList<string>)[blob.ReadInt()];
        for (var dimension = 0; dimension < values.Length; dimension++)
        {
            values[dimension] = (blob.ReadString(), blob.ReadStrings());
        }

        return new ItemColumns(id, row, audience, values);
    }
}
