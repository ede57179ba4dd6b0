using System.Data.Common;
using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Platform.Hosting;

/// <summary>
/// A verb that runs beside the server prints links too, and can't see where the server listens: so the server keeps its
/// address with the database when it has started.
/// </summary>
internal sealed partial class KeptAddress(HubAddress address, IDbContextFactory<HubDbContext> databases, ILogger<KeptAddress> log) : IHostedLifecycleService
{
    private const string Name = "hub-address";

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            if (await database.ReadSettingAsync(Name, cancellationToken) == address.Base) return;
            await database.InUnitAsync(
                async token =>
                {
                    await database.KeepSettingAsync(Name, address.Base, token);
                    await database.SaveChangesAsync(token);
                },
                cancellationToken);
        }
        catch (Exception error) when (error is DbUpdateException or DbException)
        {
            // Another node that starts at the same time may have kept its own, which will do as well; and a disk that is full is no reason not to serve what there is.
            NotKept(error);
        }
    }

    /// <summary>For verbs: links lead to where the server was last, unless a setting says where.</summary>
    public static async Task RecallAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync(cancellationToken);
        services.GetRequiredService<HubAddress>().Kept = await database.ReadSettingAsync(Name, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hub's address could not be kept for the other verbs; they may print links that lead elsewhere")]
    private partial void NotKept(Exception error);
}
