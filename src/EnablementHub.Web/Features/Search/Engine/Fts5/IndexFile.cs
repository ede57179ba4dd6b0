using System.Text;
using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Fts5.Sqlite;
using EnablementHub.Features.Search.Engine.Records;
using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>
/// One index file with its columns in memory. A reader's view of the file and of the columns are the same commit, because the file carries the commit's
/// number and the columns of the commits around are kept.
/// </summary>
internal sealed class IndexFile : IndexStore
{
    private const int KeptSnapshots = 8;
    private const int ManyTerms = 16 << 20;
    private const int FewTerms = 1 << 20;

    private readonly IndexConnection _connection;
    private readonly ColumnWriter _columns;
    private readonly ItemWriter _items;
    private readonly ReaderPool _readers;
    private readonly ColumnSnapshot?[] _recent = new ColumnSnapshot?[KeptSnapshots];
    private volatile ColumnSnapshot _current;
    private bool _isVocabularyWhole;

    private IndexFile(string path, IndexConnection connection, ColumnWriter columns, ColumnSnapshot current, bool isVocabularyWhole)
        : base(path)
    {
        _readers = new ReaderPool(path);
        _connection = connection;
        _columns = columns;
        _items = new ItemWriter(connection, columns, Vocabulary) { Languages = current.Languages };
        _current = current;
        _isVocabularyWhole = isVocabularyWhole;
        Remember(current);
    }

    public TermVocabulary Vocabulary { get; } = new();

    public override ColumnSnapshot Current => _current;

    /// <summary>The writer's connection, so that tests can make it run out of room.</summary>
    internal IndexConnection Connection => _connection;

    public static IndexFile Create(string path, IndexState state)
    {
        Delete(path);
        var connection = new IndexConnection(path, create: true);
        try
        {
            var isAside = state == IndexState.Building;
            connection.RunAll("PRAGMA page_size = 8192", isAside ? "PRAGMA journal_mode = MEMORY" : "PRAGMA journal_mode = WAL");
            connection.RunAll(isAside ? "PRAGMA synchronous = OFF" : "PRAGMA synchronous = NORMAL", "PRAGMA temp_store = MEMORY", "PRAGMA cache_size = -32000");
            IndexSchema.Create(connection, state);
            connection.Run(TermsInMemory(isAside ? ManyTerms : FewTerms));
            var columns = new ColumnWriter();
            return new IndexFile(path, connection, columns, columns.Snapshot(commit: 1, watermark: 0, languages: 0), isVocabularyWhole: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a whole file of the present version, else says why not.</summary>
    public static IndexFile? TryOpen(string path, out string? reason)
    {
        IndexConnection? connection = null;
        try
        {
            connection = new IndexConnection(path);
            connection.RunAll("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA temp_store = MEMORY", "PRAGMA cache_size = -8000");
            var state = connection.Prepared("SELECT version, state, watermark, commits, languages FROM state");
            var hasState = state.Step();
            var isWhole = hasState && state.Integer(1) == (int)IndexState.Whole;
            reason = !hasState || state.Integer(1) == (int)IndexState.Building ? "The search index was never finished."
                : state.Text(0) != IndexSchema.Version ? "The search index is of another version."
                : null;
            var (watermark, commit, languages) = hasState ? (state.Integer(2), state.Integer(3), (int)state.Integer(4)) : default;
            state.Reset();
            if (reason is not null)
            {
                connection.Dispose();
                return null;
            }

            var columns = LoadColumns(connection);
            var snapshot = columns.Snapshot(commit, watermark, languages);
            columns.Accept(snapshot);
            return new IndexFile(path, connection, columns, snapshot, isVocabularyWhole: false) { IsWhole = isWhole };
        }
        catch (SqliteFault fault)
        {
            connection?.Dispose();
            reason = $"The search index cannot be read: {fault.Message}.";
            return null;
        }
    }

    public override void Write(IEnumerable<IndexedItem> upserts, IEnumerable<int> deletes, long watermark)
    {
        try
        {
            _connection.Prepared("BEGIN IMMEDIATE").Run();
            foreach (var item in upserts)
            {
                _items.Put(item);
            }

            foreach (var id in deletes)
            {
                _items.Remove(id);
            }

            var words = Vocabulary.Unsaved();
            foreach (var word in words)
            {
                _connection.Prepared("INSERT OR IGNORE INTO words VALUES (?1)").Bind(1, Encoding.UTF8.GetBytes(word)).Run();
            }

            var next = _columns.Snapshot(_current.Commit + 1, watermark, _items.Languages);
            _connection.Prepared("UPDATE state SET watermark = ?1, commits = ?2, languages = ?3")
                .Bind(1, watermark).Bind(2, next.Commit).Bind(3, next.Languages).Run();

            // A reader may see the commit before the next line runs, so its columns have to be known by then.
            Remember(next);
            _connection.Prepared("COMMIT").Run();
            _columns.Accept(next);
            _current = next;
            Vocabulary.Saved(words.Count);
        }
        catch
        {
            _columns.Discard();
            _connection.TryRollback();
            throw;
        }
    }

    public override void Complete(long watermark)
    {
        _connection.Run("INSERT INTO items (items) VALUES ('optimize')");
        _connection.Run("INSERT INTO names (names) VALUES ('optimize')");
        _connection.Run(TermsInMemory(FewTerms));
        Write([], [], watermark);
        _connection.RunAll("PRAGMA synchronous = FULL", $"UPDATE state SET state = {(int)IndexState.Whole}", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA cache_size = -8000");
    }

    public void EndRead(IndexReader reader)
    {
        _readers.GiveBack(reader, reader.TryEnd());
        EndUse();
    }

    /// <summary>Terms of a file that was opened, not built, are read when they are first needed.</summary>
    public TermVocabulary WholeVocabulary(IndexReader reader)
    {
        if (!Volatile.Read(ref _isVocabularyWhole))
        {
            reader.ReadTerms(Vocabulary);
            Volatile.Write(ref _isVocabularyWhole, true);
        }

        return Vocabulary;
    }

    public static void Delete(string path)
    {
        foreach (var file in new[] { path, $"{path}-wal", $"{path}-shm", $"{path}-journal" })
        {
            File.Delete(file);
        }
    }

    /// <summary>A reader with the columns of its commit, inside a read transaction.</summary>
    protected override ReadSession BeginRead(CancellationToken cancellationToken)
    {
        IndexReader? reader = null;
        try
        {
            reader = _readers.Take(cancellationToken);
            return new Fts5Session(this, reader, BeginAt(reader));
        }
        catch
        {
            if (reader is not null)
            {
                _readers.GiveBack(reader, isUsable: false);
            }

            throw;
        }
    }

    protected override void Close(bool delete)
    {
        _readers.Dispose();
        _connection.Dispose();
        if (delete)
        {
            Delete(Path);
        }
    }

    private static string TermsInMemory(int bytes) => $"INSERT INTO items (items, rank) VALUES ('hashsize', {bytes})";

    private static ColumnWriter LoadColumns(IndexConnection connection)
    {
        var columns = new ColumnWriter();
        var buffer = new char[256];
        var cards = connection.Prepared("SELECT slot, data FROM cards ORDER BY slot");
        try
        {
            while (cards.Step())
            {
                StoredCard.Load(cards.Blob(1), columns, (int)cards.Integer(0), ref buffer);
            }
        }
        finally
        {
            cards.Reset();
        }

        columns.FindFreeSlots();
        return columns;
    }

    private ColumnSnapshot BeginAt(IndexReader reader)
    {
        while (true)
        {
            var commit = reader.Begin();
            if (Volatile.Read(ref _recent[commit % KeptSnapshots]) is { } kept && kept.Commit == commit)
            {
                return kept;
            }

            // So many commits came between that the columns of this one are gone: look again.
            reader.TryEnd();
        }
    }

    private void Remember(ColumnSnapshot snapshot) => Volatile.Write(ref _recent[snapshot.Commit % KeptSnapshots], snapshot);
}
