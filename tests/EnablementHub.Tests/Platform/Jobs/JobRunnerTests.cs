using EnablementHub.Platform.Jobs;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Platform.Jobs;

/// <summary>Two nodes, one job that works until it is let go.</summary>
public sealed class JobRunnerTests : IAsyncLifetime
{
    private const string Name = "test-work";

    /// <summary>The shortest: renewals come by the machine's clock, every third of it.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);
    private static readonly string[] Settings = [$"Jobs:LeaseSeconds={Lease.TotalSeconds:0}"];
    private readonly Work _work = new();
    private TestHub _first = null!;
    private TestHub _second = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _first = await TestHub.StartAsync(settings: Settings, replace: OnlyThisJob, runsJobs: true);
        _second = await _first.StartSecondNodeAsync(Settings, OnlyThisJob, runsJobs: true);
        await UntilAsync(() => _work.Running == 1);
    }

    public async ValueTask DisposeAsync()
    {
        _work.LetGo();
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task LongWork_KeepsItsLease_AndNobodyElseBegins()
    {
        // Beyond the lease, in steps in which the renewal has its turns.
        for (var step = 0; step < 4; step++)
        {
            _first.Time.Advance(0.9 * Lease);
            await UntilAsync(async () => (await RunAsync()).LeaseUntil >= _first.Time.GetUtcNow() + Lease);
        }

        Assert.Equal((1, 1), (_work.Begun, _work.Running));
        _work.LetGo();
        await UntilAsync(async () => (await RunAsync()) is { LeaseUntil: null, FinishedAt: not null, LastError: "" });
    }

    [Fact]
    public async Task NodeThatStopsInTheMiddle_GivesTheJobBackAtOnce()
    {
        var owner = _work.Owner!;
        await owner.StopAsync(Cancel);
        var run = await RunAsync();
        Assert.Null(run.LeaseUntil);
        Assert.Null(run.FinishedAt);
        Assert.True(run.NextRunAt <= _first.Time.GetUtcNow());
        _first.Time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => _work.Begun == 2 && _work.Owner != owner);
    }

    [Fact]
    public async Task NodeThatStoodStill_LosesTheJob_AndTakesNothingFromWhoHasItNow()
    {
        // Its turn went to another node while it couldn't renew.
        await using var database = _first.OpenDatabase();
        var until = _first.Time.GetUtcNow() + TimeSpan.FromHours(1);
        await database.JobRuns.Where(run => run.Name == Name).ExecuteUpdateAsync(set => set.SetProperty(run => run.Revision, run => run.Revision + 1).SetProperty(run => run.LeaseUntil, until), Cancel);
        await UntilAsync(() => _work.Running == 0);
        var run = await RunAsync();
        Assert.Equal(until, run.LeaseUntil);
        Assert.Null(run.FinishedAt);
    }

    [Fact]
    public async Task Work_ThatGivesUpByItself_IsAFailureLikeAnyOther()
    {
        _work.LetGo(new TaskCanceledException("The other side took too long."));
        await UntilAsync(async () => (await RunAsync()) is { LeaseUntil: null, LastError: "The other side took too long." });
        _first.Time.Advance(TimeSpan.FromMinutes(1));
        await UntilAsync(() => _work.Begun == 2);
    }

    private void OnlyThisJob(IServiceCollection services)
    {
        services.AddSingleton(_work);
        foreach (var job in services.Where(service => service.ServiceType == typeof(IRecurringJob)).ToList()) services.Remove(job);
        services.AddRecurringJob<TestJob>();
    }

    private async Task<JobRun> RunAsync()
    {
        await using var database = _first.OpenDatabase();
        return await database.JobRuns.AsNoTracking().SingleAsync(run => run.Name == Name, Cancel);
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var look = 0; !await holds(); look++)
        {
            Assert.True(look < 1_500, "It doesn't come about.");
            await Task.Delay(20, Cancel);
        }
    }

    private sealed class Work
    {
        private TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _begun;
        private int _running;

        public int Begun => Volatile.Read(ref _begun);

        public int Running => Volatile.Read(ref _running);

        /// <summary>The runner of the node that began last.</summary>
        public JobRunner? Owner { get; private set; }

        public async Task DoAsync(JobRunner owner, CancellationToken cancellationToken)
        {
            Owner = owner;
            Interlocked.Increment(ref _running);
            Interlocked.Increment(ref _begun);
            try
            {
                await _end.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }

        public void LetGo(Exception? failure = null)
        {
            var end = Interlocked.Exchange(ref _end, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            if (failure is null) end.TrySetResult();
            else end.TrySetException(failure);
        }
    }

    private sealed class TestJob(Work work, JobRunner runner) : IRecurringJob
    {
        public string Name => JobRunnerTests.Name;

        public TimeSpan Interval => TimeSpan.FromSeconds(30);

        public Task RunAsync(CancellationToken cancellationToken) => work.DoAsync(runner, cancellationToken);
    }
}
