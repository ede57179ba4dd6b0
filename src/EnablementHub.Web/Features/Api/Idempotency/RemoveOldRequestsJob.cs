using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Api.Idempotency;

/// <summary>Answers of yesterday are given to nobody any more.</summary>
internal sealed class RemoveOldRequestsJob(IDbContextFactory<HubDbContext> databases, TimeProvider time) : IRecurringJob
{
    public string Name => "remove-old-api-requests";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        await database.IdempotencyRecords.Where(record => record.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
    }
}
