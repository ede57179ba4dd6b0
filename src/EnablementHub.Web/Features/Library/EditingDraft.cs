using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Library;

/// <summary>What a person has typed into an item's editor and not saved yet, so that nothing typed is lost.</summary>
public sealed class EditingDraft
{
    public const int MaxFieldsLength = 600_000;

    public required int ItemId { get; init; }
    public Item Item { get; private set; } = null!;
    public required int PersonId { get; init; }

    /// <summary>The form's fields as JSON.</summary>
    public required string Fields { get; set; }

    /// <summary>The item's revision on which the person began.</summary>
    public required int BaseRevision { get; set; }

    public required DateTimeOffset SavedAt { get; set; }

    internal static void Map(EntityTypeBuilder<EditingDraft> draft)
    {
        draft.HasKey(d => new { d.ItemId, d.PersonId });
        draft.HasOne(d => d.Item).WithMany().HasForeignKey(d => d.ItemId).OnDelete(DeleteBehavior.Cascade);
        draft.HasIndex(d => d.PersonId);
    }
}
