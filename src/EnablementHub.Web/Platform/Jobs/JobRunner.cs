using EnablementHub.Data;
using EnablementHub.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.Options;

namespace EnablementHub.Platform.Jobs;

/// <summary>Work that comes round again and again. Whatever it does must bear being started twice.</summary>
public interface IRecurringJob
{
    string Name { get; }

    TimeSpan Interval { get; }

    /// <summary>It may work for minutes: it runs beside the other jobs of its node, which don't wait for it.</summary>
    bool RunsApart => false;

    Task RunAsync(CancellationToken cancellationToken);
}

public static class JobFeature
{
    public static IServiceCollection AddRecurringJob<TJob>(this IServiceCollection services)
        where TJob : class, IRecurringJob
    {
        services.AddScoped<IRecurringJob, TJob>();
        return services;
    }
}

/// <summary>
/// Runs each recurring job when it is due. The lease in the job's row keeps two nodes from running it at once: who works
/// renews it, who stops gives it back, and when a node dies it runs out and another one takes the job over.
/// </summary>
public sealed partial class JobRunner(IServiceScopeFactory scopes, IDbContextFactory<HubDbContext> databases, IOptions<JobOptions> options, TimeProvider time, ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly TimeSpan _lease = TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>What runs beside the others, by the job's name.</summary>
    private readonly Dictionary<string, Task> _apart = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // The first beat belongs to those who wait for the hub to be ready; by the machine's clock, for it's about the machine's cores.
            await Task.Delay(Beat, TimeProvider.System, stoppingToken);
            using var timer = new PeriodicTimer(Beat, time);
            do await RunDueAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
        finally
        {
            await Task.WhenAll(_apart.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs every job that is due now, one after the other, and begins those that run apart.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var job in scope.ServiceProvider.GetServices<IRecurringJob>())
        {
            try
            {
                if (_apart.TryGetValue(job.Name, out var working) && !working.IsCompleted) continue;
                if (await TakeAsync(job, cancellationToken) is not { } turn) continue;
                if (job.RunsApart) _apart[job.Name] = Task.Run(() => RunApartAsync(job.Name, turn, cancellationToken), CancellationToken.None);
                else await RunAsync(job, turn, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                // The database is away or full: say so and try again at the next beat.
                JobStateUnavailable(error, job.Name);
            }
        }
    }

    /// <summary>With services of its own, since those of the beat are gone before it ends.</summary>
    private async Task RunApartAsync(string name, int turn, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await RunAsync(scope.ServiceProvider.GetServices<IRecurringJob>().Single(job => job.Name == name), turn, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            JobStateUnavailable(error, name);
        }
    }

    /// <returns>The number of this turn, which nobody else has; null when it isn't ours.</returns>
    private async Task<int?> TakeAsync(IRecurringJob job, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var run = await database.JobRuns.SingleOrDefaultAsync(r => r.Name == job.Name, cancellationToken);
        if (run is null) database.Add(run = new JobRun { Name = job.Name, NextRunAt = now });
        if (run.NextRunAt > now || run.LeaseUntil > now) return null;
        run.StartedAt = now;
        run.LeaseUntil = now + _lease;
        run.Revision++;
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return run.Revision;
        }
        catch (DbUpdateException)
        {
            return null; // Another node was quicker.
        }
    }

    private async Task RunAsync(IRecurringJob job, int turn, CancellationToken cancellationToken)
    {
        JobRuns(job.Name);
        var error = "";
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewal = RenewAsync(job, turn, lost, over.Token);
        try
        {
            await job.RunAsync(lost.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another node needn't wait for the lease to run out.
            await EndAsync(job, turn, set => set.SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null));
            throw;
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            JobFailed(failure, job.Name);
            error = failure.Message.Length > JobRun.MaxErrorLength ? failure.Message[..JobRun.MaxErrorLength] : failure.Message;
        }
        finally
        {
            await over.CancelAsync();
            await renewal;
        }

        var now = time.GetUtcNow();
        await EndAsync(job, turn, set => set.SetProperty(r => r.FinishedAt, now)
            .SetProperty(r => r.NextRunAt, now + job.Interval)
            .SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null)
            .SetProperty(r => r.LastError, error));
    }

    /// <summary>Keeps the lease while the job works. Ends the work when the lease has gone to another node all the same, for example after this one stood still.</summary>
    private async Task RenewAsync(IRecurringJob job, int turn, CancellationTokenSource lost, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_lease / 3, time, cancellationToken);
                if (await TryRenewAsync(job, turn, cancellationToken)) continue;
                JobLost(job.Name);
                await lost.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The job is done, or the hub stops.
        }
    }

    private async Task<bool> TryRenewAsync(IRecurringJob job, int turn, CancellationToken cancellationToken)
    {
        try
        {
            var until = time.GetUtcNow() + _lease;
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            return await Turn(database, job, turn).ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, until), cancellationToken) > 0;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // There is another try before the lease runs out, and until it has run out nobody else works.
            JobStateUnavailable(error, job.Name);
            return true;
        }
    }

    /// <summary>Only as long as the turn is ours: whoever took over meanwhile has a turn of their own. Written also while the hub stops.</summary>
    private async Task EndAsync(IRecurringJob job, int turn, Action<UpdateSettersBuilder<JobRun>> change)
    {
        await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
        await Turn(database, job, turn).ExecuteUpdateAsync(
            set =>
            {
                change(set);
                set.SetProperty(r => r.Revision, r => r.Revision + 1);
            },
            CancellationToken.None);
    }

    private static IQueryable<JobRun> Turn(HubDbContext database, IRecurringJob job, int turn) => database.JobRuns.Where(r => r.Name == job.Name && r.Revision == turn);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Job {Job} runs")]
    private partial void JobRuns(string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} has gone to another node")]
    private partial void JobLost(string job);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed; it runs again at its next turn")]
    private partial void JobFailed(Exception error, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The state of job {Job} could not be read or written")]
    private partial void JobStateUnavailable(Exception error, string job);
}
