using EnablementHub.Data;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Clips;

/// <summary>A file in the store: a recording, or a document to download.</summary>
public sealed class MediaFile
{
    public const int MaxNameLength = 200;

    public int Id { get; private set; }

    /// <summary>The item it was uploaded for; whoever may see the item may have the file.</summary>
    public required int ItemId { get; init; }

    /// <summary>Where the file store keeps it.</summary>
    public required string StoreKey { get; init; }

    /// <summary>SHA-256 of the content, lower-case hexadecimal; also its ETag.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    /// <summary>As found in the content, never as claimed by the sender.</summary>
    public required string ContentType { get; init; }

    public required string FileName { get; init; }

    /// <summary>Seconds; null where it could not be measured.</summary>
    public double? DurationSeconds { get; init; }

    public bool HasVideo { get; init; }
    public bool HasAudio { get; init; }
    public int? Width { get; init; }
    public int? Height { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
    public required int UploadedById { get; init; }

    public bool IsPlayable => HasVideo || HasAudio;

    internal static void Map(EntityTypeBuilder<MediaFile> file)
    {
        file.Property(f => f.StoreKey).HasMaxLength(200);
        file.Property(f => f.Sha256).HasMaxLength(64);
        file.Property(f => f.ContentType).HasMaxLength(100);
        file.Property(f => f.FileName).HasMaxLength(MaxNameLength);
        file.HasIndex(f => f.ItemId);
        file.HasIndex(f => f.StoreKey);
        file.HasIndex(f => f.Sha256);
        file.Ignore(f => f.IsPlayable);
    }
}

internal sealed class MediaFileRows : IStoredFileRows
{
    public IQueryable<StoredFileRow> In(HubDbContext database) => database.MediaFiles.AsNoTracking().OrderBy(file => file.Id)
        .Select(file => new StoredFileRow { StoreKey = file.StoreKey, Sha256 = file.Sha256, Length = file.Length, Name = "Item " + file.ItemId + ": the file \"" + file.FileName + "\" (media " + file.Id + ")" });
}
