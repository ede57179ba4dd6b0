using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Lucene.Files;
using EnablementHub.Features.Search.Engine.Stores;
using Lucene.Net.Index;

namespace EnablementHub.Features.Search.Engine.Lucene;

/// <summary>One index directory: one writer, which is opened when something is first written, and one view that all searches share.</summary>
internal sealed class LuceneStore : IndexStore
{
    private readonly FileDirectory _directory;
    private readonly ColumnWriter _columns;
    private readonly ItemDocument _documents;
    private IndexState _state;
    private IndexWriter? _writer;
    private volatile LuceneView? _view;
    private volatile ColumnSnapshot _current;
    private volatile Exception? _mergeFailure;
    private volatile string? _trouble;
    private readonly Lock _readingTerms = new();
    private bool _isVocabularyWhole;

    private LuceneStore(FileDirectory directory, ColumnWriter columns, ColumnSnapshot current, IndexState state)
        : base(directory.Directory.FullName)
    {
        _directory = directory;
        _columns = columns;
        _current = current;
        _state = state;
        _documents = new ItemDocument(Vocabulary) { Languages = current.Languages };
    }

    public TermVocabulary Vocabulary { get; } = new();

    public override ColumnSnapshot Current => _current;

    public override string? Trouble => _trouble;

    internal FileDirectory Files => _directory;

    public static LuceneStore Create(string path, IndexState state)
    {
        Delete(path);
        var directory = new FileDirectory(path);
        var columns = new ColumnWriter();
        return new LuceneStore(directory, columns, columns.Snapshot(commit: 0, watermark: 0, languages: 0), state) { _isVocabularyWhole = true };
    }

    /// <summary>Opens an index that was finished and is of the present version, else says why not.</summary>
    public static LuceneStore? TryOpen(string path, out string? reason)
    {
        DirectoryReader? reader = null;
        var directory = new FileDirectory(path);
        try
        {
            reader = DirectoryReader.Open(directory);
            var commit = CommitData.Of(reader.IndexCommit.UserData);
            reason = commit is null || commit.Version != IndexFields.Version ? "The search index is of another version." : null;
            if (reason is null) return Open(directory, reader, commit!);
        }
        catch (IndexNotFoundException)
        {
            reason = "The search index was never finished.";
        }
        catch (Exception error) when (LuceneFault.Of(error) is { } fault)
        {
            reason = $"The search index cannot be read: {fault.Message}.";
        }

        reader?.DecRef();
        directory.Dispose();
        return null;
    }

    public static void Delete(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }

    public override void Write(IEnumerable<IndexedItem> upserts, IEnumerable<int> deletes, long watermark)
    {
        try
        {
            ThrowIfDamageWasFound();
            var writer = _writer ??= OpenWriter();
            foreach (var item in upserts)
            {
                Put(writer, item);
            }

            foreach (var id in deletes)
            {
                if (!_columns.TryGetSlot(id, out _)) continue;
                writer.DeleteDocuments(ItemDocument.IdTerm(id));
                _columns.Remove(id);
            }

            // What is built aside is seen by nobody before it is complete.
            if (_state == IndexState.Building)
            {
                _columns.Accept(_current = _columns.Snapshot(commit: 0, watermark, _documents.Languages));
            }
            else
            {
                Publish(writer, watermark);
                if (_trouble is not null) writer.MaybeMerge();
            }
        }
        catch
        {
            Discard();
            throw;
        }
    }

    public override void Complete(long watermark)
    {
        try
        {
            _state = IndexState.Whole;
            Publish(_writer ??= OpenWriter(), watermark);
            _directory.MakeDurable();
            _writer.Config.RAMBufferSizeMB = WriterSettings.UsualBufferMegabytes;
        }
        catch
        {
            Discard();
            throw;
        }
    }

    /// <summary>Terms of an index that was opened, not built, are read when they are first needed.</summary>
    public TermVocabulary WholeVocabulary(LuceneView view)
    {
        if (Volatile.Read(ref _isVocabularyWhole))
        {
            return Vocabulary;
        }

        lock (_readingTerms)
        {
            if (!_isVocabularyWhole)
            {
                IndexContents.ReadTerms(view, Vocabulary);
                Volatile.Write(ref _isVocabularyWhole, true);
            }
        }

        return Vocabulary;
    }

    public void EndRead(LuceneView view)
    {
        view.EndUse();
        EndUse();
    }

    protected override ReadSession BeginRead(CancellationToken cancellationToken)
    {
        while (true)
        {
            var view = _view ?? throw new InvalidOperationException("The index is still being built.");
            if (view.TryUse())
            {
                return new LuceneSession(this, view);
            }
        }
    }

    protected override void Close(bool delete)
    {
        _view?.EndUse();
        Discard();
        _documents.Dispose();
        if (!delete)
        {
            _directory.MakeDurable();
        }

        _directory.Dispose();
        if (delete) Delete(Path);
    }

    private static LuceneStore Open(FileDirectory directory, DirectoryReader reader, CommitData commit)
    {
        FileChecks.Check(directory.Directory.FullName, reader.IndexCommit.FileNames);
        var columns = new ColumnWriter();
        IndexContents.LoadColumns(reader, columns);
        var snapshot = columns.Snapshot(commit.Number, commit.Watermark, commit.Languages);
        columns.Accept(snapshot);
        var store = new LuceneStore(directory, columns, snapshot, commit.State) { IsWhole = commit.State == IndexState.Whole };
        store._view = new LuceneView(reader, snapshot, store.SlotOf, before: null);
        return store;
    }

    /// <summary>Merging reads all of the index, so it finds damage that no search came across. Room for the merge may be there the next time.</summary>
    private void ThrowIfDamageWasFound()
    {
        var failure = Interlocked.Exchange(ref _mergeFailure, null);
        if (failure is not null && LuceneFault.Of(failure) is { IsDamage: true } damage)
        {
            throw damage;
        }
    }

    private int SlotOf(int id) => _columns.TryGetSlot(id, out var slot) ? slot : -1;

    private void Put(IndexWriter writer, IndexedItem item)
    {
        var (document, columns) = _documents.Of(item);
        if (_columns.TryGetSlot(item.Id, out _))
        {
            writer.UpdateDocument(ItemDocument.IdTerm(item.Id), document);
        }
        else
        {
            writer.AddDocument(document);
        }

        _columns.Set(_columns.SlotFor(item.Id), columns);
    }

    /// <summary>Commits, and shows the commit to the searches that begin from now on.</summary>
    private void Publish(IndexWriter writer, long watermark)
    {
        var next = _columns.Snapshot(_current.Commit + 1, watermark, _documents.Languages);
        writer.SetCommitData(new CommitData(IndexFields.Version, _state, watermark, next.Commit, next.Languages).ToUserData());
        var before = _view;
        var view = new LuceneView(OpenReader(writer, before), next, SlotOf, before);
        try
        {
            writer.Commit();
        }
        catch
        {
            view.EndUse();
            throw;
        }

        _columns.Accept(next);
        _current = next;
        _view = view;
        before?.EndUse();
    }

    private static DirectoryReader OpenReader(IndexWriter writer, LuceneView? before)
    {
        if (before is null)
        {
            return DirectoryReader.Open(writer, applyAllDeletes: true);
        }

        if (DirectoryReader.OpenIfChanged(before.Reader, writer, applyAllDeletes: true) is { } newer)
        {
            return newer;
        }

        before.Reader.IncRef();
        return before.Reader;
    }

    private IndexWriter OpenWriter() =>
        WriterSettings.Open(_directory, isNew: _view is null, isBuilding: _state == IndexState.Building, NoteMerge);

    private void NoteMerge(Exception? failure)
    {
        _trouble = failure?.Message;
        if (failure is not null) _mergeFailure = failure;
    }

    /// <summary>Back to the last commit, whatever was left half done. The next change opens the writer anew.</summary>
    private void Discard()
    {
        _columns.Discard();
        _documents.Languages = _current.Languages;
        var writer = _writer;
        _writer = null;
        try
        {
            writer?.Rollback();
        }
        catch (Exception error) when (LuceneFault.Of(error) is not null)
        {
            // The lock goes with the writer, and the commit before this one is untouched.
            IndexWriter.Unlock(_directory);
        }
    }
}
