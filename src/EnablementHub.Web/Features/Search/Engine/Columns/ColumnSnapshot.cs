namespace EnablementHub.Features.Search.Engine.Columns;

/// <summary>The columns as of one commit; never changes.</summary>
internal sealed class ColumnSnapshot(
    long commit,
    long watermark,
    int languages,
    int items,
    int slotCount,
    ColumnPage[] pages,
    DimensionView[] dimensions,
    Dictionary<string, int> dimensionOrdinals,
    string[][] audiences,
    int audienceCount)
{
    /// <summary>The number that the file carries for the same state.</summary>
    public long Commit { get; } = commit;

    public long Watermark { get; } = watermark;

    /// <summary>A bit for each <see cref="Analysis.StemmingLanguage"/> that items are written in.</summary>
    public int Languages { get; } = languages;

    public int Items { get; } = items;

    public int SlotCount { get; } = slotCount;

    public ColumnPage[] Pages { get; } = pages;

    public DimensionView[] Dimensions { get; } = dimensions;

    public ref readonly ColumnRow Row(int slot) => ref Pages[slot >> ColumnPage.Bits].Rows[slot & ColumnPage.Mask];

    /// <summary>The newer first, then the one that was there first, so that pages never overlap.</summary>
    public int CompareNewest(int left, int right)
    {
        ref readonly var leftRow = ref Row(left);
        ref readonly var rightRow = ref Row(right);
        return leftRow.Published != rightRow.Published ? rightRow.Published.CompareTo(leftRow.Published) : leftRow.Id.CompareTo(rightRow.Id);
    }

    public int Set(int slot, int dimension)
    {
        var page = Pages[slot >> ColumnPage.Bits];
        return dimension < page.Dimensions ? page.Sets[((slot & ColumnPage.Mask) * page.Dimensions) + dimension] : 0;
    }

    /// <returns>-1 when no item ever had a value in it.</returns>
    public int DimensionOf(string name) => dimensionOrdinals.GetValueOrDefault(name, -1);

    /// <summary>For each audience whether the viewer belongs to it; null when the viewer sees everything.</summary>
    public bool[]? Allowed(Visibility viewer)
    {
        if (viewer.SeesEverything)
        {
            return null;
        }

        var allowed = new bool[audienceCount];
        for (var audience = 0; audience < audienceCount; audience++)
        {
            allowed[audience] = viewer.MayFind(audiences[audience]);
        }

        return allowed;
    }
}
