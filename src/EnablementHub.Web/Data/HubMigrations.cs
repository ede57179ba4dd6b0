using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EnablementHub.Data;

/// <summary>Brings databases to the schema of this program, however many nodes start together.</summary>
public static class HubMigrations
{
    /// <summary>The name of the newest migration, the same for each provider; <c>add-migration.sh</c> writes it here.</summary>
    internal const string Newest = "PublishedLately";

    private const int DatabaseExistsAlready = 1801;

    /// <returns>The migrations that ran now; none when the database was there already.</returns>
    public static async Task<IReadOnlyList<string>> MigrateHubAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        if (services.GetService<HostClaim>() is { } claim) await claim.TakeAsync(cancellationToken);
        await using var database = await services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync(cancellationToken);
        if (await IsNewestAsync(database, cancellationToken) || await MissingAsync(database, cancellationToken) is []) return [];
        return database.Database.IsSqlite() ? await MigrateFileAsync(database, cancellationToken) : await MigrateServerAsync(database, cancellationToken);
    }

    /// <summary>The script that brings a SQL Server database of any older version to this program's schema; run twice it changes nothing. Asks no database.</summary>
    public static string SqlServerScript()
    {
        using var database = new SqlServerDesignTimeFactory().CreateDbContext([]);
        return database.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }

    /// <summary>What nearly every start finds, asked without a model and without a look at all types of the program: migrations are applied in their order, so the newest one has all others before it.</summary>
    private static async Task<bool> IsNewestAsync(HubDbContext database, CancellationToken cancellationToken)
    {
        if (database.Database.IsSqlite() && !File.Exists(HubLock.DatabaseFileOf(database))) return false; // Opening it would make it.
        try
        {
            await database.Database.OpenConnectionAsync(cancellationToken);
            await using var command = database.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT MAX(MigrationId) FROM {HistoryRepository.DefaultTableName}";
            return await command.ExecuteScalarAsync(cancellationToken) is string last && last.EndsWith($"_{Newest}", StringComparison.Ordinal);
        }
        catch (DbException)
        {
            return false; // No database or no history yet.
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
    }

    /// <summary>
    /// Asked before <c>MigrateAsync</c>, which compares two whole models first: a third of a start, for what the drift test
    /// has shown already.
    /// </summary>
    private static async Task<IReadOnlyList<string>> MissingAsync(HubDbContext database, CancellationToken cancellationToken)
    {
        var history = database.GetService<IHistoryRepository>();
        if (!await history.ExistsAsync(cancellationToken)) return [.. database.Database.GetMigrations()];
        var applied = await history.GetAppliedMigrationsAsync(cancellationToken);
        return [.. database.Database.GetMigrations().Except(applied.Select(row => row.MigrationId), StringComparer.Ordinal)];
    }

    /// <summary>
    /// Entity Framework's own lock is a row in the file. Who dies with it leaves it behind, and every later start would wait
    /// without end; so a lock that dies with its process stands around it, and a row found within that is nobody's.
    /// </summary>
    private static async Task<IReadOnlyList<string>> MigrateFileAsync(HubDbContext database, CancellationToken cancellationToken)
    {
        await using var alone = await database.LockAsync("migrating", cancellationToken);
        var missing = await MissingAsync(database, cancellationToken);
        if (missing is []) return [];
        await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
        if (await database.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken) > 0)
            await database.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
        return missing;
    }

    /// <summary>The server's lock belongs to a session and ends with it.</summary>
    private static async Task<IReadOnlyList<string>> MigrateServerAsync(HubDbContext database, CancellationToken cancellationToken)
    {
        var before = await MissingAsync(database, cancellationToken);
        try
        {
            await database.Database.MigrateAsync(cancellationToken);
        }
        catch (SqlException error) when (error.Number == DatabaseExistsAlready)
        {
            // Another node made the database between our look and our wish; the lock is only taken inside it.
            await database.Database.MigrateAsync(cancellationToken);
        }

        return before;
    }
}
