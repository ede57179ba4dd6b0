namespace EnablementHub.Features.Search.Engine.Columns;

/// <summary>What the columns take from one item. Audience and values are sorted lists in one string each, so that equal ones are equal strings.</summary>
internal sealed record ItemColumns(ColumnRow Row, string Audience, IReadOnlyList<(string Dimension, string Values)> Values)
{
    public const char Separator = '\u001F';

    public static ItemColumns Of(IndexedItem item, int titleLength, int bodyLength)
    {
        var values = new List<(string, string)> { (IndexedItem.KindDimension, item.Kind) };
        foreach (var (dimension, found) in item.Facets)
        {
            if (found.Count > 0 && dimension != IndexedItem.KindDimension && !dimension.StartsWith('@'))
            {
                values.Add((dimension, List(found)));
            }
        }

        if (!string.IsNullOrWhiteSpace(item.Speaker))
        {
            values.Add((ColumnWriter.SpeakerNames, item.Speaker));
        }

        var row = new ColumnRow
        {
            Id = item.Id,
            IsLive = true,
            TitleLength = (byte)Math.Min(titleLength, byte.MaxValue),
            BodyLength = (ushort)Math.Min(bodyLength, ushort.MaxValue),
            Plays = Math.Max(item.Plays, 0),
            From = item.VisibleFrom?.UtcTicks ?? long.MinValue,
            Until = item.VisibleUntil?.UtcTicks ?? long.MaxValue,
            Published = item.PublishedAt.UtcTicks,
            VerifiedUntil = item.VerifiedUntil?.UtcTicks ?? 0,
        };
        return new ItemColumns(row, List(item.Audience), values);
    }

    private static string List(IReadOnlyList<string> values) => values.Count switch
    {
        0 => "",
        1 => values[0],
        _ => string.Join(Separator, values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
    };
}
