using System.Text;
using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Fts5.Sqlite;
using EnablementHub.Features.Search.Engine.Ranking;
using EnablementHub.Features.Search.Engine.Records;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>A connection that only reads; used by one search at a time.</summary>
internal sealed class IndexReader : IDisposable
{
    private readonly IndexConnection _connection;
    private readonly PlaceCollector _places;

    public IndexReader(string path)
    {
        _connection = new IndexConnection(path);
        try
        {
            _connection.RunAll("PRAGMA query_only = 1", "PRAGMA temp_store = MEMORY", "PRAGMA cache_size = -8000");
            _places = new PlaceCollector(_connection);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Begins a read transaction.</summary>
    /// <returns>The number of the commit that it sees.</returns>
    public long Begin()
    {
        _connection.Prepared("BEGIN").Run();
        return _connection.Prepared("SELECT commits FROM state").RunForInteger();
    }

    public bool TryEnd() => _connection.TryRollback();

    /// <summary>The slots that match, in their order; valid until the next call.</summary>
    public ReadOnlySpan<int> Slots(string expression) => Slots("SELECT 1 FROM items WHERE items MATCH ?1 AND hub_note(items)", expression);

    /// <summary>The slots whose titles match.</summary>
    public ReadOnlySpan<int> SlotsOfNames(string expression) => Slots("SELECT 1 FROM names WHERE names MATCH ?1 AND hub_note(names)", expression);

    public int Count(string expression) =>
        (int)_connection.Prepared("SELECT count(*) FROM items WHERE items MATCH ?1").Bind(1, Encoding.UTF8.GetBytes(expression)).RunForInteger();

    public void Rank(string expression, SlotSet wanted, RankScorer scorer)
    {
        _places.BeginRanking(wanted, scorer);
        _connection.Prepared("SELECT 1 FROM items WHERE items MATCH ?1 AND hub_rank(items)").Bind(1, Encoding.UTF8.GetBytes(expression)).Run();
        _places.End();
    }

    public StoredText ReadText(int slot)
    {
        var statement = _connection.Prepared("SELECT data FROM texts WHERE slot = ?1").Bind(1, slot);
        try
        {
            return statement.Step() ? StoredText.Read(statement.Blob(0)) : throw Missing(slot);
        }
        finally
        {
            statement.Reset();
        }
    }

    public string ReadTitle(int slot)
    {
        var statement = _connection.Prepared("SELECT data FROM cards WHERE slot = ?1").Bind(1, slot);
        try
        {
            return statement.Step() ? StoredCard.ReadTitle(statement.Blob(0)) : throw Missing(slot);
        }
        finally
        {
            statement.Reset();
        }
    }

    public void ReadTerms(TermVocabulary vocabulary)
    {
        var statement = _connection.Prepared("SELECT term FROM words");
        try
        {
            while (statement.Step())
            {
                vocabulary.Add(statement.Text(0), isNew: false);
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    public int ItemsWithTerm(string term) =>
        (int)_connection.Prepared("SELECT doc FROM terms WHERE term = ?1").Bind(1, Encoding.UTF8.GetBytes(term)).RunForInteger();

    public void Dispose()
    {
        _connection.Dispose();
        _places?.Dispose();
    }

    private ReadOnlySpan<int> Slots(string sql, string expression)
    {
        _places.BeginNoting();
        _connection.Prepared(sql).Bind(1, Encoding.UTF8.GetBytes(expression)).Run();
        _places.End();
        return _places.Slots;
    }

    private static SqliteFault Missing(int slot) => new(NativeSqlite.Corrupt, $"the text of row {slot} is missing");
}
