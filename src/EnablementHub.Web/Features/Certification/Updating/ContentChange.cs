using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Certification.Updating;

/// <summary>Something that certificates of one certification rest on got a major version. Holders are asked about it, after the lead had time to write questions.</summary>
public sealed class ContentChange
{
    /// <summary>Days that the lead has before holders are asked without questions.</summary>
    public const int DaysToPrepare = 2;

    public const int MaxQuestions = 2;

    private readonly List<ChangeQuestion> _questions = [];

    public int Id { get; private set; }
    public required int PlanId { get; init; }
    public CertificationPlan Plan { get; private set; } = null!;

    /// <summary>Not a foreign key: what people learned stays on record when the item goes.</summary>
    public required int ItemId { get; init; }
    public required int ToVersion { get; init; }
    public required string Title { get; init; }

    /// <summary>What changed, as its author said when it was published.</summary>
    public required string Note { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The day on which holders are asked at the latest.</summary>
    public required DateOnly AskOn { get; init; }

    /// <summary>When the holders were asked; null: the lead may still write questions.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    public int Revision { get; private set; }

    public IReadOnlyList<ChangeQuestion> Questions => _questions;

    public IReadOnlyList<ChangeQuestion> InOrder => [.. _questions.OrderBy(question => question.Position)];

    public void SetQuestions(IEnumerable<ChangeQuestion> questions)
    {
        if (AskedAt is not null) throw new InvalidOperationException("Questions don't change once they were asked.");
        _questions.Clear();
        _questions.AddRange(questions);
        Revision++;
    }

    public void Ask(DateTimeOffset now)
    {
        AskedAt = now;
        Revision++;
    }

    internal static void Map(EntityTypeBuilder<ContentChange> change)
    {
        change.ToTable("CertificationContentChanges");
        change.Property(c => c.Title).HasMaxLength(ItemVersion.MaxTitleLength);
        change.Property(c => c.Note).HasMaxLength(ItemVersion.MaxNoteLength);
        change.Property(c => c.Revision).IsConcurrencyToken();
        change.Ignore(c => c.InOrder);
        change.HasOne(c => c.Plan).WithMany().HasForeignKey(c => c.PlanId).OnDelete(DeleteBehavior.Restrict);
        change.HasIndex(c => new { c.PlanId, c.ItemId, c.ToVersion }).IsUnique();
        change.HasIndex(c => new { c.AskedAt, c.AskOn });
        change.HasMany(c => c.Questions).WithOne().HasForeignKey(q => q.ChangeId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A short question on a change, with one right answer.</summary>
public sealed class ChangeQuestion
{
    public const int MaxPromptLength = 300;
    public const int MaxChoiceLength = 200;
    public const int MinChoices = 2;
    public const int MaxChoices = 4;

    public int Id { get; private set; }
    public int ChangeId { get; private set; }
    public required int Position { get; init; }
    public required string Prompt { get; init; }

    /// <summary>One answer a line.</summary>
    public required string Choices { get; init; }

    /// <summary>Which line is right, from 0.</summary>
    public required int Correct { get; init; }

    public IReadOnlyList<string> Answers => Choices.Split('\n');

    internal static void Map(EntityTypeBuilder<ChangeQuestion> question)
    {
        question.ToTable("CertificationChangeQuestions");
        question.Property(q => q.Prompt).HasMaxLength(MaxPromptLength);
        question.Property(q => q.Choices).HasMaxLength(MaxChoices * (MaxChoiceLength + 1));
        question.Ignore(q => q.Answers);
    }
}

/// <summary>One holder is asked about a change. The certificate stays valid meanwhile, marked with the day by which it is due.</summary>
public sealed class CertificateUpdate
{
    public int Id { get; private set; }
    public required int ChangeId { get; init; }
    public ContentChange Change { get; private set; } = null!;
    public required int CertificateId { get; init; }
    public Certificate Certificate { get; private set; } = null!;
    public required int PersonId { get; init; }
    public required DateOnly DueOn { get; init; }

    /// <summary>The version that the certificate rests on, so that the page shows exactly what is new to its holder.</summary>
    public required int FromVersion { get; init; }
    public DateOnly? RemindOn { get; set; }
    public int Attempts { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Over without an answer: a later change, or a new certificate, took its place.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }
    public int Revision { get; private set; }

    public bool IsOpen => DoneAt is null && ClosedAt is null;

    public void Miss()
    {
        Attempts++;
        Revision++;
    }

    public void Finish(DateTimeOffset now)
    {
        Attempts++;
        DoneAt = now;
        RemindOn = null;
        Revision++;
    }

    public void Close(DateTimeOffset now)
    {
        ClosedAt = now;
        RemindOn = null;
        Revision++;
    }

    internal static void Map(EntityTypeBuilder<CertificateUpdate> update)
    {
        update.ToTable("CertificateUpdates");
        update.Property(u => u.Revision).IsConcurrencyToken();
        update.Ignore(u => u.IsOpen);
        update.HasOne(u => u.Change).WithMany().HasForeignKey(u => u.ChangeId).OnDelete(DeleteBehavior.Restrict);
        update.HasOne(u => u.Certificate).WithMany().HasForeignKey(u => u.CertificateId).OnDelete(DeleteBehavior.Restrict);
        update.HasOne<Person>().WithMany().HasForeignKey(u => u.PersonId).OnDelete(DeleteBehavior.Restrict);
        update.HasIndex(u => new { u.ChangeId, u.CertificateId }).IsUnique();
        update.HasIndex(u => new { u.PersonId, u.DoneAt, u.ClosedAt });
        update.HasIndex(u => u.RemindOn);
    }
}
