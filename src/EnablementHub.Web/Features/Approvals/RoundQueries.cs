using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals;

/// <summary>What several pages and writes of the room ask.</summary>
public static class RoundQueries
{
    /// <summary>Rounds that are the last one of an item and about its newest version, while reviewing goes on.</summary>
    public static IQueryable<ApprovalRound> InEffect(this HubDbContext database) => database.ApprovalRounds.Where(round =>
        round.Item.Approval != ApprovalState.None
        && round.VersionNumber == (round.Item.PendingNumber ?? round.Item.LiveNumber)
        && !database.ApprovalRounds.Any(later => later.ItemId == round.ItemId && later.Id > round.Id));

    /// <summary>Whether somebody was asked about the item's newest version, and so may see what isn't published.</summary>
    public static Task<bool> IsReviewerOfAsync(this HubDbContext database, int itemId, int personId, CancellationToken cancellationToken) =>
        database.InEffect().AnyAsync(round => round.ItemId == itemId && round.Reviewers.Any(reviewer => reviewer.PersonId == personId), cancellationToken);

    /// <summary>People who may be asked: those who write content and are still here.</summary>
    public static IQueryable<Person> PossibleReviewers(this HubDbContext database)
    {
        var roles = Capability.RolesWith(Capability.WriteContent);
        return database.Users.Where(person => person.DisabledAt == null && database.UserRoles.Any(given => given.UserId == person.Id
            && database.Roles.Any(role => role.Id == given.RoleId && roles.Contains(role.Name!))));
    }
}
