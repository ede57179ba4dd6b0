using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Library;

/// <summary>A place in the tree in which people browse. An item lies in one folder at most; its address doesn't depend on it.</summary>
public sealed class Folder
{
    public const int MaxNameLength = 120;
    public const int MaxPathLength = 400;

    public int Id { get; private set; }
    public int? ParentId { get; private set; }
    public Folder? Parent { get; private init; }

    /// <summary>As people read it.</summary>
    public required string Name { get; init; }

    /// <summary>The names from the top down to this folder, with slashes between; what lies below begins with it and a slash.</summary>
    public required string Path { get; init; }

    public static Folder Top(string name) => new() { Name = name, Path = name };

    public Folder Below(string name) => new() { Parent = this, Name = name, Path = Path + "/" + name };

    internal static void Map(EntityTypeBuilder<Folder> folder)
    {
        folder.Property(f => f.Name).HasMaxLength(MaxNameLength);
        folder.Property(f => f.Path).HasMaxLength(MaxPathLength);
        folder.HasIndex(f => f.Path).IsUnique();
        folder.HasIndex(f => new { f.ParentId, f.Name });
        folder.HasOne(f => f.Parent).WithMany().HasForeignKey(f => f.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Where an item lies.</summary>
public sealed class ItemFolder
{
    public required int ItemId { get; init; }
    public required int FolderId { get; set; }
    public Folder Folder { get; private set; } = null!;

    internal static void Map(EntityTypeBuilder<ItemFolder> place)
    {
        place.HasKey(p => p.ItemId);
        place.Property(p => p.ItemId).ValueGeneratedNever();
        place.HasOne<Item>().WithMany().HasForeignKey(p => p.ItemId).OnDelete(DeleteBehavior.Cascade);
        place.HasOne(p => p.Folder).WithMany().HasForeignKey(p => p.FolderId).OnDelete(DeleteBehavior.Restrict);
        place.HasIndex(p => p.FolderId);
    }
}
