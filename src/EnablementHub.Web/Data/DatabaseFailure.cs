using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Data;

/// <summary>Tells failures that pass (locked, full, away) from those that come back whatever one does.</summary>
public static class DatabaseFailure
{
    private const int SqliteConstraint = 19;
    private const int SqliteMismatch = 20;

    /// <summary>SQL Server's numbers for: no such referenced row, duplicate key (two), null, text too long (two), overflow.</summary>
    private static readonly HashSet<int> SqlServerLasting = [547, 2601, 2627, 515, 8152, 2628, 8115];

    /// <summary>True when the same write may succeed later.</summary>
    public static bool IsPassing(Exception error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is not (SqliteConstraint or SqliteMismatch),
        SqlException server => !SqlServerLasting.Contains(server.Number),
        DbUpdateConcurrencyException => false,
        DbException => true,
        OperationCanceledException or TimeoutException or IOException => true,
        { InnerException: { } inner } => IsPassing(inner),
        _ => false,
    };
}
