using EnablementHub.Features.Learning;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Training.Tasks;

/// <summary>Something done outside of the hub, told in it, and confirmed by somebody: an exercise, or a course elsewhere.</summary>
public sealed class TrainingTask
{
    public const int MaxKeyLength = 100;
    public const int MaxTitleLength = 160;
    public const int MaxWordsLength = 4000;
    public const int MaxProviderLength = 100;
    public const int MaxUrlLength = 500;
    public const int MaxMinutes = 10_000;

    public int Id { get; private set; }

    /// <summary>The name by which the seed finds it again; null for what was written here.</summary>
    public string? Key { get; init; }

    /// <summary><see cref="LearningKind.Exercise"/> or <see cref="LearningKind.ExternalCourse"/>.</summary>
    public required LearningKind Kind { get; init; }
    public required string Title { get; set; }

    /// <summary>What to do, or what the course is good for; plain text.</summary>
    public string Words { get; set; } = "";

    /// <summary>Who offers an external course.</summary>
    public string Provider { get; set; } = "";

    /// <summary>Where an external course is; null for exercises.</summary>
    public string? Url { get; set; }
    public int Minutes { get; set; }
    public TrainingState State { get; private set; }
    public required int OwnerId { get; init; }
    public Person Owner { get; private set; } = null!;

    /// <summary>Who confirms an exercise; null: any expert.</summary>
    public int? ConfirmerId { get; set; }
    public Person? Confirmer { get; private set; }

    /// <summary>Counts the changes of what is to be done once it was published.</summary>
    public int Version { get; private set; } = 1;
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; private set; }
    public int Revision { get; private set; }

    public LearningKey Target => new(Kind, Id);

    public void Touch(bool changesWhatIsToBeDone, DateTimeOffset now)
    {
        if (changesWhatIsToBeDone && State != TrainingState.Draft) Version++;
        ChangedAt = now;
        Revision++;
    }

    public void SetState(TrainingState state, DateTimeOffset now)
    {
        State = state;
        Touch(changesWhatIsToBeDone: false, now);
    }

    internal static void Map(EntityTypeBuilder<TrainingTask> task)
    {
        task.Property(t => t.Key).HasMaxLength(MaxKeyLength);
        task.HasIndex(t => t.Key).IsUnique();
        task.Property(t => t.Title).HasMaxLength(MaxTitleLength);
        task.Property(t => t.Words).HasMaxLength(MaxWordsLength);
        task.Property(t => t.Provider).HasMaxLength(MaxProviderLength);
        task.Property(t => t.Url).HasMaxLength(MaxUrlLength);
        task.Property(t => t.Revision).IsConcurrencyToken();
        task.Ignore(t => t.Target);
        task.HasOne(t => t.Owner).WithMany().HasForeignKey(t => t.OwnerId).OnDelete(DeleteBehavior.Restrict);
        task.HasOne(t => t.Confirmer).WithMany().HasForeignKey(t => t.ConfirmerId).OnDelete(DeleteBehavior.Restrict);
        task.HasIndex(t => new { t.State, t.Kind, t.ChangedAt });
    }
}
