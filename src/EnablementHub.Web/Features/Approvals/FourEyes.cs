using EnablementHub.Data;
using EnablementHub.Features.Library;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals;

/// <summary>What leaves the company was approved, exactly as it is, by somebody other than its author (FIELD, Lifecycle).</summary>
public static class FourEyes
{
    /// <summary>A sentence on what is missing for that version; null: it may go out.</summary>
    public static async Task<string?> FindMissingAsync(HubDbContext database, int itemId, int versionNumber, int authorId, CancellationToken cancellationToken)
    {
        var round = await database.ApprovalRounds.AsNoTracking().Include(r => r.Reviewers).Where(r => r.ItemId == itemId && r.VersionNumber == versionNumber)
            .OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken);
        var outcome = round?.Outcome ?? ApprovalState.None;
        if (outcome == ApprovalState.Approved && round!.Reviewers.Any(reviewer => reviewer.Decision == Decision.Approved && reviewer.PersonId != authorId)) return null;
        return outcome switch
        {
            ApprovalState.Waiting => $"It is marked external, and version {versionNumber} still waits for its reviewers. Somebody other than its author must approve it first.",
            ApprovalState.ChangesAsked => $"It is marked external, and a reviewer asked for changes to version {versionNumber}. Make them, then ask for review again.",
            _ => $"It is marked external, so somebody other than its author must approve version {versionNumber} first. Ask for review.",
        };
    }
}
