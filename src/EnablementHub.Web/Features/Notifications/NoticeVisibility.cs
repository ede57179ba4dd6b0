using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Shared.Components.Items;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications;

/// <summary>A notice outlives its moment: whoever lost sight of an item must not read its title here.</summary>
internal sealed class NoticeVisibility
{
    private readonly ItemReader _reader;
    private readonly Dictionary<int, Facts> _items;

    private NoticeVisibility(ItemReader reader, Dictionary<int, Facts> items) => (_reader, _items) = (reader, items);

    /// <summary>Looks up once what the notices are about.</summary>
    public static async Task<NoticeVisibility> ReadAsync(HubDbContext database, IEnumerable<NoticeRow> notices, ItemReader reader, CancellationToken cancellationToken)
    {
        var ids = notices.Select(notice => notice.ItemId).OfType<int>().Distinct().ToArray();
        var items = ids.Length == 0
            ? []
            : await database.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).InAudienceOf(reader)
                .Select(item => new Facts(item.Id, item.OwnerId, item.State, item.ReleaseOn, item.ExpireOn, item.VerifiedAt, item.ReviewDueOn)).ToDictionaryAsync(item => item.Id, cancellationToken);
        return new NoticeVisibility(reader, items);
    }

    /// <summary>Whether the person may read what the notice says.</summary>
    public bool Shows(NoticeRow notice) => notice.ItemId is not { } id || (_items.TryGetValue(id, out var item) && (MayOpen(item) || IsOwed(notice)));

    /// <summary>Whether it is worth a mail: nobody is sent the news of what has left the library meanwhile.</summary>
    public bool IsWorthAMail(NoticeRow notice) => Shows(notice) && (!IsNews(notice) || notice.ItemId is not { } id || _items[id].StatusOn(_reader.Today) == PublicationStatus.Published);

    /// <summary>The trust that stands in words beside a link to an item; null where the notice leads to none.</summary>
    public TrustStatus? TrustOf(NoticeRow notice) => Linked(notice) is { } item ? Item.Trust(item.VerifiedAt, item.ReviewDueOn, _reader.Today) : null;

    /// <summary>The same as a badge.</summary>
    public TrustMark? MarkOf(NoticeRow notice, DateTimeOffset now) => Linked(notice) is { } item ? TrustMark.For(item.VerifiedAt, item.ReviewDueOn, item.ExpireOn, _reader.Today, now, Item.DueWithinDays) : null;

    private Facts? Linked(NoticeRow notice) =>
        notice.ItemId is { } id && _items.TryGetValue(id, out var item) && item.StatusOn(_reader.Today) is PublicationStatus.Published ? item : null;

    /// <summary>As on the page of an item: readers learn of what is published, and of what was and has expired.</summary>
    private bool MayOpen(Facts item) => _reader.MayEdit(item.OwnerId) || item.StatusOn(_reader.Today) is PublicationStatus.Published or PublicationStatus.Expired;

    /// <summary>Who said that an item is out of date hears what came of it, above all that it was archived.</summary>
    private static bool IsOwed(NoticeRow notice) => notice.Kind == NoticeKind.ReportOutcome;

    private static bool IsNews(NoticeRow notice) => notice.Kind is NoticeKind.ItemChanged or NoticeKind.TopicChanged or NoticeKind.SavedSearchHit;

    private sealed record Facts(int Id, int OwnerId, PublicationState State, DateOnly? ReleaseOn, DateOnly? ExpireOn, DateTimeOffset? VerifiedAt, DateOnly? ReviewDueOn)
    {
        public PublicationStatus StatusOn(DateOnly today) => Item.Status(State, ReleaseOn, ExpireOn, today);
    }
}
