using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Library;

/// <summary>The version that waits beside the live one, and the day on which it takes its place.</summary>
public sealed partial class Item
{
    /// <summary>
    /// First day, in the organisation's zone, on which readers see the pending version in place of the live one; null: no
    /// lead has chosen one. Whatever is written or asked about the pending version afterwards ends it, and so does a reviewer who wants it changed.
    /// </summary>
    public DateOnly? ChangeOn { get; private set; }

    /// <summary>The lead who chose the day.</summary>
    public int? ChangeById { get; private set; }

    /// <summary>The lead has checked that the pending version is right: with it the item is verified.</summary>
    public bool IsChangeVerified { get; private set; }

    /// <summary>Puts a new version beside the live one (or as the first one of a draft, in place of the empty one it was begun with).</summary>
    public void AddPending(ItemVersion version, DateTimeOffset now)
    {
        _versions.RemoveAll(begun => begun.Number == version.Number);
        _versions.Add(version);
        PendingNumber = version.Number;
        Approval = ApprovalState.None;
        EndSchedule();
        Touch(now);
    }

    public void DiscardPending(DateTimeOffset now)
    {
        if (LiveNumber is null) throw new InvalidOperationException("A draft's only version can't be discarded.");
        PendingNumber = null;
        Approval = ApprovalState.None;
        EndSchedule();
        Touch(now);
    }

    /// <summary>Begins or ends a round of reviewing the newest version.</summary>
    public void SetReviewing(bool isAsked, DateTimeOffset now)
    {
        Approval = isAsked ? ApprovalState.Waiting : ApprovalState.None;
        EndSchedule();
        Touch(now);
    }

    /// <summary>What reviewers said. The revision stays: nobody's text is out of date because of it. What must be changed first doesn't go live by itself.</summary>
    public void SetOutcome(ApprovalState outcome)
    {
        Approval = outcome;
        if (outcome == ApprovalState.ChangesAsked) EndSchedule();
    }

    /// <summary>Readers go on with the live version until the day begins. The caller has asked <c>PublishingRules</c> before.</summary>
    public void ScheduleChange(DateOnly day, int personId, bool isVerified, DateTimeOffset now)
    {
        if (PendingNumber is null || LiveNumber is null) throw new InvalidOperationException("Only a version that waits beside a live one can be given a day.");
        (ChangeOn, ChangeById, IsChangeVerified) = (day, personId, isVerified);
        Touch(now);
    }

    /// <summary>The day came and the pending version couldn't be published: it waits without a day again.</summary>
    public void GiveUpSchedule(DateTimeOffset now)
    {
        EndSchedule();
        Touch(now);
    }

    private void EndSchedule() => (ChangeOn, ChangeById, IsChangeVerified) = (null, null, false);

    private static void MapSchedule(EntityTypeBuilder<Item> item)
    {
        // The lead's number is no foreign key: people are never deleted, and adding one makes the embedded database copy its
        // greatest table outside of a transaction.
        // Few wait at any time, so the index stays as small as that.
        item.HasIndex(i => i.ChangeOn).HasFilter("ChangeOn IS NOT NULL");
    }
}
