using EnablementHub.Features.Search.Engine;
using Microsoft.Data.Sqlite;

namespace EnablementHub.Benchmarks.Search;

/// <summary>The bare limit of search in SQL: the same items in one FTS5 table, ranked by its own function, facets counted by a join.</summary>
internal sealed class SqlFacets : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _hits;
    private readonly SqliteCommand _counts;

    public SqlFacets(string path, IEnumerable<IndexedItem> items)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Run("PRAGMA journal_mode = OFF");
        Run("PRAGMA cache_size = -200000");
        Run("CREATE VIRTUAL TABLE items USING fts5(title, summary, tags, speaker, body, transcript, content = '', tokenize = 'porter')");
        Run("CREATE TABLE facets (item INTEGER NOT NULL, dimension TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (item, dimension, value)) WITHOUT ROWID");
        Fill(items);
        Run("INSERT INTO items (items) VALUES ('optimize')");
        _hits = Prepare("SELECT rowid FROM items WHERE items MATCH $words ORDER BY bm25(items, 8, 4, 4, 3, 2, 1) LIMIT 20");
        _counts = Prepare("SELECT facets.dimension, facets.value, count(*) FROM items JOIN facets ON facets.item = items.rowid WHERE items MATCH $words GROUP BY 1, 2");
    }

    /// <returns>How many hits and counts there are.</returns>
    public (int Hits, int Counts) Ask(string words) => (Read(_hits, words), Read(_counts, words));

    public void Dispose()
    {
        _hits.Dispose();
        _counts.Dispose();
        _connection.Dispose();
    }

    private static int Read(SqliteCommand command, string words)
    {
        command.Parameters[0].Value = words;
        using var reader = command.ExecuteReader();
        var rows = 0;
        while (reader.Read()) rows++;
        return rows;
    }

    private void Fill(IEnumerable<IndexedItem> items)
    {
        using var transaction = _connection.BeginTransaction();
        using var item = Prepare("INSERT INTO items (rowid, title, summary, tags, speaker, body, transcript) VALUES ($0, $1, $2, $3, $4, $5, $6)", transaction);
        using var facet = Prepare("INSERT INTO facets VALUES ($0, $1, $2)", transaction);
        foreach (var entry in items)
        {
            Run(item, entry.Id, entry.Title, entry.Summary, string.Join(' ', entry.Tags), entry.Speaker, entry.Body, string.Join(' ', entry.Cues.Select(cue => cue.Text)));
            foreach (var (dimension, values) in entry.Facets)
                foreach (var value in values) Run(facet, entry.Id, dimension, value);
        }

        transaction.Commit();
    }

    private static void Run(SqliteCommand command, params object[] values)
    {
        for (var number = 0; number < values.Length; number++) command.Parameters[number].Value = values[number];
        command.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql, SqliteTransaction? transaction = null)
    {
        var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var name in System.Text.RegularExpressions.Regex.Matches(sql, @"\$\w+").Select(match => match.Value).Distinct())
            command.Parameters.AddWithValue(name, "");
        return command;
    }
}
