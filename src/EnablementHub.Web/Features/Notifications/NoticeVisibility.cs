using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications;

/// <summary>A notice outlives its moment: whoever lost sight of an item must not read its title here.</summary>
internal static class NoticeVisibility
{
    /// <summary>Of the items that the notices are about, those that the person can open now.</summary>
    public static async Task<IReadOnlySet<int>> VisibleItemsAsync(this HubDbContext database, IEnumerable<NoticeRow> notices, ItemReader reader, CancellationToken cancellationToken)
    {
        var ids = notices.Select(notice => notice.ItemId).OfType<int>().Distinct().ToArray();
        if (ids.Length == 0) return new HashSet<int>();
        var items = database.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).InAudienceOf(reader);
        if (!reader.Manages)
        {
            // As on the page of an item: readers learn of what is published, and of what was and has expired.
            var own = reader.Writes ? reader.Viewer.PersonId : 0;
            items = items.Where(item => item.OwnerId == own || (item.State == PublicationState.Published && (item.ReleaseOn == null || item.ReleaseOn <= reader.Today)));
        }

        return (await items.Select(item => item.Id).ToListAsync(cancellationToken)).ToHashSet();
    }
}
