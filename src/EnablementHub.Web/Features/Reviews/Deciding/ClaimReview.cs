using EnablementHub.Data;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Reviews.Deciding;

/// <summary>A member of the group takes a check upon themselves, so that the others need not.</summary>
public sealed class ClaimReview(HubDbContext database, OrganisationClock clock)
{
    public async Task<WriteResult> RunAsync(int itemId, int revision, Writer writer, CancellationToken cancellationToken = default)
    {
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (item.VerifierTeamId is not { } team || !await database.TeamMembers.AnyAsync(member => member.TeamId == team && member.PersonId == writer.PersonId, cancellationToken))
            return WriteResult.NotAllowed("Only a member of the group that checks this item can claim it.");
        if (item.ClaimedById == writer.PersonId) return WriteResult.Unchanged(item);
        if (item.ClaimedById is not null) return WriteResult.Invalid("", "Somebody else of the group has claimed it meanwhile.");
        if (item.Revision != revision) return WriteResult.Stale(item);
        item.ClaimReview(writer.PersonId);
        database.TrustEvents.Add(new TrustEvent { ItemId = itemId, At = clock.Now, PersonId = writer.PersonId, Kind = TrustEventKind.Claimed });
        database.LogAudit(writer.PersonId, ItemActions.ReviewClaimed, "item", itemId, clock.Now);
        return await database.StoreAsync(item, revision, cancellationToken);
    }
}
