using System.Diagnostics;
using System.Runtime.CompilerServices;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Search.Cards;
using EnablementHub.Features.Search.Engine;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Search.Index;

/// <summary>
/// Keeps this node's index level with the change rows. Whatever goes wrong, the index serves what it has and the next beat
/// tries again: the watermark lies in the index's own commit, so nothing is lost and nothing counts twice.
/// </summary>
internal sealed partial class IndexProjector(
    ISearchEngine engine,
    IndexSource source,
    IndexStatus status,
    ChangeSignal signal,
    VocabularySource vocabulary,
    UseRefresh use,
    WarmUp warmUp,
    ContentCards cards,
    IDbContextFactory<HubDbContext> databases,
    TimeProvider time,
    ILogger<IndexProjector> log) : BackgroundService
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan VocabularyInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan UseInterval = TimeSpan.FromMinutes(5);

    /// <summary>Held while changes are read and while a new index takes the old one's place, so that none falls between the two.</summary>
    private readonly SemaphoreSlim _reading = new(1);
    private readonly Stopwatch _sinceVocabulary = new();
    private readonly Stopwatch _sinceUse = Stopwatch.StartNew();
    private readonly Stopwatch _sinceTrouble = new();
    private Task? _rebuild;
    private Task _finishing = Task.CompletedTask;

    /// <summary>The last change read; ahead of the index's watermark only while a rebuild is owed.</summary>
    private long _cursor;

    /// <summary>The first change that asked for everything and has not got it yet: the stored watermark stays before it.</summary>
    private long? _owed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _cursor = engine.Watermark;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Beat;
            try
            {
                await StepAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                Failed(error);
                pause = AfterFailure;
            }

            await signal.WaitAsync(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _finishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_rebuild is { } rebuild) await rebuild.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        if (signal.TakeWords() || !_sinceVocabulary.IsRunning || _sinceVocabulary.Elapsed > VocabularyInterval)
        {
            await vocabulary.RefreshAsync(cancellationToken);
            _sinceVocabulary.Restart();
        }

        await FinishRebuildAsync();
        var newest = await source.NewestChangeAsync(cancellationToken);

        // An index ahead of its database belongs to another one, or to a later state that a restore took back.
        if (_rebuild is null && (engine.NeedsRebuild || _owed is not null || engine.Watermark > newest)) StartRebuild(cancellationToken);
        while (!engine.NeedsRebuild && _cursor < newest && await ReadChangesAsync(cancellationToken))
        {
        }

        if (_rebuild is null && _sinceUse.Elapsed > UseInterval)
        {
            await use.RunAsync(cancellationToken);
            _sinceUse.Restart();
        }

        await MendAsync(cancellationToken);
        var isFirst = !status.Current.WasCurrent && !IsBehind(newest);
        if (isFirst) await warmUp.RunAsync(cancellationToken);
        Report(newest);
        if (isFirst) _finishing = FinishWarmUpAsync(cancellationToken);
    }

    /// <summary>What failed in the background is tried again with each change; where none comes, with one that changes nothing.</summary>
    private async Task MendAsync(CancellationToken cancellationToken)
    {
        if (engine.Trouble is not { } trouble)
        {
            _sinceTrouble.Reset();
            return;
        }

        if (!_sinceTrouble.IsRunning)
        {
            BackgroundWorkFailed(trouble);
            _sinceTrouble.Start();
        }

        if (_sinceTrouble.Elapsed < AfterFailure) return;
        _sinceTrouble.Restart();
        await _reading.WaitAsync(cancellationToken);
        try
        {
            await engine.ApplyAsync([], [], engine.Watermark, cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task FinishWarmUpAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Beat, TimeProvider.System, cancellationToken);
        warmUp.Finish(cancellationToken);
    }

    private bool IsBehind(long newest) => engine.NeedsRebuild || engine.Watermark < newest;

    private async Task<bool> ReadChangesAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            return await ApplyNextAsync(cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<bool> ApplyNextAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var cursor = _cursor;
        var changes = await database.ChangesAfter(cursor).Take(BatchSize).ToListAsync(cancellationToken);
        if (changes.Count == 0) return false;
        var owed = _owed ?? changes.Find(change => change.ItemId == ChangeRow.Everything)?.Position;
        var ids = changes.Where(change => change.ItemId != ChangeRow.Everything).Select(change => change.ItemId).Distinct().ToList();
        var (published, gone) = await source.LoadAsync(ids, cancellationToken);
        cards.Forget(ids);
        var last = changes[^1].Position;
        await engine.ApplyAsync(published, gone, owed is null ? last : Math.Min(last, owed.Value - 1), cancellationToken);
        use.Indexed(published);
        _cursor = last;
        _owed = owed;
        if (_owed is not null && _rebuild is null) StartRebuild(cancellationToken);
        return true;
    }

    private void StartRebuild(CancellationToken cancellationToken)
    {
        RebuildStarted(engine.RebuildReason ?? (_owed is null ? "The index does not belong to this database." : "It was asked for."));
        _rebuild = Task.Run(() => RebuildAsync(cancellationToken), cancellationToken);
    }

    private async Task RebuildAsync(CancellationToken cancellationToken)
    {
        // The watermark comes first: what changes while we read is read again afterwards.
        var watermark = await source.NewestChangeAsync(cancellationToken);
        var total = await source.CountAsync(cancellationToken);
        status.Update(state => state with { IsRebuilding = true, RebuiltItems = 0, ItemsToRebuild = total });
        var progress = new Told(done => status.Update(state => state with { RebuiltItems = done }));
        var isHeld = false;
        try
        {
            await engine.RebuildAsync(HoldAtEnd(cancellationToken), watermark, progress, cancellationToken);
            _cursor = engine.Watermark;
            _owed = null;
            cards.Clear();
        }
        finally
        {
            if (isHeld) _reading.Release();
            status.Update(state => state with { IsRebuilding = false });
            signal.Raise();
        }

        async IAsyncEnumerable<IndexedItem> HoldAtEnd([EnumeratorCancellation] CancellationToken stopping)
        {
            await foreach (var item in source.StreamAsync(stopping)) yield return item;
            await _reading.WaitAsync(stopping);
            isHeld = true;
        }
    }

    private async Task FinishRebuildAsync()
    {
        if (_rebuild is not { IsCompleted: true } rebuild) return;
        _rebuild = null;
        await rebuild;
        RebuildFinished(engine.Items);
    }

    private void Report(long newest)
    {
        var isBehind = IsBehind(newest);
        status.Update(state => state with
        {
            Watermark = engine.Watermark,
            NewestChange = newest,
            Items = engine.Items,
            WasCurrent = state.WasCurrent || !isBehind,
            BehindSince = isBehind ? state.BehindSince ?? time.GetUtcNow() : null,
            Error = _rebuild is null ? null : state.Error,
            FailedAt = _rebuild is null ? null : state.FailedAt,
            Trouble = engine.Trouble,
        });
    }

    private void Failed(Exception error)
    {
        IndexBehind(error, error.Message);
        var now = time.GetUtcNow();
        status.Update(state => state with { Error = error.Message, FailedAt = now, BehindSince = state.BehindSince ?? now });
    }

    /// <summary>Unlike <see cref="Progress{T}"/> it tells in order and at once.</summary>
    private sealed class Told(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The search index is being rebuilt. {Reason}")]
    private partial void RebuildStarted(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The search index is rebuilt: {Items} items")]
    private partial void RebuildFinished(int items);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Parts of the search index could not be joined; searching goes on, and it tries again: {Reason}")]
    private partial void BackgroundWorkFailed(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The search index could not follow the changes; it serves what it has and tries again: {Reason}")]
    private partial void IndexBehind(Exception error, string reason);
}
