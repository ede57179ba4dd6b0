using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Trusting;

/// <summary>Whose task the check of an item is.</summary>
public static class Reviewers
{
    /// <summary>From then on the backup is asked too, counted from the review date (FIELD, Lifecycle).</summary>
    public const int BackupAfterDays = 7;

    /// <summary>Items whose check is asked of a person: as verifier, as owner where nobody is named, as a member of the group unless somebody claimed it, and as backup once the verifier is late.</summary>
    public static IQueryable<Item> AskedOf(this IQueryable<Item> items, int personId, IReadOnlyCollection<int> teamIds, DateOnly today)
    {
        var late = today.AddDays(-BackupAfterDays);
        return items.Where(item =>
            item.VerifierId == personId
            || item.ClaimedById == personId
            || (item.VerifierTeamId != null && item.ClaimedById == null && teamIds.Contains(item.VerifierTeamId.Value))
            || (item.VerifierId == null && item.VerifierTeamId == null && item.OwnerId == personId)
            || (item.ReviewDueOn <= late && (item.BackupId == personId || (item.BackupId == null && item.OwnerId == personId))));
    }

    /// <summary>Beside the leads: the verifier, every member of the group, and the backup.</summary>
    public static async Task<bool> MayCheckAsync(this HubDbContext database, int itemId, int personId, CancellationToken cancellationToken) =>
        await database.Items.AnyAsync(
            item => item.Id == itemId && (item.VerifierId == personId || item.BackupId == personId || item.ClaimedById == personId
                || database.TeamMembers.Any(member => member.PersonId == personId && member.TeamId == item.VerifierTeamId)
                || (item.OwnerId == personId && (item.BackupId == null || (item.VerifierId == null && item.VerifierTeamId == null)))),
            cancellationToken);
}
