using EnablementHub.Features.Library;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Import;

/// <summary>Which file became which item, and what it said then: by this a later run finds what is new and what has changed.</summary>
public sealed class ImportedFile
{
    public const int MaxCollectionLength = 60;
    public const int MaxPathLength = 400;
    public const int HashLength = 43;

    public int Id { get; private set; }

    /// <summary>The name of the folder that was imported: two folders may hold files of the same path.</summary>
    public required string Collection { get; init; }

    /// <summary>Below the folder, with slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Null: the item was deleted in the hub, and stays away.</summary>
    public int? ItemId { get; set; }

    /// <summary>Of everything that the file gave the item's version; empty until that is written.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>Of the details as the file gave them. Who changed them in the hub keeps what they chose until the file says something new.</summary>
    public string DetailsHash { get; set; } = "";

    /// <summary>Number of the item's version that this file made last; a newer one is somebody's own.</summary>
    public int VersionNumber { get; set; }

    public DateTimeOffset ImportedAt { get; set; }

    internal static void Map(EntityTypeBuilder<ImportedFile> file)
    {
        file.Property(f => f.Collection).HasMaxLength(MaxCollectionLength);
        file.Property(f => f.Path).HasMaxLength(MaxPathLength);
        file.Property(f => f.ContentHash).HasMaxLength(HashLength);
        file.Property(f => f.DetailsHash).HasMaxLength(HashLength);
        file.HasIndex(f => new { f.Collection, f.Path }).IsUnique();
        file.HasIndex(f => f.ItemId);
        file.HasOne<Item>().WithMany().HasForeignKey(f => f.ItemId).OnDelete(DeleteBehavior.SetNull);
    }
}
