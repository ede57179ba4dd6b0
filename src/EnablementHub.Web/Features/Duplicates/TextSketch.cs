using EnablementHub.Features.Library;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Duplicates;

/// <summary>One number of an item's sample: the inverted index in which items that resemble each other meet.</summary>
public sealed class SketchEntry
{
    public required int ItemId { get; init; }
    public Item Item { get; private set; } = null!;
    public required long Hash { get; init; }

    internal static void Map(EntityTypeBuilder<SketchEntry> entry)
    {
        entry.HasKey(e => new { e.ItemId, e.Hash });
        entry.HasOne(e => e.Item).WithMany().HasForeignKey(e => e.ItemId).OnDelete(DeleteBehavior.Cascade);
        entry.HasIndex(e => e.Hash);
    }
}

/// <summary>What an item's text was when it was compared: a change of anything else compares nothing.</summary>
public sealed class SketchedText
{
    public required int ItemId { get; init; }
    public Item Item { get; private set; } = null!;

    /// <summary>Of all its runs; see <see cref="Shingles.Fingerprint"/>.</summary>
    public required long Fingerprint { get; set; }

    internal static void Map(EntityTypeBuilder<SketchedText> text)
    {
        text.HasKey(t => t.ItemId);
        text.Property(t => t.ItemId).ValueGeneratedNever();
        text.HasOne(t => t.Item).WithMany().HasForeignKey(t => t.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Two items that say nearly the same; the smaller number first. No foreign keys: what is deleted leaves with its change row.</summary>
public sealed class NearDuplicate
{
    public required int FirstId { get; init; }
    public required int SecondId { get; init; }

    /// <summary>From 0 to 1.</summary>
    public required double Similarity { get; set; }

    /// <summary>Somebody looked and said that both are needed; until one of the texts changes.</summary>
    public bool IsDismissed { get; set; }

    internal static void Map(EntityTypeBuilder<NearDuplicate> pair)
    {
        pair.HasKey(p => new { p.FirstId, p.SecondId });
        pair.HasIndex(p => p.SecondId);
        pair.HasIndex(p => new { p.IsDismissed, p.Similarity });
    }
}
