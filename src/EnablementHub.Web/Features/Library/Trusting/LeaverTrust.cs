using EnablementHub.Data;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Trusting;

/// <summary>What somebody's leaving does to what they vouched for.</summary>
public static class LeaverTrust
{
    /// <summary>Ends the verification of all that the person checks, and gives back what they claimed from a group. Part of the caller's unit; the caller saves.</summary>
    public static async Task EndTrustOfLeaverAsync(this HubDbContext database, int personId, int? by, OrganisationClock clock, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.Now, clock.Today);
        var items = await database.Items.Where(item => item.VerifiedAt != null && item.UntrustedReason == null && item.ReviewDueOn >= today
            && (item.VerifierId == personId || (item.VerifierId == null && item.VerifierTeamId == null && item.OwnerId == personId))).ToListAsync(cancellationToken);
        foreach (var item in items) database.TakeTrust(item, TrustReason.OwnerLeft, today, now, by);
        foreach (var item in await database.Items.Where(item => item.ClaimedById == personId).ToListAsync(cancellationToken)) item.ReleaseClaim();
    }
}
