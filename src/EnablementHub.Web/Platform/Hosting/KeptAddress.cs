using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Platform.Hosting;

/// <summary>
/// A verb that runs beside the server prints links too, and can't see where the server listens: so the server keeps its
/// address with the database when it has started.
/// </summary>
internal sealed class KeptAddress(HubAddress address, IDbContextFactory<HubDbContext> databases) : IHostedLifecycleService
{
    private const string Name = "hub-address";

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.ReadSettingAsync(Name, cancellationToken) == address.Base) return;
        try
        {
            await database.InUnitAsync(
                async token =>
                {
                    await database.KeepSettingAsync(Name, address.Base, token);
                    await database.SaveChangesAsync(token);
                },
                cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another node that starts at the same time has kept its own, which will do as well.
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
}
