namespace EnablementHub.Features.Search.Engine.Fts5.Sqlite;

/// <summary>A prepared statement; bound, stepped and reset by one thread at a time.</summary>
internal sealed class SqliteStatement(nint database, nint statement) : IDisposable
{
    private nint _statement = statement;

    public SqliteStatement Bind(int parameter, long value)
    {
        Check(NativeSqlite.BindInteger(_statement, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> utf8)
    {
        Check(NativeSqlite.BindText(_statement, parameter, utf8));
        return this;
    }

    public SqliteStatement BindBlob(int parameter, ReadOnlySpan<byte> blob)
    {
        Check(NativeSqlite.BindBlob(_statement, parameter, blob));
        return this;
    }

    public unsafe SqliteStatement BindPointer(int parameter, void* pointer, ReadOnlySpan<byte> zeroEndedType)
    {
        fixed (byte* type = zeroEndedType)
        {
            Check(NativeSqlite.BindPointer(_statement, parameter, pointer, type, 0));
        }

        return this;
    }

    public bool Step()
    {
        var answer = NativeSqlite.Step(_statement);
        if (answer == NativeSqlite.Row)
        {
            return true;
        }

        if (answer == NativeSqlite.Done)
        {
            return false;
        }

        throw Fault(answer);
    }

    public long Integer(int column) => NativeSqlite.ColumnInteger(_statement, column);

    public string Text(int column) => NativeSqlite.ColumnText(_statement, column);

    public ReadOnlySpan<byte> Blob(int column) => NativeSqlite.ColumnBlob(_statement, column);

    /// <summary>Ends the reading, so that the statement can be used again and holds no lock.</summary>
    public void Reset() => _ = NativeSqlite.Reset(_statement);

    /// <summary>Runs a statement whose rows, if any, do not matter.</summary>
    public void Run()
    {
        try
        {
            while (Step())
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    public long RunForInteger()
    {
        try
        {
            return Step() ? Integer(0) : 0;
        }
        finally
        {
            Reset();
        }
    }

    public void Dispose()
    {
        if (_statement != 0)
        {
            _ = NativeSqlite.FinalizeStatement(_statement);
            _statement = 0;
        }
    }

    private void Check(int answer)
    {
        if (answer != NativeSqlite.Ok)
        {
            throw Fault(answer);
        }
    }

    private SqliteFault Fault(int answer)
    {
        var extended = NativeSqlite.ExtendedErrorCode(database);
        return new SqliteFault((extended & 0xFF) == (answer & 0xFF) ? extended : answer, NativeSqlite.ErrorMessage(database));
    }
}
