namespace EnablementHub.Features.Library;

/// <summary>How states of approval are asked and read.</summary>
public static class ItemApproval
{
    /// <summary>Reviewers look at it, or it waits for publishing with their yes.</summary>
    public static bool IsInReview(this ApprovalState approval) => approval is ApprovalState.Waiting or ApprovalState.Approved;

    public static string Label(this ApprovalState approval) => approval switch
    {
        ApprovalState.Waiting => "In review",
        ApprovalState.ChangesAsked => "Changes asked for",
        ApprovalState.Approved => "Approved",
        _ => "",
    };
}
