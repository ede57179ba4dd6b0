using System.Collections.Concurrent;
using System.Text.Json;
using EnablementHub.Platform.Settings;
using EnablementHub.Tests.Support;
using Microsoft.Data.SqlClient;

[assembly: AssemblyFixture(typeof(TestServer.Databases))]

namespace EnablementHub.Tests.Support;

/// <summary>
/// The SQL Server on which the tests run when <c>HUB_TEST_SQLSERVER</c> gives a connection string (its database is left
/// out). Each hub has a database of its own there, named like its folder.
/// </summary>
internal static class TestServer
{
    public const string Missing = "HUB_TEST_SQLSERVER gives no connection string, so there is no SQL Server to run this on.";
    public const string EmbeddedOnly = "This is about the embedded database's file, and HUB_TEST_SQLSERVER asks for SQL Server.";

    private static readonly string? Server = Environment.GetEnvironmentVariable("HUB_TEST_SQLSERVER");
    private static readonly ConcurrentDictionary<string, SqlConnectionStringBuilder> Used = new(StringComparer.Ordinal);

    public static bool IsThere => !string.IsNullOrEmpty(Server);

    /// <summary>Says in the hub's own settings file where its database is, so that verbs and later starts find it too.</summary>
    public static void Use(string folder)
    {
        if (!IsThere) return;
        var file = new DataDirectory(Directory.CreateDirectory(folder).FullName).SettingsFile;
        if (File.Exists(file)) return;
        var database = new SqlConnectionStringBuilder(Server) { InitialCatalog = Path.GetFileName(folder) };
        Used[folder] = database;
        File.WriteAllText(file, JsonSerializer.Serialize(new { Database = new { Provider = DatabaseOptions.SqlServer, database.ConnectionString } }));
    }

    /// <summary>Drops the database, whoever is still connected.</summary>
    public static async Task DropAsync(string folder)
    {
        if (!Used.TryRemove(folder, out var database)) return;
        await using (var pooled = new SqlConnection(database.ConnectionString)) SqlConnection.ClearPool(pooled);
        await using var connection = new SqlConnection(Server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();

        // A name can't be a parameter; those of our folders have letters, digits and hyphens only.
        var name = database.InitialCatalog;
        command.CommandText = $"IF DB_ID('{name}') IS NOT NULL BEGIN ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}]; END";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>At the end of the run, those of hubs whose folder a test kept for a second start.</summary>
    public sealed class Databases : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var folder in Used.Keys) await DropAsync(folder);
        }
    }
}
