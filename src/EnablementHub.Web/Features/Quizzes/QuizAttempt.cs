using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Quizzes;

public enum AttemptState
{
    Open = 0,
    Graded = 1,
}

/// <summary>
/// One person's way through one version of a quiz. Once graded, what was answered and what came of it first never change; a
/// regrading raises what counts and leaves its own rows.
/// </summary>
public sealed class QuizAttempt
{
    private readonly List<AttemptAnswer> _answers = [];

    public int Id { get; private set; }
    public required int QuizId { get; init; }
    public Quiz Quiz { get; private set; } = null!;
    public required int VersionId { get; init; }
    public QuizVersion Version { get; private set; } = null!;
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;

    /// <summary>The person's first, second, … of this quiz.</summary>
    public required int Number { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the time is over; null: no limit.</summary>
    public required DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>Which questions were drawn and in which order all stands follows from it, so that a reload shows the same.</summary>
    public required int Seed { get; init; }

    public AttemptState State { get; private set; }

    /// <summary>When it was handed in, or the deadline where nobody did.</summary>
    public DateTimeOffset? HandedInAt { get; private set; }
    public bool RanOutOfTime { get; private set; }

    /// <summary>Percent of the points at the first grading.</summary>
    public double? FirstScore { get; private set; }
    public bool FirstPassed { get; private set; }

    /// <summary>Percent of the points that counts: the first one, or what a regrading raised it to.</summary>
    public double? Score { get; private set; }
    public bool Passed { get; private set; }
    public int Revision { get; private set; }

    public IReadOnlyList<AttemptAnswer> Answers => _answers;

    public void Add(AttemptAnswer answer) => _answers.Add(answer);

    public void Grade(double score, bool passed, DateTimeOffset handedInAt, bool ranOutOfTime)
    {
        if (State != AttemptState.Open) throw new InvalidOperationException("An attempt is graded once.");
        (State, HandedInAt, RanOutOfTime) = (AttemptState.Graded, handedInAt, ranOutOfTime);
        (FirstScore, FirstPassed, Score, Passed) = (score, passed, score, passed);
        Revision++;
    }

    /// <summary>Nobody's score goes down, and nobody who has passed fails afterwards.</summary>
    public void Raise(double score, bool passed)
    {
        if (State != AttemptState.Graded) throw new InvalidOperationException("Only what was graded is regraded.");
        Score = Math.Max(Score ?? 0, score);
        Passed |= passed;
        Revision++;
    }

    internal static void Map(EntityTypeBuilder<QuizAttempt> attempt)
    {
        attempt.Property(a => a.Revision).IsConcurrencyToken();
        attempt.HasOne(a => a.Quiz).WithMany().HasForeignKey(a => a.QuizId).OnDelete(DeleteBehavior.Restrict);
        attempt.HasOne(a => a.Version).WithMany().HasForeignKey(a => a.VersionId).OnDelete(DeleteBehavior.Restrict);
        attempt.HasOne(a => a.Person).WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        attempt.HasMany(a => a.Answers).WithOne(a => a.Attempt).HasForeignKey(a => a.AttemptId).OnDelete(DeleteBehavior.Cascade);
        attempt.HasIndex(a => new { a.PersonId, a.QuizId, a.Number }).IsUnique();
        attempt.HasIndex(a => new { a.State, a.DeadlineAt });
        attempt.HasIndex(a => new { a.QuizId, a.State, a.HandedInAt });
    }
}

/// <summary>A question that an attempt got, and what was answered so far.</summary>
public sealed class AttemptAnswer
{
    public const int MaxGivenLength = 2000;

    public long Id { get; private set; }
    public int AttemptId { get; private set; }
    public QuizAttempt Attempt { get; private set; } = null!;
    public required int QuestionId { get; init; }
    public QuizQuestion Question { get; private set; } = null!;

    /// <summary>Place in the attempt, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>What was answered, as <see cref="Grading.GivenText"/> writes it; empty: nothing.</summary>
    public string Given { get; private set; } = "";
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Share of the question's points, 0 to 1, at the first grading; null while open, and for what was dropped before.</summary>
    public double? Share { get; private set; }

    public void Save(string given, DateTimeOffset now)
    {
        Given = given;
        SavedAt = now;
    }

    public void Grade(double? share) => Share = share;

    internal static void Map(EntityTypeBuilder<AttemptAnswer> answer)
    {
        answer.Property(a => a.Given).HasMaxLength(MaxGivenLength);
        answer.HasOne(a => a.Question).WithMany().HasForeignKey(a => a.QuestionId).OnDelete(DeleteBehavior.Restrict);
        answer.HasIndex(a => new { a.AttemptId, a.QuestionId }).IsUnique();
        answer.HasIndex(a => a.QuestionId);
    }
}

/// <summary>A lead lets somebody try once more than the quiz allows.</summary>
public sealed class ExtraAttempt
{
    public int Id { get; private set; }
    public required int QuizId { get; init; }
    public required int PersonId { get; init; }
    public required int GrantedById { get; init; }
    public required DateTimeOffset At { get; init; }

    internal static void Map(EntityTypeBuilder<ExtraAttempt> extra)
    {
        extra.HasOne<Quiz>().WithMany().HasForeignKey(e => e.QuizId).OnDelete(DeleteBehavior.Restrict);
        extra.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        extra.HasOne<Person>().WithMany().HasForeignKey(e => e.GrantedById).OnDelete(DeleteBehavior.Restrict);
        extra.HasIndex(e => new { e.PersonId, e.QuizId });
    }
}
