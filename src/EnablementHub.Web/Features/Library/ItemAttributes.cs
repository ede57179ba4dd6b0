using EnablementHub.Features.People;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Library;

public sealed class ItemFacet
{
    public int ItemId { get; private set; }
    public required int FacetValueId { get; init; }
    public FacetValue FacetValue { get; private set; } = null!;

    internal static void Map(EntityTypeBuilder<ItemFacet> facet)
    {
        facet.HasKey(f => new { f.ItemId, f.FacetValueId });
        facet.HasOne(f => f.FacetValue).WithMany().HasForeignKey(f => f.FacetValueId).OnDelete(DeleteBehavior.Restrict);
        facet.HasIndex(f => f.FacetValueId);
    }
}

public sealed class ItemTag
{
    public int ItemId { get; private set; }
    public required string Tag { get; init; }

    internal static void Map(EntityTypeBuilder<ItemTag> tag)
    {
        tag.HasKey(t => new { t.ItemId, t.Tag });
        tag.Property(t => t.Tag).HasMaxLength(Item.MaxTagLength);
        tag.HasIndex(t => t.Tag);
    }
}

/// <summary>One entry of an item's audience: a grant token such as <c>role:rep</c> or <c>team:3</c> (see <see cref="Grants"/>).</summary>
public sealed class ItemAudience
{
    public int ItemId { get; private set; }
    public required string Grant { get; init; }

    internal static void Map(EntityTypeBuilder<ItemAudience> audience)
    {
        audience.HasKey(a => new { a.ItemId, a.Grant });
        audience.Property(a => a.Grant).HasMaxLength(Grants.MaxLength);
        audience.HasIndex(a => a.Grant);
    }
}
