using System.Threading.Channels;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Features.Usage.Outside;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Usage;

/// <summary>
/// Takes what people do and writes it in batches, from one place, a transaction a batch. Views, downloads and searches are
/// handed over without waiting: a full queue drops and counts them and never slows a page. Progress is answered once it is
/// on disk. A clean stop writes everything that was taken.
/// </summary>
public sealed partial class UsageLog(IDbContextFactory<HubDbContext> databases, OrganisationClock clock, ILogger<UsageLog> log) : IHostedService, IDisposable
{
    public const int Capacity = 50_000;

    private const int MaxBatch = 1_000;

    /// <summary>Tries of one entry alone before it is given up; only for entries that the database refuses for what they are.</summary>
    private const int MaxTriesAlone = 3;

    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Channel<UsageEntry> _entries = Channel.CreateBounded<UsageEntry>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly SemaphoreSlim _hurry = new(0);
    private readonly CancellationTokenSource _giveUp = new();
    private Task _writer = Task.CompletedTask;
    private long _dropped;
    private volatile bool _isStopping;

    /// <summary>Entries given up since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Somebody looked at or downloaded an item. Plays follow from <see cref="RecordProgressAsync"/>.</summary>
    public void Record(UsageKind kind, int personId, int itemId)
    {
        if (personId != PersonAccess.Nobody) Offer(new ItemUsed(clock.Now, personId, itemId, kind));
    }

    public void Record(SearchRecord search) => Offer(new Searched(search));

    /// <summary>Somebody opened or played the result at this rank (from 1) of their own search; the first one counts.</summary>
    public void RecordClick(Guid searchId, int personId, int itemId, int rank) => Offer(new SearchClicked(searchId, personId, itemId, rank));

    /// <summary>Merges what was seen; the answer means that it is on disk.</summary>
    /// <exception cref="ChannelClosedException">The hub is stopping.</exception>
    public async Task<WatchState> RecordProgressAsync(ProgressReport report, CancellationToken cancellationToken)
    {
        var entry = new SecondsSeen(report);
        await SendAsync(entry, cancellationToken);
        return await entry.Done.WaitAsync(cancellationToken);
    }

    /// <summary>Takes what a person did as another system saw it; the answer means that it is on disk.</summary>
    /// <returns>Names of those that were taken before, and so count no second time.</returns>
    /// <exception cref="ChannelClosedException">The hub is stopping.</exception>
    public async Task<IReadOnlyList<string>> RecordAsync(int senderId, IReadOnlyList<OutsideEvent> events, CancellationToken cancellationToken)
    {
        var entry = new EventsTaken(senderId, events);
        await SendAsync(entry, cancellationToken);
        return await entry.Done.WaitAsync(cancellationToken);
    }

    /// <summary>Returns when everything recorded so far is on disk.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        var mark = new FlushMark();
        await SendAsync(mark, cancellationToken);
        await mark.Done.WaitAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writer = Task.Run(WriteAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        _entries.Writer.TryComplete();
        _hurry.Release();
        await using var giveUp = cancellationToken.Register(_giveUp.Cancel);
        await _writer;
    }

    public void Dispose()
    {
        _hurry.Dispose();
        _giveUp.Dispose();
    }

    private void Offer(UsageEntry entry)
    {
        if (!_entries.Writer.TryWrite(entry)) Drop(1);
    }

    private async Task SendAsync(AwaitedEntry entry, CancellationToken cancellationToken)
    {
        await _entries.Writer.WriteAsync(entry, cancellationToken);
        _hurry.Release();
    }

    private async Task WriteAsync()
    {
        var batch = new List<UsageEntry>(MaxBatch);
        while (await _entries.Reader.WaitToReadAsync())
        {
            Take(batch);
            if (batch.Count < MaxBatch && !_isStopping && !batch.Exists(entry => entry is AwaitedEntry))
            {
                // Nobody waits for these: a moment's patience makes one transaction of many.
                await _hurry.WaitAsync(Linger);
                Take(batch);
            }

            while (_hurry.Wait(0))
            {
                // Those who were in a hurry are in this batch or begin the next.
            }

            await WriteUntilDoneAsync(batch);
            batch.Clear();
        }
    }

    private void Take(List<UsageEntry> batch)
    {
        while (batch.Count < MaxBatch && _entries.Reader.TryRead(out var entry)) batch.Add(entry);
    }

    private async Task WriteUntilDoneAsync(IReadOnlyList<UsageEntry> batch)
    {
        var wait = FirstWait;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await CommitAsync(batch);
                return;
            }
            catch (Exception error)
            {
                if (_giveUp.IsCancellationRequested)
                {
                    Refuse(batch, error);
                    return;
                }

                UsageMeter.Retries.Add(1);
                if (!DatabaseFailure.IsPassing(error) && batch.Count > 1)
                {
                    // One entry spoils the batch for the others.
                    foreach (var entry in batch) await WriteUntilDoneAsync([entry]);
                    return;
                }

                if (!DatabaseFailure.IsPassing(error) && attempt >= MaxTriesAlone)
                {
                    Refuse(batch, error);
                    return;
                }

                if (attempt == 1) WriteRefused(error, batch.Count);
                await WaitAsync(wait);
                wait = wait * 2 > LongestWait ? LongestWait : wait * 2;
            }
        }
    }

    private async Task CommitAsync(IReadOnlyList<UsageEntry> batch)
    {
        // Never cut off: the end of the stop's time ends the tries, not a write that is going well.
        await using (var database = await databases.CreateDbContextAsync())
        {
            await new UsageBatch(database, clock).WriteAsync(batch, CancellationToken.None);
        }

        UsageMeter.Written.Add(batch.Count);
        foreach (var entry in batch) (entry as AwaitedEntry)?.Confirm();
    }

    private async Task WaitAsync(TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, _giveUp.Token);
        }
        catch (OperationCanceledException)
        {
            // The stop's time is over: one last try follows.
        }
    }

    private void Refuse(IReadOnlyList<UsageEntry> batch, Exception error)
    {
        EntriesLost(error, batch.Count);
        Drop(batch.Count);
        foreach (var entry in batch) (entry as AwaitedEntry)?.Refuse(error);
    }

    private void Drop(int count)
    {
        Interlocked.Add(ref _dropped, count);
        UsageMeter.Dropped.Add(count);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database refuses {Count} usage entries; they wait and are written again")]
    private partial void WriteRefused(Exception error, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} usage entries are lost")]
    private partial void EntriesLost(Exception error, int count);
}
