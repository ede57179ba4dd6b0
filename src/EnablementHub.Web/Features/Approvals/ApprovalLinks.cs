namespace EnablementHub.Features.Approvals;

/// <summary>Addresses of the room's pages.</summary>
public static class ApprovalLinks
{
    public const string Start = "/approvals";
    public const string TopicReviewers = "/approvals/reviewers";

    public static string Round(int roundId) => FormattableString.Invariant($"/approvals/{roundId}");

    public static string Ask(int itemId) => FormattableString.Invariant($"/approvals/ask/{itemId}");

    /// <summary>Where an author reads and answers what reviewers wrote.</summary>
    public static string InEditor(int itemId) => FormattableString.Invariant($"/studio/{itemId}#review");
}
