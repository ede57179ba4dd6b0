using EnablementHub.Data;
using EnablementHub.Features.Clips;
using EnablementHub.Features.People;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Training;

/// <summary>A file that somebody handed in: what an exercise made, or the proof of a course elsewhere.</summary>
public sealed class TrainingFile
{
    /// <summary>Bytes; a scan or a slide deck fits, a recording belongs into a practice.</summary>
    public const long MaxLength = 25_000_000;

    public int Id { get; private set; }

    /// <summary>Where the file store keeps it.</summary>
    public required string StoreKey { get; init; }

    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    /// <summary>As found in the content, never as claimed by the sender.</summary>
    public required string ContentType { get; init; }
    public required string FileName { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
    public required int UploadedById { get; init; }

    internal static void Map(EntityTypeBuilder<TrainingFile> file)
    {
        file.Property(f => f.StoreKey).HasMaxLength(200);
        file.Property(f => f.Sha256).HasMaxLength(64);
        file.Property(f => f.ContentType).HasMaxLength(100);
        file.Property(f => f.FileName).HasMaxLength(MediaFile.MaxNameLength);
        file.HasOne<Person>().WithMany().HasForeignKey(f => f.UploadedById).OnDelete(DeleteBehavior.Restrict);
        file.HasIndex(f => f.StoreKey);
    }
}

internal sealed class TrainingFileRows : IStoredFileRows
{
    public IQueryable<StoredFileRow> In(HubDbContext database) => database.TrainingFiles.AsNoTracking().OrderBy(file => file.Id)
        .Select(file => new StoredFileRow { StoreKey = file.StoreKey, Sha256 = file.Sha256, Length = file.Length, Name = "Training: the file \"" + file.FileName + "\" (" + file.Id + ")" });
}
