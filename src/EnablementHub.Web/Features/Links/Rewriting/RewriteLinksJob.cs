using System.Diagnostics;
using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Rewriting;

/// <summary>Goes on with every rewriting that isn't finished, item by item; whatever a stopped node has left waits in the rows.</summary>
public sealed class RewriteLinksJob(HubDbContext database, RewritePlan plan, RewriteItem items, TimeProvider time) : IRecurringJob
{
    public const string JobName = "rewrite-links";
    private const int BatchSize = 200;

    /// <summary>Longer than a rewriting takes by itself.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Well within the lease of a job, so that no other node begins beside this one.</summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(2);

    public string Name => JobName;

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + MaxRun;
        while (time.GetUtcNow() < until
            && await database.LinkRewrites.AsNoTracking().Include(rewrite => rewrite.Rules).OrderBy(rewrite => rewrite.Id)
                .FirstOrDefaultAsync(rewrite => rewrite.State == RewriteState.Running || rewrite.State == RewriteState.Undoing, cancellationToken) is { } next)
        {
            await GoOnAsync(next, until, cancellationToken);
        }
    }

    private async Task GoOnAsync(LinkRewrite rewrite, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var isUndo = rewrite.State == RewriteState.Undoing;
        var open = isUndo ? RewrittenState.Done : RewrittenState.Waiting;
        var rules = await plan.ReadyAsync(rewrite.Rules, cancellationToken);
        while (time.GetUtcNow() < until)
        {
            var batch = await database.RewrittenItems.AsNoTracking().Where(row => row.RewriteId == rewrite.Id && row.State == open)
                .OrderBy(row => row.ItemId).Take(BatchSize).Select(row => row.ItemId).ToListAsync(cancellationToken);
            if (batch.Count == 0)
            {
                await FinishAsync(rewrite, isUndo, cancellationToken);
                return;
            }

            foreach (var itemId in batch)
            {
                var began = Stopwatch.GetTimestamp();
                await items.RunAsync(rewrite, rules, itemId, cancellationToken);

                // The embedded database has one writer at a time. An item that took long has waited for people who save, so they get a turn again.
                var took = Stopwatch.GetElapsedTime(began);
                if (took > Busy) await Task.Delay(took < MaxPause ? took : MaxPause, cancellationToken);
            }
        }
    }

    private Task FinishAsync(LinkRewrite rewrite, bool isUndo, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (from, to) = isUndo ? (RewriteState.Undoing, RewriteState.Undone) : (RewriteState.Running, RewriteState.Done);
        return database.LinkRewrites.Where(r => r.Id == rewrite.Id && r.State == from)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, to).SetProperty(r => r.FinishedAt, now), cancellationToken);
    }
}
