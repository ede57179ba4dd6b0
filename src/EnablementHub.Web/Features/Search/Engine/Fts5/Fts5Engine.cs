using EnablementHub.Features.Search.Engine.Questions;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>
/// The search engine that needs nothing installed: SQLite FTS5 holds terms and places in a file of its own, filters, counts and visibility are columns
/// in memory, ranking is ours.
/// </summary>
public sealed class Fts5Engine : ISearchEngine
{
    private const int RebuildBatch = 1000;
    private const string FilePattern = "index-*.db";

    private readonly string _directory;
    private readonly FileStream _hold;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SemaphoreSlim _rebuilding = new(1);
    private volatile IndexFile? _file;
    private volatile SynonymIndex _synonyms = SynonymIndex.Empty;
    private volatile LabelIndex _labels = LabelIndex.Empty;
    private volatile string? _rebuildReason;
    private long _generation;
    private bool _isDisposed;

    private Fts5Engine(string directory, FileStream hold)
    {
        _directory = directory;
        _hold = hold;
    }

    public long Watermark => _file?.Current.Watermark ?? 0;

    public long Generation => Interlocked.Read(ref _generation);

    public int Items => _file?.Current.Items ?? 0;

    public bool NeedsRebuild => _rebuildReason is not null;

    public string? RebuildReason => _rebuildReason;

    internal IndexFile? Opened => _file;

    /// <summary>Opens the index of a directory, which is created if need be. A missing or unusable index opens empty and asks for a rebuild.</summary>
    /// <exception cref="IndexHeldException">Another process or engine has it open.</exception>
    public static Fts5Engine Open(string directory)
    {
        Directory.CreateDirectory(directory);
        var engine = new Fts5Engine(directory, Hold(directory));
        try
        {
            engine.OpenFile();
            return engine;
        }
        catch
        {
            engine._hold.Dispose();
            throw;
        }
    }

    public async Task ApplyAsync(IReadOnlyCollection<IndexedItem> upserts, IReadOnlyCollection<int> deletes, long watermark, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            await Task.Run(() => Guard(() => (_file ??= IndexFile.Create(NextPath(), IndexState.Begun)).Write(upserts, deletes, watermark)), CancellationToken.None);
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
            var replaced = _file;
            _file = built;
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
            _file?.Retire(delete: false);
            _file = null;
            await _hold.DisposeAsync();
        }

        _writing.Release();
        _rebuilding.Release();
    }

    private static FileStream Hold(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, "index.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new IndexHeldException(directory, held);
        }
    }

    private void OpenFile()
    {
        string? reason = null;
        foreach (var path in Files().OrderDescending(StringComparer.Ordinal))
        {
            if (_file is null)
            {
                _file = IndexFile.TryOpen(path, out var refusal);
                reason ??= refusal;
            }

            if (_file?.Path != path)
            {
                TryDelete(path);
            }
        }

        _generation = _file?.Current.Commit ?? 0;
        _rebuildReason = _file is { IsWhole: true } ? null : reason ?? "There is no whole search index yet.";
    }

    private async Task<IndexFile> BuildAsync(IAsyncEnumerable<IndexedItem> items, long watermark, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        IndexFile? built = null;
        try
        {
            await _writing.WaitAsync(cancellationToken);
            try
            {
                Guard(() => built = IndexFile.Create(NextPath(), IndexState.Building));
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
        while (_file is { } file)
        {
            try
            {
                using var session = file.Read(cancellationToken);
                if (session is not null)
                {
                    return read(session);
                }
            }
            catch (SqliteFault fault)
            {
                if (_file == file)
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
        catch (SqliteFault fault)
        {
            NoteDamage(fault);
            throw fault.ForWriter();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IndexWriteException(IndexWriteFault.Other, $"The search index could not be written: {fault.Message}", fault);
        }
    }

    private void NoteDamage(SqliteFault fault)
    {
        if (fault.IsDamage)
        {
            _rebuildReason = $"The search index is damaged: {fault.Message}.";
        }
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_directory, FilePattern);

    private string NextPath()
    {
        var last = Files().Select(path => long.TryParse(Path.GetFileNameWithoutExtension(path)["index-".Length..], out var number) ? number : 0).DefaultIfEmpty().Max();
        return Path.Combine(_directory, $"index-{last + 1:D9}.db");
    }

    private static void TryDelete(string path)
    {
        try
        {
            IndexFile.Delete(path);
        }
        catch (IOException)
        {
            // It is only in the way of nobody; the next start tries again.
        }
    }
}
