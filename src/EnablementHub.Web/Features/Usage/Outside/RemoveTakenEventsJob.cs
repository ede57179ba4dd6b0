using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Usage.Outside;

/// <summary>Names of events are kept for as long as the events may be sent again, and then as long once more.</summary>
internal sealed class RemoveTakenEventsJob(IDbContextFactory<HubDbContext> databases, TimeProvider time) : IRecurringJob
{
    public string Name => "remove-taken-events";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var before = time.GetUtcNow() - (2 * OutsideEvent.MaxAge);
        await database.TakenEvents.Where(taken => taken.At < before).ExecuteDeleteAsync(cancellationToken);
    }
}
