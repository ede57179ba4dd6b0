using EnablementHub.Features.Search.Engine.Answers;
using EnablementHub.Features.Search.Engine.Questions;

namespace EnablementHub.Features.Search.Engine.Stores;

/// <summary>
/// What the engines have in common: they hold a directory with one index in it, take turns in writing, build a new index aside, and turn what goes wrong
/// below into what the contract says. How an index is stored and read is each engine's own.
/// </summary>
public abstract class StoredEngine : ISearchEngine
{
    private const int RebuildBatch = 1000;
    private const string LockFile = "index.lock";

    private readonly string _directory;
    private readonly FileStream _hold;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SemaphoreSlim _rebuilding = new(1);
    private volatile IndexStore? _store;
    private volatile SynonymIndex _synonyms = SynonymIndex.Empty;
    private volatile LabelIndex _labels = LabelIndex.Empty;
    private volatile string? _rebuildReason;
    private long _generation;
    private bool _isDisposed;

    /// <summary>Takes the directory, which is created if need be.</summary>
    /// <exception cref="IndexHeldException">Another process or engine has it open.</exception>
    protected StoredEngine(string directory)
    {
        Directory.CreateDirectory(directory);
        _directory = directory;
        _hold = Hold(directory);
    }

    public long Watermark => _store?.Current.Watermark ?? 0;

    public long Generation => Interlocked.Read(ref _generation);

    public int Items => _store?.Current.Items ?? 0;

    public bool NeedsRebuild => _rebuildReason is not null;

    public string? RebuildReason => _rebuildReason;

    public string? Trouble => _store?.Trouble;

    private protected IndexStore? Store => _store;

    /// <summary>What an index of this engine is called, with a number for the star.</summary>
    private protected abstract string Pattern { get; }

    public async Task ApplyAsync(IReadOnlyCollection<IndexedItem> upserts, IReadOnlyCollection<int> deletes, long watermark, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            await Task.Run(() => Guard(() => (_store ??= Create(NextPath(), IndexState.Begun)).Write(upserts, deletes, watermark)), CancellationToken.None);
            Interlocked.Increment(ref _generation);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async Task RebuildAsync(IAsyncEnumerable<IndexedItem> items, long watermark, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        await _rebuilding.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var built = await BuildAsync(items, watermark, progress, cancellationToken);
            await _writing.WaitAsync(CancellationToken.None);
            var replaced = _store;
            _store = built;
            _rebuildReason = null;
            Interlocked.Increment(ref _generation);
            _writing.Release();
            replaced?.Retire(delete: true);
        }
        finally
        {
            _rebuilding.Release();
        }
    }

    public SearchOutcome Search(SearchQuery query, CancellationToken cancellationToken = default) =>
        Read(session => new SearchRun(session, query, _synonyms).Answer(cancellationToken), new SearchOutcome { Total = 0, Hits = [] }, cancellationToken);

    public IReadOnlyList<Suggestion> Suggest(SuggestQuery query, CancellationToken cancellationToken = default) =>
        Read<IReadOnlyList<Suggestion>>(session => new SuggestRun(session, query, _labels).Answer(), [], cancellationToken);

    public void SetVocabulary(SearchVocabulary vocabulary)
    {
        _synonyms = new SynonymIndex(vocabulary.Synonyms);
        _labels = new LabelIndex(vocabulary.Labels);
        Interlocked.Increment(ref _generation);
    }

    public async ValueTask DisposeAsync()
    {
        await _rebuilding.WaitAsync();
        await _writing.WaitAsync();
        if (!_isDisposed)
        {
            _isDisposed = true;
            _store?.Retire(delete: false);
            _store = null;
            await _hold.DisposeAsync();
        }

        _writing.Release();
        _rebuilding.Release();
        GC.SuppressFinalize(this);
    }

    private protected abstract IndexStore Create(string path, IndexState state);

    /// <summary>Opens a whole index of the present version, else says why not.</summary>
    private protected abstract IndexStore? TryOpen(string path, out string? reason);

    private protected abstract void Delete(string path);

    /// <summary>What went wrong, where it is a fault of the index and not of the code or the caller.</summary>
    private protected virtual IndexFault? Understand(Exception error) => error as IndexFault;

    /// <summary>Opens the newest index that is of use and clears away the others; to be called once, before the engine is given to anybody.</summary>
    private protected void OpenStore()
    {
        try
        {
            string? reason = null;
            foreach (var path in Paths().OrderDescending(StringComparer.Ordinal))
            {
                if (_store is null)
                {
                    _store = TryOpen(path, out var refusal);
                    reason ??= refusal;
                }

                if (_store?.Path != path) TryDelete(path);
            }

            _generation = _store?.Current.Commit ?? 0;
            _rebuildReason = _store is { IsWhole: true } ? null : reason ?? "There is no whole search index yet.";
        }
        catch
        {
            _hold.Dispose();
            throw;
        }
    }

    /// <summary>Whether some process has it open now.</summary>
    internal static bool IsHeld(string directory)
    {
        try
        {
            if (!File.Exists(Path.Combine(directory, LockFile))) return false;
            Hold(directory).Dispose();
            return false;
        }
        catch (IndexHeldException)
        {
            return true;
        }
    }

    private static FileStream Hold(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new IndexHeldException(directory, held);
        }
    }

    private async Task<IndexStore> BuildAsync(IAsyncEnumerable<IndexedItem> items, long watermark, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        IndexStore? built = null;
        try
        {
            await _writing.WaitAsync(cancellationToken);
            try
            {
                Guard(() => built = Create(NextPath(), IndexState.Building));
            }
            finally
            {
                _writing.Release();
            }

            var batch = new List<IndexedItem>(RebuildBatch);
            var done = 0;
            await foreach (var item in items.WithCancellation(cancellationToken))
            {
                batch.Add(item);
                if (batch.Count == RebuildBatch)
                {
                    Guard(() => built!.Write(batch, [], watermark: 0));
                    done += batch.Count;
                    batch.Clear();
                    progress?.Report(done);
                }
            }

            Guard(() =>
            {
                built!.Write(batch, [], watermark: 0);
                built.Complete(watermark);
            });
            progress?.Report(done + batch.Count);
            return built!;
        }
        catch
        {
            built?.Retire(delete: true);
            throw;
        }
    }

    private T Read<T>(Func<ReadSession, T> read, T nothing, CancellationToken cancellationToken)
    {
        while (_store is { } store)
        {
            try
            {
                using var session = store.Read(cancellationToken);
                if (session is not null)
                {
                    return read(session);
                }
            }
            catch (Exception error) when (Understand(error) is { } fault)
            {
                if (_store == store)
                {
                    NoteDamage(fault);
                }

                throw new IndexReadException($"The search index could not be read: {fault.Message}", fault);
            }
        }

        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return nothing;
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (Understand(error) is { } fault)
        {
            NoteDamage(fault);
            throw fault.ForWriter();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IndexWriteException(IndexWriteFault.Other, $"The search index could not be written: {fault.Message}", fault);
        }
    }

    private void NoteDamage(IndexFault fault)
    {
        if (fault.IsDamage)
        {
            _rebuildReason = $"The search index is damaged: {fault.Message}.";
        }
    }

    private IEnumerable<string> Paths() => Directory.EnumerateFileSystemEntries(_directory, Pattern);

    private string NextPath()
    {
        var star = Pattern.IndexOf('*', StringComparison.Ordinal);
        var last = Paths().Select(path => long.TryParse(Path.GetFileName(path).AsSpan(star, Path.GetFileName(path).Length - Pattern.Length + 1), out var number) ? number : 0).DefaultIfEmpty().Max();
        return Path.Combine(_directory, Pattern.Replace("*", $"{last + 1:D9}", StringComparison.Ordinal));
    }

    private void TryDelete(string path)
    {
        try
        {
            Delete(path);
        }
        catch (IOException)
        {
            // It is only in the way of nobody; the next start tries again.
        }
    }
}
