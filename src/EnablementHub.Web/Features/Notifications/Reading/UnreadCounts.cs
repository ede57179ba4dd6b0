using System.Collections.Concurrent;
using System.Data.Common;
using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EnablementHub.Features.Notifications.Reading;

/// <summary>How much a person hasn't read: on every page, so asked once in three seconds at most, by an index that holds unread notices only.</summary>
public sealed class UnreadCounts(IDbContextFactory<HubDbContext> databases, TimeProvider time)
{
    /// <summary>Counting stops here; the bell then says "99+".</summary>
    public const int Most = 100;

    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<int, (int Count, long ReadAt)> _counts = new();

    public async ValueTask<int> ReadAsync(int personId)
    {
        var now = time.GetTimestamp();
        if (_counts.TryGetValue(personId, out var known) && time.GetElapsedTime(known.ReadAt, now) < Staleness) return known.Count;
        try
        {
            await using var database = await databases.CreateDbContextAsync();
            var count = await database.Notices.Where(notice => notice.PersonId == personId && notice.ReadAt == null).OrderBy(notice => notice.Id).Take(Most).CountAsync();
            _counts[personId] = (count, now);
            return count;
        }
        catch (Exception error) when (error is DbException or RetryLimitExceededException)
        {
            // The page that says that the database is away has a bell too.
            return 0;
        }
    }

    public void Forget(int personId) => _counts.TryRemove(personId, out _);
}
