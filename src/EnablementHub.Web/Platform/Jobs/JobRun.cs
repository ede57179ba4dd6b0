using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Platform.Jobs;

/// <summary>The state of one recurring job, shared by all nodes: whoever takes the lease runs it.</summary>
public sealed class JobRun
{
    public const int MaxNameLength = 60;
    public const int MaxErrorLength = 500;

    public required string Name { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public DateTimeOffset NextRunAt { get; set; }

    /// <summary>Until then the holder may work; after it another node takes over.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Empty when the last run went well.</summary>
    public string LastError { get; set; } = "";

    public int Revision { get; set; }

    internal static void Map(EntityTypeBuilder<JobRun> run)
    {
        run.HasKey(r => r.Name);
        run.Property(r => r.Name).HasMaxLength(MaxNameLength);
        run.Property(r => r.LastError).HasMaxLength(MaxErrorLength);
        run.Property(r => r.Revision).IsConcurrencyToken();
    }
}
