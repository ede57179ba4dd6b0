using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Trusting;

/// <summary>What naming a successor does to an item that readers still find.</summary>
public static class SupersededTrust
{
    /// <summary>Ends its verification when readers find the successor already; else that happens when they do. Part of the caller's unit; the caller saves.</summary>
    public static async Task EndTrustOfSupersededAsync(this HubDbContext database, Item item, int? by, OrganisationClock clock, CancellationToken cancellationToken)
    {
        if (item.State != PublicationState.Published || item.VerifiedAt is null || item.SuccessorId is not { } next) return;
        var title = await (from successor in database.Items.PublishedOn(clock.Today)
                           from version in successor.Versions
                           where successor.Id == next && version.Number == successor.LiveNumber
                           select version.Title).SingleOrDefaultAsync(cancellationToken);
        if (title is not null) database.TakeTrust(item, TrustReason.Superseded, clock.Today, clock.Now, by, $"“{title}” takes its place");
    }
}
