using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications;

/// <summary>Notices are news; half a year later they are none.</summary>
internal sealed class RemoveOldNoticesJob(IDbContextFactory<HubDbContext> databases, TimeProvider time) : IRecurringJob
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    public string Name => "remove-old-notices";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var before = time.GetUtcNow() - Kept;
        await database.Notices.Where(notice => notice.CreatedAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
