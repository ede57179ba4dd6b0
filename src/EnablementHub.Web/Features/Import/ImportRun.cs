using EnablementHub.Features.People;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Import;

public enum ImportState
{
    /// <summary>The upload waits to be looked through; nothing is written by that.</summary>
    ToCheck = 0,
    Checked = 1,
    ToImport = 2,
    Done = 3,
    Failed = 4,
    Discarded = 5,
}

/// <summary>One import: who began it, how far it is, and what came of it.</summary>
public sealed class ImportRun
{
    public const int MaxNameLength = 200;
    public const int MaxSentenceLength = 500;

    public int Id { get; private set; }
    public required string Collection { get; init; }

    /// <summary>The folder or the uploaded file, as its owner calls it.</summary>
    public required string SourceName { get; init; }

    /// <summary>The upload in the store; null for a folder on the server, and once it isn't needed any more.</summary>
    public string? StoreKey { get; set; }
    public string Sha256 { get; set; } = "";
    public long Length { get; set; }

    /// <summary>Null: an operator at the command line.</summary>
    public int? PersonId { get; init; }
    public Person? Person { get; private set; }
    public required int OwnerId { get; init; }
    public required bool AsDrafts { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public ImportState State { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Files done, of <see cref="Total"/>.</summary>
    public int Done { get; set; }
    public int Total { get; set; }
    public int New { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public int Gone { get; set; }
    public int Refused { get; set; }

    /// <summary>How many things were not understood; of very many only the first are kept.</summary>
    public int Findings { get; set; }

    /// <summary>Why it failed.</summary>
    public string Sentence { get; set; } = "";
    public int Revision { get; set; }

    internal static void Map(EntityTypeBuilder<ImportRun> run)
    {
        run.Property(r => r.Collection).HasMaxLength(ImportedFile.MaxCollectionLength);
        run.Property(r => r.SourceName).HasMaxLength(MaxNameLength);
        run.Property(r => r.StoreKey).HasMaxLength(200);
        run.Property(r => r.Sha256).HasMaxLength(64);
        run.Property(r => r.Sentence).HasMaxLength(MaxSentenceLength);
        run.Property(r => r.Revision).IsConcurrencyToken();
        run.HasIndex(r => r.State);
        run.HasIndex(r => r.CreatedAt);
        run.HasIndex(r => r.StoreKey);
        run.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Something that an import didn't understand, with the place where it stands.</summary>
public sealed class ImportFinding
{
    public const int MaxKept = 20_000;
    public const int MaxSentenceLength = 500;

    public required int RunId { get; init; }

    /// <summary>Counted from 1, in the order of the report.</summary>
    public required int Position { get; init; }
    public required FindingKind Kind { get; init; }
    public required string Path { get; init; }

    /// <summary>Counted from 1; 0: the file as a whole.</summary>
    public required int Line { get; init; }
    public required string Sentence { get; init; }

    internal static void Map(EntityTypeBuilder<ImportFinding> finding)
    {
        finding.HasKey(f => new { f.RunId, f.Position });
        finding.Property(f => f.RunId).ValueGeneratedNever();
        finding.Property(f => f.Position).ValueGeneratedNever();
        finding.Property(f => f.Path).HasMaxLength(ImportedFile.MaxPathLength);
        finding.Property(f => f.Sentence).HasMaxLength(MaxSentenceLength);
        finding.HasIndex(f => new { f.RunId, f.Kind, f.Position });
        finding.HasOne<ImportRun>().WithMany().HasForeignKey(f => f.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>An upload that waits to be imported isn't an orphan.</summary>
internal sealed class ImportUploadRows : IStoredFileRows
{
    public IQueryable<StoredFileRow> In(Data.HubDbContext database) => database.ImportRuns.AsNoTracking().Where(run => run.StoreKey != null).OrderBy(run => run.Id)
        .Select(run => new StoredFileRow { StoreKey = run.StoreKey!, Sha256 = run.Sha256, Length = run.Length, Name = "Import " + run.Id + ": the file \"" + run.SourceName + "\"" });
}
