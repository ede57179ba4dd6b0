using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Platform.Mail;

/// <summary>A mail to be sent; written in the same transaction as its cause, sent by a job, so never lost and never twice.</summary>
public sealed class OutboxMail
{
    public const int MaxSubjectLength = 200;
    public const int MaxErrorLength = 500;

    public int Id { get; private set; }

    /// <summary>Stays the same over every attempt.</summary>
    public required string MessageId { get; init; }

    public required string To { get; init; }
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset NextAttemptAt { get; set; }
    public string LastError { get; set; } = "";

    internal static void Map(EntityTypeBuilder<OutboxMail> mail)
    {
        mail.Property(m => m.MessageId).HasMaxLength(100);
        mail.HasIndex(m => m.MessageId).IsUnique();
        mail.Property(m => m.To).HasMaxLength(256);
        mail.Property(m => m.Subject).HasMaxLength(MaxSubjectLength);
        mail.Property(m => m.LastError).HasMaxLength(MaxErrorLength);
        mail.HasIndex(m => new { m.SentAt, m.NextAttemptAt });
    }
}
