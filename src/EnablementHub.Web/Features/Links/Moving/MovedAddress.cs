using EnablementHub.Features.Links.Graph;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Links.Moving;

/// <summary>An address that is kept for ever: whoever comes by it is led to an item. It outlives the item that once stood there.</summary>
public sealed class MovedAddress
{
    public const int MaxPathLength = 300;

    public int Id { get; private set; }

    /// <summary>As <see cref="LinkTarget.PathOf"/> writes it; <c>/items/4</c> for an item.</summary>
    public required string Path { get; init; }

    /// <summary>No foreign key: the item may be moved in its turn, or go.</summary>
    public required int ToItemId { get; set; }

    public required DateTimeOffset At { get; set; }
    public required int? PersonId { get; set; }

    /// <summary>The rewriting that came with it; undone together.</summary>
    public int? RewriteId { get; set; }

    public static string PathOfItem(int itemId) => FormattableString.Invariant($"/items/{itemId}");

    internal static void Map(EntityTypeBuilder<MovedAddress> moved)
    {
        moved.Property(m => m.Path).HasMaxLength(MaxPathLength);
        moved.HasIndex(m => m.Path).IsUnique();
        moved.HasIndex(m => m.ToItemId);
        moved.HasIndex(m => m.RewriteId);
    }
}

/// <summary>A section of an item that once had another anchor: links with the old one still land on it.</summary>
public sealed class MovedSection
{
    public required int ItemId { get; init; }
    public required string OldAnchor { get; init; }
    public required string NewAnchor { get; set; }
    public required DateTimeOffset At { get; set; }
    public required int? PersonId { get; set; }

    internal static void Map(EntityTypeBuilder<MovedSection> section)
    {
        section.HasKey(s => new { s.ItemId, s.OldAnchor });
        section.Property(s => s.OldAnchor).HasMaxLength(VersionLink.MaxAnchorLength);
        section.Property(s => s.NewAnchor).HasMaxLength(VersionLink.MaxAnchorLength);
    }
}
