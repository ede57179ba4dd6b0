using System.Runtime.InteropServices;

namespace EnablementHub.Features.Search.Engine.Columns;

/// <summary>What visibility and ranking need of one item, side by side in memory. Times are UTC ticks.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ColumnRow
{
    public int Id;
    public bool IsLive;
    public byte TitleLength;
    public ushort BodyLength;

    /// <summary>Ordinal of the audience in the snapshot's audiences; 0 is everyone.</summary>
    public int Audience;
    public int Plays;
    public long From;
    public long Until;
    public long Published;

    /// <summary>0 when it is not verified.</summary>
    public long VerifiedUntil;
}

/// <summary>256 items. A page that a reader can see is never changed: a change copies it.</summary>
internal sealed class ColumnPage
{
    public const int Bits = 8;
    public const int Length = 1 << Bits;
    public const int Mask = Length - 1;

    public ColumnPage(int dimensions)
    {
        Dimensions = dimensions;
        Rows = new ColumnRow[Length];
        Sets = new int[Length * dimensions];
    }

    private ColumnPage(ColumnPage source, int dimensions)
    {
        Dimensions = dimensions;
        Rows = (ColumnRow[])source.Rows.Clone();
        if (dimensions == source.Dimensions)
        {
            Sets = (int[])source.Sets.Clone();
            return;
        }

        Sets = new int[Length * dimensions];
        for (var row = 0; row < Length; row++)
        {
            source.Sets.AsSpan(row * source.Dimensions, source.Dimensions).CopyTo(Sets.AsSpan(row * dimensions));
        }
    }

    /// <summary>How many dimensions were known when the page was written; in later ones its items have no value.</summary>
    public int Dimensions { get; }

    public ColumnRow[] Rows { get; }

    /// <summary>For each item and dimension the ordinal of its set of values; 0 is none.</summary>
    public int[] Sets { get; }

    public ColumnPage Copy(int dimensions) => new(this, dimensions);
}
