using EnablementHub.Platform.Jobs;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Platform.Jobs;

/// <summary>A job that works for long, and others that are due meanwhile.</summary>
public sealed class JobLaneTests : IAsyncLifetime
{
    private readonly Work _work = new();
    private TestHub _hub = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync(replace: OnlyTheseJobs, runsJobs: true);

    public async ValueTask DisposeAsync()
    {
        _work.End.TrySetResult();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task WhatRunsApart_HoldsUpNobody_AndBeginsOnceAtATime()
    {
        await _work.Began.Task.WaitAsync(Cancel);
        for (var turn = 1; turn <= 3; turn++)
        {
            await _work.Ticks.WaitAsync(Cancel);
            _hub.Time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal((1, false), (_work.Begun, _work.IsOver));
        _work.End.SetResult();
        await _work.Over.Task.WaitAsync(Cancel);
    }

    [Fact]
    public async Task WhoStops_EndsIt_AndGivesItBack()
    {
        await _work.Began.Task.WaitAsync(Cancel);
        await _hub.App.Services.GetRequiredService<JobRunner>().StopAsync(Cancel);
        Assert.True(_work.IsOver);
        await using var database = _hub.OpenDatabase();
        var run = await database.JobRuns.AsNoTracking().SingleAsync(run => run.Name == LongJob.JobName, Cancel);
        Assert.Null(run.LeaseUntil);
        Assert.Null(run.FinishedAt);
    }

    private void OnlyTheseJobs(IServiceCollection services)
    {
        services.AddSingleton(_work);
        foreach (var job in services.Where(service => service.ServiceType == typeof(IRecurringJob)).ToList()) services.Remove(job);
        services.AddRecurringJob<LongJob>();
        services.AddRecurringJob<ShortJob>();
    }

    private sealed class Work
    {
        private int _begun;

        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public SemaphoreSlim Ticks { get; } = new(0);

        public int Begun => Volatile.Read(ref _begun);

        public bool IsOver => Over.Task.IsCompleted;

        public async Task DoAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _begun);
            Began.TrySetResult();
            try
            {
                await End.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                Over.TrySetResult();
            }
        }
    }

    private sealed class LongJob(Work work) : IRecurringJob
    {
        public const string JobName = "test-long";

        public string Name => JobName;

        public TimeSpan Interval => TimeSpan.FromHours(1);

        public bool RunsApart => true;

        public Task RunAsync(CancellationToken cancellationToken) => work.DoAsync(cancellationToken);
    }

    private sealed class ShortJob(Work work) : IRecurringJob
    {
        public string Name => "test-short";

        public TimeSpan Interval => TimeSpan.FromSeconds(1);

        public Task RunAsync(CancellationToken cancellationToken)
        {
            work.Ticks.Release();
            return Task.CompletedTask;
        }
    }
}
