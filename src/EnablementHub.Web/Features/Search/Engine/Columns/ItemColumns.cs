namespace EnablementHub.Features.Search.Engine.Columns;

/// <summary>What the columns take from one item.</summary>
internal sealed record ItemColumns(int Id, ColumnRow Row, IReadOnlyList<string> Audience, IReadOnlyList<(string Dimension, IReadOnlyList<string> Values)> Values)
{
    public static ItemColumns Of(IndexedItem item, int titleLength, int bodyLength)
    {
        var values = new List<(string, IReadOnlyList<string>)> { (IndexedItem.KindDimension, [item.Kind]) };
        foreach (var (dimension, found) in item.Facets)
        {
            if (found.Count > 0 && dimension != IndexedItem.KindDimension && !dimension.StartsWith('@'))
            {
                values.Add((dimension, found));
            }
        }

        if (!string.IsNullOrWhiteSpace(item.Speaker))
        {
            values.Add((ColumnWriter.SpeakerNames, [item.Speaker]));
        }

        var row = new ColumnRow
        {
            TitleLength = (byte)Math.Min(titleLength, byte.MaxValue),
            BodyLength = (ushort)Math.Min(bodyLength, ushort.MaxValue),
            Plays = Math.Max(item.Plays, 0),
            From = item.VisibleFrom?.UtcTicks ?? long.MinValue,
            Until = item.VisibleUntil?.UtcTicks ?? long.MaxValue,
            Published = item.PublishedAt.UtcTicks,
            VerifiedUntil = item.VerifiedUntil?.UtcTicks ?? 0,
        };
        return new ItemColumns(item.Id, row, item.Audience, values);
    }
}
