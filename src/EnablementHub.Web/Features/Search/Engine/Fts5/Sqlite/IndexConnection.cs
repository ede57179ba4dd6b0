using System.Text;

namespace EnablementHub.Features.Search.Engine.Fts5.Sqlite;

/// <summary>One connection with its prepared statements; used by one thread at a time.</summary>
internal sealed unsafe class IndexConnection : IDisposable
{
    private const uint PreparePersistent = 1;

    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private nint _database;

    public IndexConnection(string path, bool create = false)
    {
        var flags = NativeSqlite.OpenReadWrite | NativeSqlite.OpenNoMutex | (create ? NativeSqlite.OpenCreate : 0);
        var answer = NativeSqlite.Open(path, out _database, flags, 0);
        if (answer != NativeSqlite.Ok)
        {
            var message = _database == 0 ? "cannot open" : NativeSqlite.ErrorMessage(_database);
            Dispose();
            throw new SqliteFault(answer, message);
        }

        _ = NativeSqlite.BusyTimeout(_database, 2000);
    }

    public bool IsInTransaction => NativeSqlite.IsAutocommit(_database) == 0;

    /// <summary>The statement for the text, prepared once. It must be reset before it is asked for again.</summary>
    public SqliteStatement Prepared(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = Prepare(sql);
            _statements[sql] = statement;
        }

        return statement;
    }

    public void Run(string sql)
    {
        using var statement = Prepare(sql);
        statement.Run();
    }

    public void RunAll(params ReadOnlySpan<string> statements)
    {
        foreach (var sql in statements)
        {
            Run(sql);
        }
    }

    /// <summary>Leaves the transaction, if there is one; false when not even that works.</summary>
    public bool TryRollback()
    {
        try
        {
            if (IsInTransaction)
            {
                Prepared("ROLLBACK").Run();
            }

            return true;
        }
        catch (SqliteFault)
        {
            return false;
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        if (_database != 0)
        {
            _ = NativeSqlite.Close(_database);
            _database = 0;
        }
    }

    private SqliteStatement Prepare(string sql)
    {
        var utf8 = Encoding.UTF8.GetBytes(sql);
        fixed (byte* bytes = utf8)
        {
            var answer = NativeSqlite.Prepare(_database, bytes, utf8.Length, PreparePersistent, out var statement, 0);
            if (answer != NativeSqlite.Ok)
            {
                throw new SqliteFault(NativeSqlite.ExtendedErrorCode(_database), $"{NativeSqlite.ErrorMessage(_database)} in: {sql}");
            }

            return new SqliteStatement(_database, statement);
        }
    }
}
