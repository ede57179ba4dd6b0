using System.Collections.Concurrent;
using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications.Following;

/// <summary>What a person follows, for the buttons on pages that are too quick for a query; re-read after three seconds.</summary>
public sealed class FollowedThings(IDbContextFactory<HubDbContext> databases, TimeProvider time)
{
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<int, (IReadOnlyDictionary<string, long> Follows, long ReadAt)> _follows = new();

    /// <summary>Number of the follow by its key.</summary>
    public async ValueTask<IReadOnlyDictionary<string, long>> ReadAsync(int personId, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (_follows.TryGetValue(personId, out var known) && time.GetElapsedTime(known.ReadAt, now) < Staleness) return known.Follows;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var follows = await database.Follows.AsNoTracking().Where(follow => follow.PersonId == personId).ToDictionaryAsync(follow => follow.Key, follow => follow.Id, cancellationToken);
        _follows[personId] = (follows, now);
        return follows;
    }

    public void Forget(int personId) => _follows.TryRemove(personId, out _);
}
