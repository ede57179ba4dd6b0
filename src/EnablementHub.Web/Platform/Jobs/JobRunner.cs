using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Platform.Jobs;

/// <summary>Work that comes round again and again. Whatever it does must bear being started twice.</summary>
public interface IRecurringJob
{
    string Name { get; }

    TimeSpan Interval { get; }

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
/// Runs each recurring job when it is due. The lease in the job's row keeps two nodes from running it at once; when a node
/// dies, its lease runs out and another one takes the job over.
/// </summary>
public sealed partial class JobRunner(IServiceScopeFactory scopes, IDbContextFactory<HubDbContext> databases, TimeProvider time, ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Beat, time);
            do await RunDueAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    /// <summary>Runs every job that is due now, one after the other.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var job in scope.ServiceProvider.GetServices<IRecurringJob>())
        {
            try
            {
                if (await TakeAsync(job, cancellationToken)) await RunAsync(job, cancellationToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // The database is away or full: say so and try again at the next beat.
                JobStateUnavailable(error, job.Name);
            }
        }
    }

    private async Task<bool> TakeAsync(IRecurringJob job, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var run = await database.JobRuns.SingleOrDefaultAsync(r => r.Name == job.Name, cancellationToken);
        if (run is null) database.Add(run = new JobRun { Name = job.Name, NextRunAt = now });
        if (run.NextRunAt > now || run.LeaseUntil > now) return false;
        run.StartedAt = now;
        run.LeaseUntil = now + Lease;
        run.Revision++;
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            return false; // Another node was quicker.
        }
    }

    private async Task RunAsync(IRecurringJob job, CancellationToken cancellationToken)
    {
        var error = "";
        try
        {
            await job.RunAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            JobFailed(failure, job.Name);
            error = failure.Message.Length > JobRun.MaxErrorLength ? failure.Message[..JobRun.MaxErrorLength] : failure.Message;
        }

        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.JobRuns.Where(r => r.Name == job.Name).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.FinishedAt, now)
                .SetProperty(r => r.NextRunAt, now + job.Interval)
                .SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(r => r.LastError, error)
                .SetProperty(r => r.Revision, r => r.Revision + 1),
            cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed; it runs again at its next turn")]
    private partial void JobFailed(Exception error, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The state of job {Job} could not be read or written")]
    private partial void JobStateUnavailable(Exception error, string job);
}
