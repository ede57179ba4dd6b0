using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Quizzes;

public enum QuizState
{
    Draft = 0,
    Published = 1,

    /// <summary>Nobody begins it any more; what was taken stays.</summary>
    Retired = 2,
}

/// <summary>
/// A quiz: people take its live version, and changes wait in a pending one beside it. A version that was published is never
/// changed again, so that each attempt stays what it was.
/// </summary>
public sealed class Quiz
{
    public const int MaxKeyLength = 100;
    public const int MaxTopicLength = 100;

    private readonly List<QuizVersion> _versions = [];

    public int Id { get; private set; }

    /// <summary>The name by which the seed finds it again; null for what was written here.</summary>
    public string? Key { get; init; }

    public required int OwnerId { get; set; }
    public Person Owner { get; private set; } = null!;

    /// <summary>Value of the facet "topic"; empty for none.</summary>
    public string Topic { get; set; } = "";

    public QuizState State { get; private set; }

    /// <summary>The version that people take; null while none was published.</summary>
    public int? LiveNumber { get; private set; }

    /// <summary>The version that is being written; null: none.</summary>
    public int? PendingNumber { get; private set; }

    /// <summary>Number for the next question: it stays the same in every version, so that statistics follow the question.</summary>
    public int NextQuestionKey { get; private set; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; private set; }
    public int Revision { get; private set; }

    public IReadOnlyList<QuizVersion> Versions => _versions;

    public QuizVersion? Live => _versions.Find(version => version.Number == LiveNumber);

    public QuizVersion? Pending => _versions.Find(version => version.Number == PendingNumber);

    /// <summary>What its writers look at: the pending version, else the live one.</summary>
    public QuizVersion Newest => Pending ?? Live ?? throw new InvalidOperationException("The quiz's versions were not loaded.");

    public static Quiz Begin(int ownerId, string title, DateTimeOffset now, string? key = null)
    {
        var quiz = new Quiz { Key = key, OwnerId = ownerId, CreatedAt = now, PendingNumber = 1, ChangedAt = now };
        quiz._versions.Add(new QuizVersion { Number = 1, Title = title, CreatedAt = now, CreatedById = ownerId });
        return quiz;
    }

    /// <summary>The version to write in; begins one as a copy of the live version where none waits.</summary>
    public QuizVersion Write(int personId, DateTimeOffset now)
    {
        Touch(now);
        if (Pending is { } pending) return pending;
        var copy = Newest.Copy(LiveNumber!.Value + 1, personId, now);
        PendingNumber = copy.Number;
        _versions.Add(copy);
        return copy;
    }

    public QuizQuestion Add(QuizVersion version, QuizQuestion question)
    {
        question.Key = NextQuestionKey++;
        version.Add(question);
        return question;
    }

    public void Publish(int personId, DateTimeOffset now)
    {
        var version = Pending ?? throw new InvalidOperationException("Nothing waits to be published.");
        version.Publish(personId, now);
        (LiveNumber, PendingNumber, State) = (version.Number, null, QuizState.Published);
        Touch(now);
    }

    /// <summary>Takes the pending version away; people never saw it.</summary>
    public QuizVersion Discard(DateTimeOffset now)
    {
        if (LiveNumber is null || Pending is not { } pending) throw new InvalidOperationException("There is no pending version beside a live one.");
        _versions.Remove(pending);
        PendingNumber = null;
        Touch(now);
        return pending;
    }

    public void Retire(DateTimeOffset now) => Move(QuizState.Published, QuizState.Retired, now);

    public void Restore(DateTimeOffset now) => Move(QuizState.Retired, QuizState.Published, now);

    public void Touch(DateTimeOffset now)
    {
        ChangedAt = now;
        Revision++;
    }

    private void Move(QuizState from, QuizState to, DateTimeOffset now)
    {
        if (State != from) throw new InvalidOperationException($"A quiz that is {State} doesn't become {to}.");
        State = to;
        Touch(now);
    }

    internal static void Map(EntityTypeBuilder<Quiz> quiz)
    {
        quiz.Property(q => q.Key).HasMaxLength(MaxKeyLength);
        quiz.HasIndex(q => q.Key).IsUnique();
        quiz.Property(q => q.Topic).HasMaxLength(MaxTopicLength);
        quiz.Property(q => q.Revision).IsConcurrencyToken();
        quiz.Ignore(q => q.Live);
        quiz.Ignore(q => q.Pending);
        quiz.Ignore(q => q.Newest);
        quiz.HasOne(q => q.Owner).WithMany().HasForeignKey(q => q.OwnerId).OnDelete(DeleteBehavior.Restrict);
        quiz.HasMany(q => q.Versions).WithOne(v => v.Quiz).HasForeignKey(v => v.QuizId).OnDelete(DeleteBehavior.Cascade);
        quiz.HasIndex(q => new { q.State, q.Id });
        quiz.HasIndex(q => new { q.OwnerId, q.State });
    }
}
