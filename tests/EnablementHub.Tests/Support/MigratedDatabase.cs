using EnablementHub.Data;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Settings;
using EnablementHub.Tests.Support;
using Microsoft.Data.Sqlite;

[assembly: AssemblyFixture(typeof(MigratedDatabase))]

namespace EnablementHub.Tests.Support;

/// <summary>
/// An embedded database at the newest schema with nothing in it. Every hub of the run begins with a copy: bringing each one
/// there by its migrations took a third of the whole run, and tests of their own look at the migrations.
/// </summary>
public sealed class MigratedDatabase : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "hub-test-schema-" + Guid.NewGuid().ToString("N"));
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    /// <summary>Puts a copy into a new data directory.</summary>
    public static async Task CopyIntoAsync(string folder)
    {
        if (TestServer.IsThere) return;
        var directory = new DataDirectory(folder);
        directory.Create();
        File.Copy(await Made.Value, directory.DatabaseFile);
    }

    public ValueTask DisposeAsync()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<string> MakeAsync()
    {
        await using (var app = HubApplication.Build(new HubArguments { Data = Folder, Urls = "http://127.0.0.1:0", Settings = ["Logging:LogLevel:Default=Error"] }))
            await app.Services.MigrateHubAsync();

        // The last connection that closes takes the journal into the file.
        SqliteConnection.ClearAllPools();
        return new DataDirectory(Folder).DatabaseFile;
    }
}
