using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Settings;
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
        var kept = await database.StoredSettings.AsNoTracking().SingleOrDefaultAsync(s => s.Name == UntilSetting, cancellationToken);
        var from = kept is null ? await FirstUseAsync(cancellationToken) ?? now : DateTimeOffset.Parse(kept.Value, CultureInfo.InvariantCulture);
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
        var setting = await database.StoredSettings.SingleOrDefaultAsync(s => s.Name == UntilSetting, cancellationToken);
        if (setting is null) database.Add(setting = new StoredSetting { Name = UntilSetting, Value = "" });
        setting.Value = until.ToString("O", CultureInfo.InvariantCulture);
        await database.SaveChangesAsync(cancellationToken);
    }
}
