using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Quizzes.Regrading;

/// <summary>What is done about a question that was wrong. The numbers are stored.</summary>
public enum RegradeKind
{
    /// <summary>Another answer counts as right, too.</summary>
    AcceptAlso = 1,

    /// <summary>The question counts for nobody.</summary>
    Drop = 2,

    /// <summary>Everybody who was asked gets its points.</summary>
    AllRight = 3,
}

/// <summary>A correction of one question, with who made it and why. It holds for what was taken and for what will be.</summary>
public sealed class Regrade
{
    public const int MaxReasonLength = 500;

    private readonly List<RegradeQuestion> _questions = [];
    private readonly List<RegradedAttempt> _attempts = [];

    public int Id { get; private set; }
    public required int QuizId { get; init; }
    public required int QuestionKey { get; init; }
    public required RegradeKind Kind { get; init; }

    /// <summary>The answer that counts as right, too; empty for the other kinds.</summary>
    public required string Answer { get; init; }
    public required string Reason { get; init; }
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required DateTimeOffset At { get; init; }

    /// <summary>The question in each version in which it said the same.</summary>
    public IReadOnlyList<RegradeQuestion> Questions => _questions;

    /// <summary>Attempts that it was looked at for, with what they had and have.</summary>
    public IReadOnlyList<RegradedAttempt> Attempts => _attempts;

    public void Add(RegradeQuestion question) => _questions.Add(question);

    public void Add(RegradedAttempt attempt) => _attempts.Add(attempt);

    internal static void Map(EntityTypeBuilder<Regrade> regrade)
    {
        regrade.Property(r => r.Answer).HasMaxLength(AttemptAnswer.MaxGivenLength);
        regrade.Property(r => r.Reason).HasMaxLength(MaxReasonLength);
        regrade.HasOne<Quiz>().WithMany().HasForeignKey(r => r.QuizId).OnDelete(DeleteBehavior.Restrict);
        regrade.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        regrade.HasMany(r => r.Questions).WithOne().HasForeignKey(q => q.RegradeId).OnDelete(DeleteBehavior.Cascade);
        regrade.HasMany(r => r.Attempts).WithOne().HasForeignKey(a => a.RegradeId).OnDelete(DeleteBehavior.Cascade);
        regrade.HasIndex(r => new { r.QuizId, r.At });
    }
}

public sealed class RegradeQuestion
{
    public int RegradeId { get; init; }
    public required int QuestionId { get; init; }

    internal static void Map(EntityTypeBuilder<RegradeQuestion> question)
    {
        question.HasKey(q => new { q.RegradeId, q.QuestionId });
        question.HasOne<QuizQuestion>().WithMany().HasForeignKey(q => q.QuestionId).OnDelete(DeleteBehavior.Restrict);
        question.HasIndex(q => q.QuestionId);
    }
}

/// <summary>What an attempt had before and has after; the same twice where the correction would have lowered it.</summary>
public sealed class RegradedAttempt
{
    public int RegradeId { get; init; }
    public required int AttemptId { get; init; }
    public QuizAttempt Attempt { get; private set; } = null!;
    public required double ScoreBefore { get; init; }
    public required double ScoreAfter { get; init; }
    public required bool PassedBefore { get; init; }
    public required bool PassedAfter { get; init; }

    internal static void Map(EntityTypeBuilder<RegradedAttempt> attempt)
    {
        attempt.HasKey(a => new { a.RegradeId, a.AttemptId });
        attempt.HasOne(a => a.Attempt).WithMany().HasForeignKey(a => a.AttemptId).OnDelete(DeleteBehavior.Restrict);
        attempt.HasIndex(a => a.AttemptId);
    }
}
