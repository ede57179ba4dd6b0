using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Approvals;

/// <summary>Words about a version: about the whole, a passage of its text or a moment of its recording, or an answer to such words.</summary>
public sealed class ApprovalComment
{
    public const int MaxTextLength = 2_000;
    public const int MaxQuoteLength = 500;

    public int Id { get; private set; }
    public required int ItemId { get; init; }
    public Item Item { get; private set; } = null!;
    public required int VersionNumber { get; init; }
    public required int AuthorId { get; init; }
    public Person Author { get; private set; } = null!;
    public required DateTimeOffset At { get; init; }
    public required string Text { get; init; }

    /// <summary>The passage as it stood there; empty for none.</summary>
    public string Quote { get; init; } = "";

    /// <summary>The moment in seconds; null for none.</summary>
    public double? Moment { get; init; }

    /// <summary>The comment that this one answers; answers are not answered again.</summary>
    public int? AnswersId { get; init; }

    public DateTimeOffset? ResolvedAt { get; set; }
    public int? ResolvedById { get; set; }

    internal static void Map(EntityTypeBuilder<ApprovalComment> comment)
    {
        comment.Property(c => c.Text).HasMaxLength(MaxTextLength);
        comment.Property(c => c.Quote).HasMaxLength(MaxQuoteLength);
        comment.HasOne(c => c.Item).WithMany().HasForeignKey(c => c.ItemId).OnDelete(DeleteBehavior.Cascade);
        comment.HasOne(c => c.Author).WithMany().HasForeignKey(c => c.AuthorId).OnDelete(DeleteBehavior.Restrict);
        comment.HasIndex(c => new { c.ItemId, c.ResolvedAt });
    }
}
