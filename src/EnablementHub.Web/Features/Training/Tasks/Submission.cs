using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Training.Tasks;

public enum SubmissionState
{
    Waiting = 0,
    SentBack = 1,
    Confirmed = 2,
}

/// <summary>What somebody told of a task, once. Sent back, they tell it anew, and this stays as it was.</summary>
public sealed class Submission
{
    public const int MaxReportLength = 4000;
    public const int MaxRemarkLength = 2000;

    public int Id { get; private set; }
    public required int TaskId { get; init; }
    public TrainingTask Task { get; private set; } = null!;

    /// <summary>The version of the task that was done, and its words then.</summary>
    public required int TaskVersion { get; init; }
    public required string TaskWords { get; init; }
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;

    /// <summary>From 1.</summary>
    public required int Attempt { get; init; }
    public required string Report { get; init; }

    /// <summary>When it was done, where the person said so; a course elsewhere has its own date.</summary>
    public DateOnly? DoneOn { get; init; }
    public int? FileId { get; init; }
    public TrainingFile? File { get; private set; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public SubmissionState State { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public int? DecidedById { get; private set; }
    public Person? DecidedBy { get; private set; }
    public string Remark { get; private set; } = "";
    public int Revision { get; private set; }

    public void Decide(bool isConfirmed, int personId, string remark, DateTimeOffset now)
    {
        if (State != SubmissionState.Waiting) throw new InvalidOperationException("It is decided already.");
        State = isConfirmed ? SubmissionState.Confirmed : SubmissionState.SentBack;
        DecidedById = personId;
        DecidedAt = now;
        Remark = remark;
        Revision++;
    }

    internal static void Map(EntityTypeBuilder<Submission> submission)
    {
        submission.ToTable("TrainingSubmissions");
        submission.Property(s => s.TaskWords).HasMaxLength(TrainingTask.MaxWordsLength);
        submission.Property(s => s.Report).HasMaxLength(MaxReportLength);
        submission.Property(s => s.Remark).HasMaxLength(MaxRemarkLength);
        submission.Property(s => s.Revision).IsConcurrencyToken();
        submission.HasOne(s => s.Task).WithMany().HasForeignKey(s => s.TaskId).OnDelete(DeleteBehavior.Restrict);
        submission.HasOne(s => s.Person).WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        submission.HasOne(s => s.DecidedBy).WithMany().HasForeignKey(s => s.DecidedById).OnDelete(DeleteBehavior.Restrict);
        submission.HasOne(s => s.File).WithMany().HasForeignKey(s => s.FileId).OnDelete(DeleteBehavior.Restrict);
        submission.HasIndex(s => new { s.TaskId, s.PersonId, s.Attempt }).IsUnique();
        submission.HasIndex(s => new { s.PersonId, s.State });
        submission.HasIndex(s => new { s.State, s.SubmittedAt });
    }
}
