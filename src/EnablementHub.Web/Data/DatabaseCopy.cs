using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Data;

/// <summary>Opens the embedded database of another place: a copy that was made of it, or one that lies in a backup.</summary>
public static class DatabaseCopy
{
    public static HubDbContext Open(string file, bool isReadOnly = true)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, Pooling = false, Mode = isReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite };
        var options = new DbContextOptionsBuilder<SqliteHubDbContext>().UseSqlite(connection.ConnectionString, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));
        return new SqliteHubDbContext(options.Options);
    }
}
