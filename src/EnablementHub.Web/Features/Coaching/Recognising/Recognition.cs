using EnablementHub.Features.Learning;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Coaching.Recognising;

public enum RecognitionKind
{
    Kudos = 1,

    /// <summary>What somebody did with what they had learned, and what came of it.</summary>
    Story = 2,
}

/// <summary>Thanks or praise that everybody may read, with the training behind it.</summary>
public sealed class Recognition
{
    public const int MaxTextLength = 1000;

    public int Id { get; private set; }
    public required RecognitionKind Kind { get; init; }

    /// <summary>Who is praised.</summary>
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required int AuthorId { get; init; }
    public Person Author { get; private set; } = null!;
    public required string Text { get; set; }
    public LearningKind? TargetKind { get; private set; }
    public int? TargetId { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RemovedAt { get; private set; }
    public int Revision { get; private set; }

    /// <summary>The training or the item behind it; null: none was named.</summary>
    public LearningKey? Target
    {
        get => TargetKind is { } kind && TargetId is { } id ? new LearningKey(kind, id) : null;
        set => (TargetKind, TargetId) = (value?.Kind, value?.Id);
    }

    public void Touch() => Revision++;

    public void Remove(DateTimeOffset now)
    {
        RemovedAt = now;
        Revision++;
    }

    internal static void Map(EntityTypeBuilder<Recognition> recognition)
    {
        recognition.Property(r => r.Text).HasMaxLength(MaxTextLength);
        recognition.Property(r => r.Revision).IsConcurrencyToken();
        recognition.Ignore(r => r.Target);
        recognition.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        recognition.HasOne(r => r.Author).WithMany().HasForeignKey(r => r.AuthorId).OnDelete(DeleteBehavior.Restrict);
        recognition.HasIndex(r => new { r.RemovedAt, r.CreatedAt });
        recognition.HasIndex(r => new { r.PersonId, r.CreatedAt });
    }
}
