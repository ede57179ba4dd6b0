using EnablementHub.Features.Library.Trusting;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Library;

/// <summary>
/// Who answers for an item, and how it gains and loses trust (FIELD, Lifecycle). The people and the group are not foreign
/// keys: people are never deleted, a group that goes is taken out, and the embedded database would write the table anew.
/// </summary>
public sealed partial class Item
{
    /// <summary>Who checks it; null: the group, and without one the owner.</summary>
    public int? VerifierId { get; private set; }

    /// <summary>The group of which one member claims the check.</summary>
    public int? VerifierTeamId { get; private set; }

    /// <summary>The member who claimed it; until the next verification.</summary>
    public int? ClaimedById { get; private set; }

    /// <summary>Who hears of it when the verifier doesn't act; null: the owner.</summary>
    public int? BackupId { get; set; }

    /// <summary>Why it is no longer verified; null while it is, and for what never was.</summary>
    public TrustReason? UntrustedReason { get; private set; }

    /// <summary>Until the end of that day the review queue leaves it alone. Trust doesn't wait.</summary>
    public DateOnly? ReviewPostponedTo { get; private set; }

    /// <summary>Day of the next reminder; null: nothing to remind of.</summary>
    public DateOnly? RemindOn { get; set; }

    public void SetVerifier(int? personId, int? teamId)
    {
        if (personId is not null && teamId is not null) throw new ArgumentException("Either a person or a group verifies an item.", nameof(teamId));
        if (teamId != VerifierTeamId || personId is not null) ClaimedById = null;
        VerifierId = personId;
        VerifierTeamId = teamId;
    }

    public void ClaimReview(int personId)
    {
        ClaimedById = personId;
        Revision++;
    }

    public void ReleaseClaim()
    {
        ClaimedById = null;
        Revision++;
    }

    /// <param name="reviewDueOn">The last day on which the verification holds.</param>
    public void Verify(int personId, DateTimeOffset now, DateOnly reviewDueOn)
    {
        VerifiedAt = now;
        VerifiedById = personId;
        ReviewDueOn = reviewDueOn;
        RemindOn = reviewDueOn.AddDays(-DueWithinDays);
        UntrustedReason = null;
        ReviewPostponedTo = null;
        ClaimedById = null;
        Touch(now);
    }

    /// <summary>Ends the verification, once. What readers find of the item's text has not changed, so its day of change stays.</summary>
    /// <returns>False when there was no trust to lose, or it is noted already.</returns>
    public bool LoseTrust(TrustReason reason, DateOnly today)
    {
        if (VerifiedAt is null || UntrustedReason is not null) return false;
        var isOver = ReviewDueOn < today;
        if (isOver != (reason == TrustReason.IntervalOver)) return false;
        if (!isOver)
        {
            ReviewDueOn = today.AddDays(-1);

            // Tomorrow, since people are told once a day.
            RemindOn = today.AddDays(1);
        }

        UntrustedReason = reason;
        Revision++;
        return true;
    }

    public void PostponeReview(DateOnly until)
    {
        ReviewPostponedTo = until;
        Revision++;
    }

    private static void MapTrust(EntityTypeBuilder<Item> item)
    {
        // What was noted falls out of the first range and what was reminded of out of the second: a pass costs what changed.
        item.HasIndex(i => new { i.UntrustedReason, i.ReviewDueOn });
        item.HasIndex(i => new { i.State, i.RemindOn });
    }
}
