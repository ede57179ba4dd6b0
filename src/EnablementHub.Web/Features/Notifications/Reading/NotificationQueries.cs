using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Shared.Components;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications.Reading;

/// <summary>Reads a page of somebody's notices, the newest first: a fixed number of queries.</summary>
public sealed class NotificationQueries(HubDbContext database, UnreadCounts counts, TimeProvider time)
{
    public const int PageSize = 25;

    /// <summary>Farther back nobody looks; old notices are removed anyway.</summary>
    private const int MaxPage = 400;

    public async Task<NotificationsPage> ReadAsync(ItemReader reader, bool unreadOnly, int page, CancellationToken cancellationToken)
    {
        var personId = reader.Viewer.PersonId;
        var mine = database.Notices.AsNoTracking().Where(notice => notice.PersonId == personId);
        if (unreadOnly) mine = mine.Where(notice => notice.ReadAt == null);
        var total = await mine.CountAsync(cancellationToken);
        var last = Math.Clamp((total + PageSize - 1) / PageSize, 1, MaxPage);
        var shown = Math.Clamp(page, 1, last);
        var rows = await mine.OrderByDescending(notice => notice.Id).Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        var visible = await NoticeVisibility.ReadAsync(database, rows, reader, cancellationToken);
        return new NotificationsPage
        {
            Notices = [.. rows.Select(row => new ShownNotice(row.Id, row.Kind, visible.Shows(row) ? row.Text : null, row.Address, visible.MarkOf(row, time.GetUtcNow()), row.CreatedAt, row.ReadAt is not null))],
            UnreadOnly = unreadOnly,
            Unread = await counts.ReadAsync(personId),
            Pages = new PagerModel(rows.Count == 0 ? 0 : (shown - 1) * PageSize + 1, (shown - 1) * PageSize + rows.Count, total,
                shown > 1 ? Address(unreadOnly, shown - 1) : null, shown < last ? Address(unreadOnly, shown + 1) : null),
            Newest = await database.Notices.Where(notice => notice.PersonId == personId).MaxAsync(notice => (long?)notice.Id, cancellationToken) ?? 0,
        };
    }

    private static string Address(bool unreadOnly, int page) =>
        string.Create(CultureInfo.InvariantCulture, $"{NotificationsController.Path}?{(unreadOnly ? "show=unread&" : "")}page={page}");
}
