using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Data;

/// <summary>Lets one node at a time do what must happen once, such as making the first key. A lock dies with the process that holds it.</summary>
public static class HubLock
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>What Linux, macOS and Windows say of a file that somebody else holds.</summary>
    private static readonly int[] IsHeld = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Waits for the lock of this name; held until disposed.</summary>
    public static async Task<IAsyncDisposable> LockAsync(this HubDbContext database, string name, CancellationToken cancellationToken) =>
        database.Database.IsSqlite() ? await LockFileAsync($"{DatabaseFileOf(database)}.{name}", cancellationToken) : await ServerLock.TakeAsync(database, name, cancellationToken);

    /// <summary>Answers below zero where somebody else had it for the whole time, which is shorter than a command may take.</summary>
    internal static FormattableString TakeOnServer(string resource) =>
        $"DECLARE @answer int; EXEC @answer = sp_getapplock @Resource = {resource}, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 5000; SELECT @answer AS Value";

    internal static FormattableString ReleaseOnServer(string resource) => $"EXEC sp_releaseapplock @Resource = {resource}, @LockOwner = 'Session'";

    /// <summary>The embedded database's file itself, behind any link: what stands beside it is the same for all who use it.</summary>
    internal static string DatabaseFileOf(HubDbContext database) => Real(database.Database.GetDbConnection().DataSource);

    internal static string Real(string file)
    {
        var info = new FileInfo(file);
        return info.LinkTarget is null ? info.FullName : info.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static async Task<FileStream> LockFileAsync(string file, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (IsHeld.Contains(error.HResult))
            {
                await Task.Delay(Look, cancellationToken);
            }
        }
    }

    /// <summary>Belongs to the server's session, so the connection stays open with it.</summary>
    private sealed class ServerLock(HubDbContext database, string resource) : IAsyncDisposable
    {
        public static async Task<ServerLock> TakeAsync(HubDbContext database, string name, CancellationToken cancellationToken)
        {
            var resource = "EnablementHub:" + name;
            await database.Database.OpenConnectionAsync(cancellationToken);
            var answer = -1;

            while (answer < 0) answer = (await database.Database.SqlQuery<int>(TakeOnServer(resource)).ToListAsync(cancellationToken)).Single();
            return new ServerLock(database, resource);
        }

        public async ValueTask DisposeAsync()
        {
            await database.Database.ExecuteSqlAsync(ReleaseOnServer(resource));
            await database.Database.CloseConnectionAsync();
        }
    }
}
