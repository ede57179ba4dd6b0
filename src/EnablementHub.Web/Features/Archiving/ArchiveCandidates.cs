using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Archiving;

/// <summary>What a rule would take today: unverified, and for so many days neither used, nor changed, nor published.</summary>
public static class ArchiveCandidates
{
    public static IQueryable<Item> TakenBy(this HubDbContext database, ItemKind? kind, int unusedDays, OrganisationClock clock)
    {
        var today = clock.Today;
        var since = today.AddDays(-unusedDays);
        var before = clock.StartOf(since);
        var items = database.Items.Where(item => item.State == PublicationState.Published).WithTrust(TrustStatus.Unverified, today);
        if (kind is { } only) items = items.Where(item => item.Kind == only);

        // What has no recording can't be played: there opening and downloading is use.
        return items.Where(item => item.PublishedAt < before && item.ChangedAt < before && (item.ReleaseOn == null || item.ReleaseOn < since)
            && !database.ItemDays.Any(day => day.ItemId == item.Id && day.Day >= since
                && (day.Plays > 0 || (item.Kind != ItemKind.Clip && item.Kind != ItemKind.TrainingVideo && (day.Views > 0 || day.Downloads > 0)))));
    }
}
