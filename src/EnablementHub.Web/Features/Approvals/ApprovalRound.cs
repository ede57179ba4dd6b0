using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Approvals;

public enum Decision
{
    Waiting = 0,
    Approved = 1,
    ChangesAsked = 2,
}

/// <summary>
/// One version put before its reviewers. A round is in effect while it is the item's last one and about its newest version;
/// what reviewers say stands in their own rows, so that nobody overwrites anybody.
/// </summary>
public sealed class ApprovalRound
{
    public const int MaxReviewers = 20;
    public const int MaxWordsLength = 2_000;

    private readonly List<RoundReviewer> _reviewers = [];

    public int Id { get; private set; }
    public required int ItemId { get; init; }
    public Item Item { get; private set; } = null!;
    public required int VersionNumber { get; init; }
    public required int AskedById { get; init; }
    public Person AskedBy { get; private set; } = null!;
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>True: each of those who were asked must approve; false: one of them is enough.</summary>
    public required bool NeedsAll { get; init; }

    /// <summary>What the reviewers are asked to look at.</summary>
    public string Words { get; init; } = "";

    public IReadOnlyList<RoundReviewer> Reviewers => _reviewers;

    /// <summary>Whoever asks for changes holds it up, whatever the others said.</summary>
    public ApprovalState Outcome =>
        _reviewers.Exists(reviewer => reviewer.Decision == Decision.ChangesAsked) ? ApprovalState.ChangesAsked
        : (NeedsAll ? _reviewers.Where(reviewer => reviewer.WasAsked).All(reviewer => reviewer.Decision == Decision.Approved) : _reviewers.Exists(reviewer => reviewer.Decision == Decision.Approved)) ? ApprovalState.Approved
        : ApprovalState.Waiting;

    public void Ask(IEnumerable<int> personIds)
    {
        foreach (var id in personIds) _reviewers.Add(new RoundReviewer { PersonId = id, WasAsked = true });
    }

    /// <summary>Notes what a reviewer says, or a lead who joins them; false: they had said the same.</summary>
    public bool Decide(int personId, Decision decision, string words, DateTimeOffset now)
    {
        var row = _reviewers.Find(reviewer => reviewer.PersonId == personId);
        if (row is null) _reviewers.Add(row = new RoundReviewer { PersonId = personId, WasAsked = false });
        if (row.Decision == decision && row.Words == words) return false;
        (row.Decision, row.Words, row.DecidedAt) = (decision, words, now);
        return true;
    }

    internal static void Map(EntityTypeBuilder<ApprovalRound> round)
    {
        round.Property(r => r.Words).HasMaxLength(MaxWordsLength);
        round.Ignore(r => r.Outcome);
        round.HasOne(r => r.Item).WithMany().HasForeignKey(r => r.ItemId).OnDelete(DeleteBehavior.Cascade);
        round.HasOne(r => r.AskedBy).WithMany().HasForeignKey(r => r.AskedById).OnDelete(DeleteBehavior.Restrict);
        round.HasMany(r => r.Reviewers).WithOne().HasForeignKey(r => r.RoundId).OnDelete(DeleteBehavior.Cascade);
        round.HasIndex(r => new { r.ItemId, r.VersionNumber });
        round.HasIndex(r => r.AskedById);
    }
}

/// <summary>What one person says in one round.</summary>
public sealed class RoundReviewer
{
    public int RoundId { get; private set; }
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;

    /// <summary>False for a lead who decided unasked.</summary>
    public required bool WasAsked { get; init; }

    public Decision Decision { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string Words { get; set; } = "";

    internal static void Map(EntityTypeBuilder<RoundReviewer> reviewer)
    {
        reviewer.HasKey(r => new { r.RoundId, r.PersonId });
        reviewer.Property(r => r.Words).HasMaxLength(ApprovalRound.MaxWordsLength);
        reviewer.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        reviewer.HasIndex(r => new { r.PersonId, r.Decision });
    }
}
