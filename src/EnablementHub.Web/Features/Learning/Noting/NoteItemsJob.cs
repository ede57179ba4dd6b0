using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Learning.Noting;

/// <summary>Takes what was used since its last turn into the ledger; a hub that is older than the ledger is caught up day by day.</summary>
internal sealed class NoteItemsJob(HubDbContext database, NoteItems note, TimeProvider time) : IRecurringJob
{
    private const string UntilSetting = "learning.noted-until";

    /// <summary>Use is written in batches a moment after it happened; what is looked at twice is noted once.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(1);

    public string Name => "learning-items";

    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var from = await database.ReadInstantAsync(UntilSetting, cancellationToken) ?? await FirstUseAsync(cancellationToken) ?? now;
        while (true)
        {
            // Past the present as well: a clock that was set back must not hide what players report now.
            var until = now - from > LongestSpan ? from + LongestSpan : DateTimeOffset.MaxValue;
            await note.RunAsync(from - Overlap, until, cancellationToken);
            from = until < now ? until : now;
            await KeepAsync(from, cancellationToken);
            if (until >= now) return;
        }
    }

    private async Task<DateTimeOffset?> FirstUseAsync(CancellationToken cancellationToken)
    {
        var used = await database.UsageEvents.OrderBy(use => use.At).Select(use => (DateTimeOffset?)use.At).FirstOrDefaultAsync(cancellationToken);
        var played = await database.WatchProgress.OrderBy(progress => progress.LastAt).Select(progress => (DateTimeOffset?)progress.LastAt).FirstOrDefaultAsync(cancellationToken);
        return played is null || used < played ? used ?? played : played;
    }

    private async Task KeepAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        await database.KeepSettingAsync(UntilSetting, until, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }
}
