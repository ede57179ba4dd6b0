using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Links.Rewriting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Links.Places;

/// <summary>A place outside of the texts of items that a rewriting led elsewhere, or had to leave: what has become of it, and what it takes to undo that.</summary>
public sealed class RewrittenPlace
{
    public const int MaxKindLength = 40;
    public const int MaxFieldLength = 40;
    public const int MaxWhatLength = 40;
    public const int MaxTitleLength = 200;
    public const int MaxAddressLength = 200;

    public long Id { get; private set; }
    public int RewriteId { get; set; }

    /// <summary>With <see cref="PlaceId"/> a <see cref="PlaceKey"/>.</summary>
    public required string Kind { get; init; }
    public required int PlaceId { get; init; }
    public required string What { get; init; }
    public required string Title { get; init; }

    /// <summary>The page on which it is seen.</summary>
    public required string Address { get; init; }

    /// <summary>For a place that names an item.</summary>
    public int? FromItemId { get; init; }
    public int? ToItemId { get; init; }

    /// <summary>For a place that says an address: the column, and all that it said and says.</summary>
    public string Field { get; init; } = "";
    public string Before { get; init; } = "";
    public string After { get; init; } = "";

    public required RewrittenState State { get; set; }
    public string Problem { get; set; } = "";

    public PlaceKey Place => new(Kind, PlaceId);

    internal static void Map(EntityTypeBuilder<RewrittenPlace> place)
    {
        place.Property(p => p.Kind).HasMaxLength(MaxKindLength);
        place.Property(p => p.What).HasMaxLength(MaxWhatLength);
        place.Property(p => p.Title).HasMaxLength(MaxTitleLength);
        place.Property(p => p.Address).HasMaxLength(MaxAddressLength);
        place.Property(p => p.Field).HasMaxLength(MaxFieldLength);
        place.Property(p => p.Problem).HasMaxLength(RewrittenItem.MaxProblemLength);
        place.Ignore(p => p.Place);
        place.HasIndex(p => new { p.RewriteId, p.State });
        place.HasOne<LinkRewrite>().WithMany().HasForeignKey(p => p.RewriteId).OnDelete(DeleteBehavior.Cascade);
    }
}
