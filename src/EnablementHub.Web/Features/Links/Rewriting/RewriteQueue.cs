using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Rewriting;

/// <summary>Lets the job begin at its next beat instead of its next turn.</summary>
public sealed class RewriteQueue(HubDbContext database, TimeProvider time)
{
    public Task BeginAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.JobRuns.Where(run => run.Name == RewriteLinksJob.JobName && run.NextRunAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.NextRunAt, now).SetProperty(run => run.Revision, run => run.Revision + 1), cancellationToken);
    }
}
