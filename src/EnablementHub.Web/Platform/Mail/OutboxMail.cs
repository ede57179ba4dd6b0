using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Platform.Mail;

/// <summary>A mail to be sent; written in the same transaction as its cause, sent by a job, so never lost and never twice.</summary>
public sealed class OutboxMail
{
    public const int MaxSubjectLength = 200;
    public const int MaxErrorLength = 500;
    public const int MaxUrlLength = 1_000;

    public int Id { get; private set; }

    /// <summary>Stays the same over every attempt.</summary>
    public required string MessageId { get; init; }

    public required string To { get; init; }
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The person, for mails that count as one of the day's and week's; null for those that don't.</summary>
    public int? RecipientId { get; init; }

    /// <summary>The day of the recipient's zone on which it counts. One mail a recipient and day: the database holds that.</summary>
    public DateOnly? CountsOn { get; init; }

    /// <summary>Where one request ends mails of this sort (RFC 8058); null for those that can't be ended.</summary>
    public string? UnsubscribeUrl { get; init; }

    public DateTimeOffset? SentAt { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>Until then one node is sending it. It dies with the node: afterwards another one tries, with the same message id.</summary>
    public DateTimeOffset? ClaimedUntil { get; private set; }

    /// <summary>When it turned out that it can't be delivered.</summary>
    public DateTimeOffset? GaveUpAt { get; private set; }

    public string LastError { get; private set; } = "";

    internal static void Map(EntityTypeBuilder<OutboxMail> mail)
    {
        mail.Property(m => m.MessageId).HasMaxLength(100);
        mail.HasIndex(m => m.MessageId).IsUnique();
        mail.Property(m => m.To).HasMaxLength(256);
        mail.Property(m => m.Subject).HasMaxLength(MaxSubjectLength);
        mail.Property(m => m.LastError).HasMaxLength(MaxErrorLength);
        mail.Property(m => m.UnsubscribeUrl).HasMaxLength(MaxUrlLength);
        mail.HasIndex(m => new { m.RecipientId, m.CountsOn }).IsUnique();

        // What waits only, so it stays as small as that.
        mail.HasIndex(m => m.NextAttemptAt).HasFilter("SentAt IS NULL AND GaveUpAt IS NULL");
        mail.HasIndex(m => m.GaveUpAt).HasFilter("GaveUpAt IS NOT NULL");
        mail.HasIndex(m => m.SentAt).HasFilter("SentAt IS NOT NULL");
    }
}
