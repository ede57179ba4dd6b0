using EnablementHub.Platform.Jobs;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Platform.Jobs;

/// <summary>A job that works for long, and others that are due meanwhile.</summary>
public sealed class JobLaneTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Work _work = new();
    private TestHub _hub = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private JobRunner Runner => _hub.App.Services.GetRequiredService<JobRunner>();

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync(replace: OnlyTheseJobs);

    public async ValueTask DisposeAsync()
    {
        _work.End.TrySetResult();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task WhatRunsApart_HoldsUpNobody_AndBeginsOnceAtATime()
    {
        // The test makes the beats: a clock that it moved while a turn is being ended would make the next one due later than the clock ever gets.
        for (var beat = 1; beat <= 3; beat++)
        {
            await Runner.RunDueAsync(Cancel);
            Assert.Equal(beat, _work.Ticks);
            _hub.Time.Advance(TimeSpan.FromSeconds(5));
        }

        await _work.Began.Task.WaitAsync(Patience, Cancel);
        Assert.Equal((1, false), (_work.Begun, _work.IsOver));
        _work.End.SetResult();
        for (var look = 0; (await LongRunAsync()).FinishedAt is null; look++)
        {
            Assert.True(look < 1_500, "It never ends.");
            await Task.Delay(20, Cancel);
        }

        Assert.Null((await LongRunAsync()).LeaseUntil);
    }

    [Fact]
    public async Task WhoStops_EndsIt_AndGivesItBack()
    {
        await Runner.StartAsync(Cancel);
        await _work.Began.Task.WaitAsync(Patience, Cancel);
        await Runner.StopAsync(Cancel);
        Assert.True(_work.IsOver);
        var run = await LongRunAsync();
        Assert.Null(run.LeaseUntil);
        Assert.Null(run.FinishedAt);
    }

    private async Task<JobRun> LongRunAsync()
    {
        await using var database = _hub.OpenDatabase();
        return await database.JobRuns.AsNoTracking().SingleAsync(run => run.Name == LongJob.JobName, Cancel);
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
        private int _ticks;

        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Begun => Volatile.Read(ref _begun);

        public int Ticks => Volatile.Read(ref _ticks);

        public bool IsOver => Over.Task.IsCompleted;

        public void Tick() => Interlocked.Increment(ref _ticks);

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
            work.Tick();
            return Task.CompletedTask;
        }
    }
}
