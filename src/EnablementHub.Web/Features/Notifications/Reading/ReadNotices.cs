using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications.Reading;

/// <summary>Marks what a person has read.</summary>
public sealed class ReadNotices(HubDbContext database, UnreadCounts counts, TimeProvider time)
{
    /// <returns>False when the person has no such notice.</returns>
    public async Task<bool> RunAsync(int personId, long noticeId, CancellationToken cancellationToken)
    {
        await MarkAsync(database.Notices.Where(notice => notice.Id == noticeId && notice.PersonId == personId), personId, cancellationToken);
        return await database.Notices.AnyAsync(notice => notice.Id == noticeId && notice.PersonId == personId, cancellationToken);
    }

    /// <summary>All up to this one.</summary>
    /// <returns>How many were unread.</returns>
    public Task<int> RunForAllAsync(int personId, long newest, CancellationToken cancellationToken) =>
        MarkAsync(database.Notices.Where(notice => notice.PersonId == personId && notice.Id <= newest), personId, cancellationToken);

    private async Task<int> MarkAsync(IQueryable<NoticeRow> notices, int personId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var marked = await notices.Where(notice => notice.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(notice => notice.ReadAt, now), cancellationToken);
        counts.Forget(personId);
        return marked;
    }
}
